using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Leads;

/// <summary>
/// Derives leads: each is what its events make of it, each event stands in the log, each act of the log is an event; and a lead that has
/// not ended is in the index, or nobody would look into it.
/// </summary>
internal sealed class DerivedLeads(IRecordStore records, LeadActs acts, RowSeal seal) : IDerivedRows
{
    private const string Prefix = "led_";

    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        var indexed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(LeadStore.Table, LeadStore.Index), cancellation))
        {
            indexed.Add(row.Row);
        }

        var logged = run.Versioned.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var id in logged.Concat(indexed).Distinct().Order(StringComparer.Ordinal))
        {
            if (await FaultOfAsync(id, indexed.Contains(id), run, cancellation) is { } fault)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The lead {id} {fault}");
            }
        }
    }

    private async Task<string?> FaultOfAsync(string id, bool isIndexed, VerificationRun run, CancellationToken cancellation)
    {
        var known = run.Versioned.GetValueOrDefault(id, []).ToDictionary();
        run.Waiting += await PendingRows.AddWaitingAsync(records, LeadStore.Table, id, LeadStore.Acts, known, cancellation);
        var isAnnounced = await acts.IsAnnouncedAsync(id, cancellation);
        var (number, lead, isErased) = (0L, (Lead?)null, false);
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(LeadStore.Table, id).WithPrefix(LeadStore.Events), cancellation))
        {
            number++;
            if (row.Row != LeadStore.OfEvent(number))
            {
                return $"has no event {number}.";
            }

            var happened = ForeignRows.Read(() => LeadTexts.Read(row, seal));
            if (!known.Remove(number, out var recorded) ? !isAnnounced
                : ErasedPayload.Is(row.Json) ? happened is null || LeadActs.CodeOf(happened) != recorded.Act
                : AuditRecord.HashOf(row.Json) != recorded.Commitment)
            {
                return $"has an event, {number}, that is not the one of the log.";
            }

            if (happened is null || ForeignRows.Read(() => LeadDecider.Apply(lead, happened)) is not { } after)
            {
                return $"has an event, {number}, that cannot be read.";
            }

            (lead, isErased) = (after, isErased || ErasedPayload.Is(row.Json));
        }

        if (known.Count > 0)
        {
            return $"has lost its event {known.Keys.Min()} ({known[known.Keys.Min()].Act}), which stands in the log.";
        }

        if (isErased && !(lead?.Subject is { } about && run.IsErased(about.Key)))
        {
            return "was erased without an act in the log.";
        }

        var head = await records.FindAsync(LeadStore.Table, id, LeadStore.Head, cancellation);
        return lead is null ? head is null ? null : "is made of no event."
            : head?.Json != LeadStore.Write(lead) && !isAnnounced ? "is not what its events make of it."
            : lead.Ended is null && !isIndexed ? "has not ended and is not in the index: nobody would look into it."
            : null;
    }
}
