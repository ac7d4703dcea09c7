using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Retention;

/// <summary>A legal hold: nothing of the subject is purged or erased while it stands.</summary>
/// <param name="SubjectKey">The subject: the part of its alerts' ids before the dash.</param>
/// <param name="SubjectId">The caller's id of the subject.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="By">Who placed it.</param>
/// <param name="At">When.</param>
public sealed record LegalHold(string SubjectKey, string SubjectId, string Reason, string By, DateTimeOffset At);

/// <summary>JSON of holds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LegalHold))]
internal sealed partial class HoldJson : JsonSerializerContext;

/// <summary>Legal holds in the table <c>retention</c>. Placing and releasing are acts of the log, so a hold that is gone still stands there
/// with its reason's hash.</summary>
internal sealed class LegalHolds(IRecordStore records, AuditIntake intake, TimeProvider time)
{
    private const string Table = "retention";
    private const string Partition = "holds";

    public const int MaxReasonChars = 1000;

    /// <summary>All holds that stand.</summary>
    public async Task<ImmutableArray<LegalHold>> AllAsync(CancellationToken cancellation)
    {
        var holds = ImmutableArray.CreateBuilder<LegalHold>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition), cancellation))
        {
            holds.Add(JsonSerializer.Deserialize(row.Json, HoldJson.Default.LegalHold)!);
        }

        return holds.ToImmutable();
    }

    /// <summary>The hold on a subject; null where none stands.</summary>
    public async Task<LegalHold?> FindAsync(string subjectKey, CancellationToken cancellation) =>
        await records.FindAsync(Table, Partition, subjectKey, cancellation) is { } row
        ? JsonSerializer.Deserialize(row.Json, HoldJson.Default.LegalHold) : null;

    /// <summary>Places a hold; false where one stands already.</summary>
    public async Task<bool> PlaceAsync(string subjectId, string reason, OfficerId by, CancellationToken cancellation)
    {
        var hold = new LegalHold(AlertId.FirstOfSubject(subjectId).SubjectKey, subjectId, reason.Trim(), by.Value, time.GetUtcNow());
        if (await FindAsync(hold.SubjectKey, cancellation) is not null)
        {
            return false;
        }

        await intake.RecordAsync(by.Value, RecordActs.HoldPlaced, hold.SubjectKey, cancellation, AuditRecord.HashOf(hold.Reason));
        return (await records.CommitAsync(Table, Partition,
            [new RecordOperation.Insert(hold.SubjectKey, JsonSerializer.Serialize(hold, HoldJson.Default.LegalHold))],
            cancellation)).Succeeded;
    }

    /// <summary>Releases a hold; false where none stands.</summary>
    public async Task<bool> ReleaseAsync(string subjectKey, string reason, OfficerId by, CancellationToken cancellation)
    {
        if (await FindAsync(subjectKey, cancellation) is null)
        {
            return false;
        }

        await intake.RecordAsync(by.Value, RecordActs.HoldReleased, subjectKey, cancellation, AuditRecord.HashOf(reason.Trim()));
        return (await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(subjectKey, "*")], cancellation)).Succeeded;
    }
}
