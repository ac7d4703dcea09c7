using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>Erases why officers said that an erased account and another one belong together: a word lies at one of the two, so also at
/// accounts that are not erased.</summary>
internal sealed class RulingTexts(IRecordStore records, SubjectStreamStore streams, EnforcementIndex index, RowSeal seal)
{
    /// <summary>Erases the texts of all words on erased accounts.</summary>
    public async Task ForgetAsync(IReadOnlySet<SubjectRef> erased, ErasedPayload mark, CancellationToken cancellation)
    {
        foreach (var entry in await index.ReadAsync(EnforcementRows.RuledPrefix, int.MaxValue, cancellation))
        {
            if (SubjectRef.Parse(entry.Subject) is var subject && !erased.Contains(subject)
                && await EraseAsync(subject, erased, mark, cancellation))
            {
                streams.Forget(subject);
            }
        }
    }

    private async Task<bool> EraseAsync(SubjectRef subject, IReadOnlySet<SubjectRef> erased, ErasedPayload mark,
        CancellationToken cancellation)
    {
        var any = false;
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(EnforcementRows.Table, subject.Key).WithPrefix(EnforcementRows.Events), cancellation))
        {
            if (ErasedEvents.MarkFor(row, mark, seal, happened => happened.Ruling is { } ruling && erased.Contains(ruling.Other))
                is { } json)
            {
                any = true;
                await records.CommitAsync(EnforcementRows.Table, subject.Key, [new RecordOperation.Put(row.Row, json)], cancellation);
            }
        }

        return any;
    }
}
