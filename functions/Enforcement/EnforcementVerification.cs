using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Derives from the log what holds for every subject, and names the first row of each that is not what the log says: an action, an end, a
/// strike or a merge that nobody decided, one that was changed or is gone, a history with a hole. Standings are folded from these rows and
/// stored nowhere else, so rows that fit the log give the standing that the log gives.
/// </summary>
internal sealed class EnforcementVerification(IRecordStore records, EnforcementIndex index, AuditLog log)
{
    private const string Erased = "subject.erased";

    /// <summary>Newest records about a subject among which an act is looked for that was taken over while this ran.</summary>
    private const int LookedBack = 100;

    /// <summary>Compares the rows of every subject with the log.</summary>
    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        for (var shard = 0; shard < EnforcementRows.Shards; shard++)
        {
            await foreach (var subject in index.AllAsync(shard, cancellation))
            {
                await CompareAsync(subject.Key, run, cancellation);
                run.Enforced.Remove(subject.Key);
            }
        }

        // What the log speaks of, and no entry names any more.
        foreach (var key in run.Enforced.Keys.Order(StringComparer.Ordinal).ToList())
        {
            await CompareAsync(key, run, cancellation);
        }
    }

    private async Task CompareAsync(string key, VerificationRun run, CancellationToken cancellation)
    {
        // The head first: what is written while this reads stands beyond it.
        var version = await VersionAsync(key, cancellation);
        var known = run.Enforced.GetValueOrDefault(key) ?? [];
        var erased = known.Values.Any(act => act.Act == Erased);
        var number = 0L;
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(EnforcementRows.Table, key).WithPrefix(EnforcementRows.Events), cancellation))
        {
            if (number == version)
            {
                if (Number(row.Row[..^1], EnforcementRows.Events.Length) is var beyond && beyond > await VersionAsync(key, cancellation))
                {
                    run.Fault(0, AuditFaultKind.NotRecorded, $"Subject {key}, event {beyond}: it stands beyond version {version}.");
                    return;
                }

                break;
            }

            number++;
            var happened = ErasedPayload.Is(row.Json) ? null : ReadEvent(row);
            if (!known.TryGetValue(number, out var act) && happened?.Act is not null)
            {
                act = await WaitingAsync(key, number, run, cancellation);
                erased |= act.Act == Erased;
            }

            if (Fault(row, happened, number, act.Act, act.Commitment, erased) is { } fault)
            {
                run.Fault(0, fault.Kind, $"Subject {key}, event {number}: {fault.Text}");
                return;
            }

            known.Remove(number);
        }

        if (known.Count > 0)
        {
            run.Fault(0, AuditFaultKind.Truncated, string.Create(CultureInfo.InvariantCulture,
                $"Subject {key}, event {known.First().Key}: the log knows it ({known.First().Value.Act}) and it is gone."));
        }
        else if (version != number)
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"Subject {key} stands at version {version} and has {number} events.");
        }
    }

    private async Task<long> VersionAsync(string key, CancellationToken cancellation)
        => await records.FindAsync(EnforcementRows.Table, key, EnforcementRows.Head, cancellation) is { } stored
            ? Read(stored.Json, EnforcementRowJson.Default.SubjectHeadRow)?.Version ?? 0 : 0;

    /// <summary>The act of an event that was not in the log when it was read: it waits, or was taken over meanwhile.</summary>
    private async Task<(string Act, string Commitment)> WaitingAsync(string key, long number, VerificationRun run,
        CancellationToken cancellation)
    {
        if (await records.FindAsync(EnforcementRows.Table, key, EnforcementRows.OfAct(number), cancellation) is { } row
            && Read(row.Json, LogJson.Default.PendingAct)?.Act is { } waiting)
        {
            run.Waiting++;
            return (waiting.Act, waiting.Commitment);
        }

        var target = string.Create(CultureInfo.InvariantCulture, $"{key}/{number}");
        foreach (var sequence in (await log.AboutAsync(key, cancellation)).Reverse().Take(LookedBack))
        {
            if (await log.FindAsync(sequence, cancellation) is { } record && record.Target == target)
            {
                return (record.Act, record.ContentHash);
            }
        }

        return default;
    }

    private static (AuditFaultKind Kind, string Text)? Fault(StoredRecord row, StreamEvent? happened, long number, string? act,
        string? commitment, bool erased)
    {
        if (Number(row.Row[..^1], EnforcementRows.Events.Length) != number)
        {
            return (AuditFaultKind.Truncated, "an event before it is gone, or it stands there twice.");
        }

        if (ErasedPayload.Is(row.Json))
        {
            return erased && !(act is not null && IsKept(act)) ? null
                : (AuditFaultKind.ContentDiffers, "it was erased, and no act of the log erased it.");
        }

        return happened is null ? (AuditFaultKind.ContentDiffers, "it cannot be read.")
            : happened.Act is not { } expected ? act is not null ? (AuditFaultKind.ContentDiffers, $"the log says {act}.") : null
            : act is null ? (AuditFaultKind.NotRecorded, $"{expected} stands in no record of the log.")
            : act != expected || commitment != AuditRecord.HashOf(row.Json)
                ? (AuditFaultKind.ContentDiffers, $"it is not what the log recorded as {act}.")
            : null;
    }

    /// <summary>Acts whose events no erasure takes away.</summary>
    private static bool IsKept(string act) => act != "signal.retracted";

    private static StreamEvent? ReadEvent(StoredRecord row)
    {
        try
        {
            return StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(row.Json));
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException or NotSupportedException
            or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static T? Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long Number(string row, int start)
        => long.TryParse(row.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
