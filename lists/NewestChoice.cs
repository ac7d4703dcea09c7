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
        !set.Format.Lists.IsEmpty && set.Format.Lists.All(list => _chosen.TryGetValue(list, out var chosen) && chosen.Reading.IsComplete);

    /// <summary>A reading with what the choice looks at.</summary>
    public SetReading Of(ListReading reading) => new(reading.List, reading.Parties.Length, IsComplete(reading))
    {
        Parties = reading.Parties,
        PublishedAt = reading.PublishedAt,
        Quarantined = reading.Quarantined,
        Notes = reading.Notes,
    };

    /// <summary>Takes the readings of a set.</summary>
    public void Add(ListFileSet set, ImmutableArray<SetReading> readings)
    {
        foreach (var reading in readings)
        {
            if (!_chosen.TryGetValue(reading.List, out var before))
            {
                _chosen.Add(reading.List, new Chosen(set, reading));
            }
            else if (!before.Reading.IsComplete && reading.IsComplete)
            {
                _notes.Add(
                    $"{reading.List}: {before.Set.MainPath} has only {before.Reading.PartyCount} parties and is no complete list; "
                        + $"{set.MainPath} is used instead");
                _chosen[reading.List] = new Chosen(set, reading);
            }
        }
    }

    /// <summary>True where the list is taken from this set.</summary>
    public bool IsChosen(ListFileSet set, ListCode list) => _chosen.TryGetValue(list, out var chosen) && chosen.Set == set;

    /// <summary>Sets that were chosen by what is remembered of them and whose parties somebody needs.</summary>
    public ImmutableArray<ListFileSet> Wanting(Func<ListCode, string, bool> isHeld) =>
    [
        .. _chosen.Values.Where(chosen => chosen.Reading.Parties.IsDefault
            && !(chosen.Reading.ContentHash is { } hash && isHeld(chosen.Reading.List, hash)))
            .Select(chosen => chosen.Set).Distinct(),
    ];

    /// <summary>Puts what was read in the place of what is remembered of a set.</summary>
    public void Replace(ListFileSet set, ImmutableArray<SetReading> readings)
    {
        foreach (var (list, chosen) in _chosen.Where(pair => pair.Value.Set == set).ToList())
        {
            if (readings.FirstOrDefault(reading => reading.List == list) is { } read)
            {
                _chosen[list] = chosen with { Reading = read };
            }
            else
            {
                _chosen.Remove(list);
            }
        }
    }

    /// <summary>The snapshots, and the lists that are as they were.</summary>
    public LibraryReading Result(DateTimeOffset retrievedAt, List<ListProblem> problems)
    {
        foreach (var (list, chosen) in _chosen)
        {
            _notes.AddRange(chosen.Reading.Notes.Select(note => $"{list}: {chosen.Set.MainPath}: {note}"));
        }

        return new LibraryReading(
            [.. _chosen.Values.Where(chosen => !chosen.Reading.Parties.IsDefault).Select(chosen => SnapshotOf(chosen, retrievedAt))],
            [.. problems],
            [.. _chosen.Values.SelectMany(chosen =>
                chosen.Reading.Quarantined.Select(row => new ListQuarantine(chosen.Reading.List, row)))])
        {
            Unchanged =
                [.. _chosen.Values.Where(chosen => chosen.Reading.Parties.IsDefault)
                .Select(chosen => new UnchangedList(chosen.Reading.List, chosen.Reading.ContentHash!))],
            Notes = [.. _notes],
            Files = _chosen.ToImmutableDictionary(
                pair => pair.Key,
                pair => pair.Value.Set.Files.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => role.Value)
                    .ToImmutableArray()),
        };
    }

    private WatchlistSnapshot SnapshotOf(Chosen chosen, DateTimeOffset retrievedAt)
    {
        var version = new ListVersion(chosen.Reading.List, retrievedAt)
        {
            PublishedAt = chosen.Reading.PublishedAt ?? chosen.Set.Date,
            QuarantinedCount = chosen.Reading.Quarantined.Length,
        };
        var day = DateOnly.FromDateTime((version.PublishedAt ?? retrievedAt).UtcDateTime);
        return WatchlistSnapshot.Of(
            _descriptors.TryGetValue(chosen.Reading.List, out var descriptor) ? version with { StaleAfter = descriptor.StaleAfter }
                : version,
            [.. chosen.Reading.Parties.Select(party => FutureDates.Without(party, day))]);
    }

    /// <summary>A list that the project knows no guards of counts as complete.</summary>
    private bool IsComplete(ListReading reading) =>
        !_descriptors.TryGetValue(reading.List, out var descriptor)
        || descriptor.Guards.Counts.All(guard => reading.Parties.Count(party => party.Kind == guard.Key) >= guard.Value.Min);

    private sealed record Chosen(ListFileSet Set, SetReading Reading);
}
