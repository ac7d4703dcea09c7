using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.ProviderNotices;

/// <summary>Where a callback comes from.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="TimePath">Where its body says when it was.</param>
internal sealed record VerificationSource(string Provider, string TimePath);

/// <summary>Makes platform events of callbacks. An id of a provider belongs to the subject that came with it first: with another one it is
/// refused, or one pass would count for many.</summary>
internal sealed class VerificationIntake(IRecordStore records, EventReading events, AuditIntake intake, TimeProvider time)
{
    private const string Row = "of";

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What is genuine and ends nothing, or names nobody we know, is recorded and not dropped in silence: the provider would send
    /// it again for days.</summary>
    public Task PassOverAsync(VerificationSource source, string problem, CancellationToken cancellation) => intake.RecordAsync(
        "provider." + source.Provider, problem.Length > 0 ? "verification.unmatched" : "verification.passed_over", source.Provider,
        cancellation);

    /// <summary>Takes a callback; null where it is stored.</summary>
    public async Task<ProblemBody?> TakeAsync(VerificationSource source, VerificationCallback callback, CancellationToken cancellation)
    {
        if (!await IsOfSubjectAsync(callback, cancellation))
        {
            await intake.RecordAsync("provider." + source.Provider, "verification.refused", source.Provider, cancellation);
            return Problems.InvalidRequest([new FieldError("$.id", null, "An event of this id came for another subject before.")]);
        }

        var (answer, wrong) = await events.TakeAsync(JsonSerializer.SerializeToUtf8Bytes(EventOf(callback)), cancellation);
        return answer is null ? wrong : answer.Refused is not [var refused, ..] ? null
            : Problems.InvalidRequest([.. refused.Errors.Select(one => one.Path == "$.time" ? one with { Path = source.TimePath } : one)]);
    }

    private async Task<bool> IsOfSubjectAsync(VerificationCallback callback, CancellationToken cancellation)
    {
        var partition = "pe-" + CommandKey.Hash($"{callback.Provider}\n{callback.Id}")[..32];
        var whose = $"\"{callback.Subject.Key}\"";
        return await records.CommitAsync(EnforcementRows.Table, partition, [new RecordOperation.Insert(Row, whose)], cancellation)
            is CommitResult.Committed || (await records.FindAsync(EnforcementRows.Table, partition, Row, cancellation))?.Json == whose;
    }

    private Dictionary<string, object> EventOf(VerificationCallback callback) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = callback.Id,
        ["source"] = "/verifications/" + callback.Provider,
        ["type"] = "verification.completed",
        ["subject"] = callback.Subject.ToString(),
        ["time"] = (callback.At < Now ? callback.At : Now).ToString("O", CultureInfo.InvariantCulture),
        ["data"] = new Dictionary<string, object>
        {
            ["kind"] = "document",
            ["outcome"] = WireNames.Of(callback.Outcome),
            ["level"] = callback.Outcome == VerificationOutcome.Passed ? callback.Level : 0,
            ["provider"] = callback.Provider,
        },
    };
}
