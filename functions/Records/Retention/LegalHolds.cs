using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
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
internal sealed class LegalHolds(IRecordStore records, AuditIntake intake, TwoPersonActs approvals, TimeProvider time)
{
    public const string Table = "retention";
    public const string Partition = "holds";

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
    /// <exception cref="NotPermittedException">The role may not.</exception>
    public async Task<bool> PlaceAsync(string subjectId, string reason, Officer by, CancellationToken cancellation)
    {
        NotPermittedException.Unless(by, ReviewPermission.PlaceHolds);
        var hold = new LegalHold(AlertId.FirstOfSubject(subjectId).SubjectKey, subjectId, reason.Trim(), by.Id.Value, time.GetUtcNow());
        if (await FindAsync(hold.SubjectKey, cancellation) is not null)
        {
            return false;
        }

        var json = JsonSerializer.Serialize(hold, HoldJson.Default.LegalHold);
        await intake.RecordAsync(by.Id.Value, RecordActs.HoldPlaced, hold.SubjectKey, cancellation, AuditRecord.HashOf(json));
        return (await records.CommitAsync(Table, Partition, [new RecordOperation.Insert(hold.SubjectKey, json)], cancellation)).Succeeded;
    }

    /// <summary>Asks to release a hold; done when a second person asks for the same.</summary>
    public async Task<TwoPersonResult> ReleaseAsync(string subjectKey, string reason, Officer by, CancellationToken cancellation)
    {
        if (!by.May(ReviewPermission.ReleaseHolds) || await FindAsync(subjectKey, cancellation) is not null)
        {
            var answer = await approvals.AskAsync("hold.release", subjectKey, reason, by, ReviewPermission.ReleaseHolds, cancellation);
            switch (answer)
            {
                case Agreement.Refused refused:
                    return new TwoPersonResult.Refused(refused.Refusal);
                case Agreement.Proposed proposed:
                    return new TwoPersonResult.Proposed(proposed.First);
                default:
                    await intake.RecordAsync(by.Id.Value, RecordActs.HoldReleased, subjectKey, cancellation,
                        AuditRecord.HashOf(reason.Trim()));
                    return (await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(subjectKey, "*")], cancellation))
                        .Succeeded ? new TwoPersonResult.Done() : new TwoPersonResult.Nothing();
            }
        }

        return new TwoPersonResult.Nothing();
    }
}
