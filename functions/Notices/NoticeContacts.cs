using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Notices;

/// <summary>How somebody is reached.</summary>
/// <param name="Email">Their address; null where none is known.</param>
/// <param name="Locale">The language they read.</param>
internal sealed record NoticeContact(string? Email, string Locale);

/// <summary>JSON of contacts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NoticeContact))]
internal sealed partial class NoticeContactJson : JsonSerializerContext;

/// <summary>Where notices go: an address for each subject, encrypted, in the subject's own partition. It is no fact of a decision and
/// stands in no event, so that it can be forgotten.</summary>
internal sealed class NoticeContacts(IRecordStore records, RowSeal seal, AuditIntake intake)
{
    /// <summary>Row of the contact.</summary>
    public const string Row = "contact";

    /// <summary>Keeps a contact.</summary>
    public async Task SetAsync(SubjectRef subject, NoticeContact contact, string actor, CancellationToken cancellation)
    {
        await intake.RecordAsync(actor, "subject.contact_set", subject.Key, cancellation);
        await records.CommitAsync(EnforcementRows.Table, subject.Key, [new RecordOperation.Put(Row,
            seal.Encrypt(EnforcementRows.Table, subject.Key + Row, JsonSerializer.Serialize(contact, NoticeContactJson.Default.NoticeContact)))],
            cancellation);
    }

    /// <summary>The contact of a subject; that of what contains it where it has none of its own.</summary>
    public async Task<NoticeContact> FindAsync(Subject subject, CancellationToken cancellation)
        => await OwnAsync(subject.Ref, cancellation)
            ?? ((subject.Parent ?? subject.Ref.NamedAccount) is { } parent ? await OwnAsync(parent, cancellation) : null)
            ?? new NoticeContact(null, NoticeLocales.Default);

    private async Task<NoticeContact?> OwnAsync(SubjectRef subject, CancellationToken cancellation)
        => await records.FindAsync(EnforcementRows.Table, subject.Key, Row, cancellation) is { } stored
            && seal.Decrypt(EnforcementRows.Table, subject.Key + Row, stored.Json) is { } json
            ? JsonSerializer.Deserialize(json, NoticeContactJson.Default.NoticeContact) : null;
}
