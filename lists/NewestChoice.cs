using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists;

/// <summary>Chooses one version per list from readings that come newest first.</summary>
internal sealed class NewestChoice(ImmutableArray<ListDescriptor> descriptors)
{
    private readonly Dictionary<ListCode, ListDescriptor> _descriptors = descriptors.ToDictionary(descriptor => descriptor.Code);
    private readonly SortedDictionary<ListCode, Chosen> _chosen = [];
    private readonly List<string> _notes = [];

    /// <summary>True where nothing the set could hold is still wanted, so that it need not be read.</summary>
    public bool IsSettled(ListFileSet set) =>
        !set.Format.Lists.IsEmpty && set.Format.Lists.All(list => _chosen.TryGetValue(list, out var chosen) && chosen.IsComplete);

    /// <summary>Takes the readings of a set.</summary>
    public void Add(ListFileSet set, ImmutableArray<ListReading> readings)
    {
        foreach (var reading in readings)
        {
            var complete = IsComplete(reading);
            if (!_chosen.TryGetValue(reading.List, out var before))
            {
                _chosen.Add(reading.List, new Chosen(set, reading, complete));
            }
            else if (!before.IsComplete && complete)
            {
                _notes.Add($"{reading.List}: {before.Set.MainPath} has only {before.Reading.Parties.Length} parties and is no complete list; {set.MainPath} is used instead");
                _chosen[reading.List] = new Chosen(set, reading, complete);
            }
        }
    }

    /// <summary>The snapshots.</summary>
    public LibraryReading Result(DateTimeOffset retrievedAt, List<ListProblem> problems)
    {
        foreach (var (list, chosen) in _chosen)
        {
            _notes.AddRange(chosen.Reading.Notes.Select(note => $"{list}: {chosen.Set.MainPath}: {note}"));
        }

        return new LibraryReading(
            [.. _chosen.Values.Select(chosen => SnapshotOf(chosen, retrievedAt))],
            [.. problems],
            [.. _chosen.Values.SelectMany(chosen => chosen.Reading.Quarantined.Select(row => new ListQuarantine(chosen.Reading.List, row)))])
        {
            Notes = [.. _notes],
            Files = _chosen.ToImmutableDictionary(
                pair => pair.Key,
                pair => pair.Value.Set.Files.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => role.Value).ToImmutableArray()),
        };
    }

    private WatchlistSnapshot SnapshotOf(Chosen chosen, DateTimeOffset retrievedAt)
    {
        var version = new ListVersion(chosen.Reading.List, retrievedAt)
        {
            PublishedAt = chosen.Reading.PublishedAt ?? chosen.Set.Date,
            QuarantinedCount = chosen.Reading.Quarantined.Length,
        };
        return WatchlistSnapshot.Of(
            _descriptors.TryGetValue(chosen.Reading.List, out var descriptor) ? version with { StaleAfter = descriptor.StaleAfter } : version,
            chosen.Reading.Parties);
    }

    /// <summary>A list that the project knows no guards of counts as complete.</summary>
    private bool IsComplete(ListReading reading) =>
        !_descriptors.TryGetValue(reading.List, out var descriptor)
        || descriptor.Guards.Counts.All(guard => reading.Parties.Count(party => party.Kind == guard.Key) >= guard.Value.Min);

    private sealed record Chosen(ListFileSet Set, ListReading Reading, bool IsComplete);
}
