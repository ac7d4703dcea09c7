using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists;

/// <summary>What one reading of the library goes by.</summary>
/// <param name="RetrievedAt">The moment of retrieval.</param>
/// <param name="Progress">Told of every list version before it is read; null where nobody listens.</param>
/// <param name="Memory">What was read before.</param>
/// <param name="IsHeld">True where the caller has the content of a list, by its hash.</param>
/// <param name="Parallelism">How many sets are read at once.</param>
internal sealed record ListLibraryRun(DateTimeOffset RetrievedAt, IProgress<ListReadingProgress>? Progress, ReadingMemory Memory,
    Func<ListCode, string, bool> IsHeld, int Parallelism)
{
    /// <summary>Reads side by side what is read in all likelihood: of each list the first set that may hold it. Whether another is read
    /// too, or one of these in vain, shows only then; what is chosen is the same.</summary>
    public IReadOnlyDictionary<ListFileSet,
        RememberedSet> ReadAhead(ImmutableArray<ListFileSet> sets, NewestChoice choice, CancellationToken cancellation)
    {
        var read = new ConcurrentDictionary<ListFileSet, RememberedSet>();
        var covered = new HashSet<ListCode>();
        var first = new List<ListFileSet>();
        foreach (var set in sets)
        {
            var before = covered.Count;
            covered.UnionWith(set.Format.Lists);
            if ((set.Format.Lists.IsEmpty || covered.Count > before) && Memory.Find(set) is null)
            {
                first.Add(set);
            }
        }

        if (Parallelism < 2 || first.Count < 2)
        {
            return read;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(first, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
                set => read[set] = Read(set, choice, cancellation));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return read;
    }

    /// <summary>Reads a set; a fault is part of what it says.</summary>
    public RememberedSet Read(ListFileSet set, NewestChoice choice, CancellationToken cancellation)
    {
        Progress?.Report(new ListReadingProgress(set.Format.Name, set.MainPath));
        try
        {
            return new RememberedSet([.. set.Format.Read(set.Files, cancellation).Select(choice.Of)], Fault: null);
        }
        catch (ListFormatException error)
        {
            return new RememberedSet([], error.Message);
        }
    }

    /// <summary>Keeps what was read, with the hash of what was taken.</summary>
    public void Remember(ImmutableArray<ListFileSet> sets, Dictionary<ListFileSet, RememberedSet> read, NewestChoice choice,
        LibraryReading result)
    {
        var hashes = result.Snapshots.ToDictionary(snapshot => snapshot.Version.Code, snapshot => snapshot.Version.ContentHash);
        Memory.Keep(sets, read.ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Readings = [.. pair.Value.Readings.Select(reading => choice.IsChosen(pair.Key, reading.List)
                ? reading with { ContentHash = hashes.GetValueOrDefault(reading.List) } : reading)],
        }));
    }
}
