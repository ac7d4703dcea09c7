using System.Globalization;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Notices;

/// <summary>A notice as the platform's webhook tells it: the text with its link, and the one for the customer's end user to hand
/// on.</summary>
public sealed record NoticeTold(string Id, string Kind, string Subject, string Audience, string Locale, string Title, string Body)
{
    /// <summary>The text that the customer hands on to their end user; null where the notice concerns none.</summary>
    public string? ForEndUser { get; init; }
}

/// <summary>What the webhook tells of a notice, from the record of its writing.</summary>
internal sealed class NoticeWebhook(IRecordStore records, SubjectStreamStore streams, NoticeWriter writer)
{
    /// <summary>The notice of a record of the log; null where its event was erased.</summary>
    public async Task<NoticeTold?> FindAsync(string target, CancellationToken cancellation)
    {
        var version = long.Parse(target.AsSpan(target.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var key = AuditIntake.KeyOf(target);
        if (await streams.FindAsync(key, cancellation) is not { Subject.ErasedAt: null }
            || await records.FindAsync(EnforcementRows.Table, key, EnforcementRows.OfEvent(version, 'n'), cancellation) is not { } row
            || ErasedPayload.Is(row.Json)
            || StreamEvent.Read('n', SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json))).Notice is not NoticeQueued queued)
        {
            return null;
        }

        var notice = queued.Notice;
        var body = writer.BodyFor(notice, queued.At);
        return new NoticeTold(notice.Id, NoticeTemplates.NameOf(notice.Kind), notice.Subject.ToString(), WireNames.Of(notice.Audience),
            notice.Locale, notice.Title, body)
        { ForEndUser = notice.Audience == NoticeAudience.EndUser ? body : null };
    }
}
