using System.Collections.Concurrent;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Notices;

namespace Compliance.Functions.Appeals;

/// <summary>An appeal with its subject.</summary>
public sealed record FoundAppeal(SubjectStream Stream, AppealState State);

/// <summary>Reads appeals.</summary>
internal sealed class AppealReader(SubjectStreamStore streams, NoticeRows rows, EnforcementIndex index)
{
    private const int MostSubjects = 100_000;

    /// <summary>Appeals that ended: their ids are all that is kept.</summary>
    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);

    /// <summary>One appeal; null where there is none.</summary>
    public async Task<FoundAppeal?> FindAsync(string id, CancellationToken cancellation)
        => SubjectItemIds.KeyOf("apl", id) is { } key && await streams.FindAsync(key, cancellation) is { } stream
            && stream.Appeals.All.GetValueOrDefault(id) is { } state ? new FoundAppeal(stream, state) : null;

    /// <summary>Open appeals in the order in which they are worked, then the others, latest first; at most so many.</summary>
    public async Task<IReadOnlyList<FoundAppeal>> AllAsync(int limit, bool open, CancellationToken cancellation)
    {
        var found = new Dictionary<string, FoundAppeal>(StringComparer.Ordinal);
        foreach (var id in await rows.AppealsAsync(cancellation))
        {
            if (await FindAsync(id, cancellation) is { } appeal)
            {
                found[id] = appeal;
            }
        }

        var ordered = AppealOrder.Of(found.Values.Select(one => one.State)).Select(state => found[state.Appeal.Id]);
        return [.. (open ? ordered : ordered.Concat(found.Values.Where(one => !one.State.IsOpen)
            .OrderByDescending(one => one.State.Decided?.At ?? one.State.Appeal.ReceivedAt))).Take(limit)];
    }

    /// <summary>How many appeals are open, and whether there may be more: at most so many subjects are read at once. What ended stays so
    /// and is remembered, so the next count goes on where this one stopped.</summary>
    /// <param name="most">Most appeals that are looked at.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<(int Count, bool More)> CountOpenAsync(int most, CancellationToken cancellation)
    {
        var (count, looked) = (0, 0);
        foreach (var id in (await rows.AppealsAsync(cancellation)).Where(id => !_ended.ContainsKey(id)))
        {
            if (looked++ == most)
            {
                return (count, true);
            }

            if (await FindAsync(id, cancellation) is { } appeal)
            {
                count += appeal.State.IsOpen ? 1 : 0;
                _ = appeal.State.IsOpen || _ended.TryAdd(id, true);
            }
        }

        return (count, false);
    }

    /// <summary>What is to be learnt, latest first.</summary>
    public async Task<IReadOnlyList<LearningAnswer>> LearningsAsync(int limit, CancellationToken cancellation)
        => [.. (await AllAsync(int.MaxValue, open: false, cancellation)).Where(one => one.State.Learning is not null)
            .Select(one => AppealWire.Of(one.Stream, one.State.Learning!)).OrderByDescending(one => one.At).Take(limit)];

    /// <summary>Every subject that was acted on.</summary>
    public async IAsyncEnumerable<SubjectStream> ActedAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var entry in await index.ReadAsync(EnforcementRows.ActedPrefix, MostSubjects, cancellation))
        {
            yield return await streams.FindAsync(Compliance.EnforcementCore.Subjects.SubjectRef.Parse(entry.Subject), cancellation);
        }
    }
}
