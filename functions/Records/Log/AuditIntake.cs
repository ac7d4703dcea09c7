using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Takes acts on their way into the log. What an act did and that it did it must not come apart, so acts with a row of their own are
/// written in its batch (<see cref="PendingAct"/> beside evidence), chains of subjects are announced before they grow, and everything else
/// is recorded here before it is done.
/// </summary>
internal sealed class AuditIntake(IRecordStore records, TimeProvider time)
{
    /// <summary>Records an act durably; it stands in the log seconds later.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="act">What.</param>
    /// <param name="target">What it was done to.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="commitment">Hash of what it stored.</param>
    /// <param name="keys">Ids under which its record is found again, beside the target.</param>
    public async Task RecordAsync(string actor, string act, string target, CancellationToken cancellation, string commitment = "",
        params string[] keys)
    {
        var now = time.GetUtcNow();
        var pending = new PendingAct(new LogAct(now, actor, act, target, commitment), [.. keys.Append(KeyOf(target)).Distinct()]);
        var row = string.Create(CultureInfo.InvariantCulture,
            $"{LogRows.Direct}{now.UtcTicks:D19}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        var result = await records.CommitAsync(LogRows.Table, LogRows.Intake,
            [new RecordOperation.Insert(row, JsonSerializer.Serialize(pending, LogJson.Default.PendingAct))], cancellation);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Recording {act} ended in {result}: row keys must never repeat.");
        }
    }

    /// <summary>Announces that the chain of a subject is about to grow.</summary>
    public Task AnnounceAsync(string subjectKey, CancellationToken cancellation) => records.CommitAsync(
        LogRows.Table, LogRows.Intake,
            [new RecordOperation.Put(LogRows.Announced + subjectKey,
            JsonSerializer.Serialize(new MomentRow(time.GetUtcNow()), LogJson.Default.MomentRow))], cancellation);

    /// <summary>The id in a target: what stands before a slash.</summary>
    public static string KeyOf(string target) => target.Split('/')[0];
}
