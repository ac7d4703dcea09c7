using System.Globalization;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Decided;

/// <summary>
/// Derives what people decided for everybody (policies, models of the score, what the ladder does by itself): each event stands in the
/// log, at its number and letter by letter; each act of the log is an event; the head counts them. Whoever puts an older state back would
/// else undo a stop.
/// </summary>
internal sealed class DerivedDecisions(IRecordStore records, DecidedActs acts, IEnumerable<DecidedName> names, RowSeal seal) : IDerivedRows
{
    private const string Table = SealedEvents<object>.Table;

    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            if (await FaultOfAsync(name, run, cancellation) is { } fault)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The state {name.Logged} {fault}");
            }
        }
    }

    private async Task<string?> FaultOfAsync(DecidedName state, VerificationRun run, CancellationToken cancellation)
    {
        var name = state.Partition;
        var known = run.Versioned.GetValueOrDefault(state.Logged, []).ToDictionary();
        run.Waiting += await PendingRows.AddWaitingAsync(records, Table, name, DecidedActs.Rows, known, cancellation);
        var isAnnounced = await acts.IsAnnouncedAsync(name, cancellation);
        var (number, head) = (0, "");
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, name), cancellation))
        {
            if (row.Row.StartsWith(DecidedActs.Rows, StringComparison.Ordinal))
            {
                continue;
            }

            if (seal.Open(Table, $"{name}/{row.Row}", row.Json) is not { } json)
            {
                return $"has a row, {row.Row}, that bears no seal of the service.";
            }

            if (row.Row == SealedEvents<object>.Head)
            {
                head = json;
            }
            else if (row.Row != SealedEvents<object>.OfEvent(++number))
            {
                return $"has a row, {row.Row}, where event {number} should be.";
            }
            else if (!known.Remove(number, out var recorded) ? !isAnnounced && !run.Commitments.Contains(AuditRecord.HashOf(json))
                : AuditRecord.HashOf(json) != recorded.Commitment)
            {
                return $"has an event, {number}, that is not the one of the log.";
            }
        }

        // The head is read last, so only one that counts more may be of an append meanwhile.
        var counted = int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return known.Count > 0
            ? $"has lost its event {known.Keys.Min()} ({known[known.Keys.Min()].Act}), which stands in the log."
            : counted < number || (counted > number && !isAnnounced)
                ? $"has {number} events and its head counts {counted}." : null;
    }
}
