using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Records.Retention;

/// <summary>What a pruning of derived files did, or would do.</summary>
/// <param name="Removed">The files that went, as <c>container/name</c>.</param>
/// <param name="Bytes">Their length together.</param>
/// <param name="Waiting">States of the lists that nothing needs, but not for long enough yet.</param>
/// <param name="Needed">States of the lists whose files are kept because something needs them.</param>
internal sealed record CorpusPruningRun(ImmutableArray<string> Removed, long Bytes, int Waiting, int Needed);

/// <summary>
/// Removes what is derived from states of the lists that are gone: the links of their listings and their compiled corpora. Everything of it
/// can be made again, and evidence holds its own links; so a file goes once nothing has needed its state for two weeks: not the lists in
/// use, not a rollback or its end, not a rescreening. Since when is noted by a row, and counts anew where a state comes back. Repeating it
/// changes nothing.
/// </summary>
internal sealed class CorpusPruning(
    IRecordStore records, IBlobStore blobs, ListHistory history, SnapshotArchive archive, RescreenStore rescreenings, CorpusHost corpora,
        TimeProvider time, ILogger<CorpusPruning> log)
{
    /// <summary>How long a state must have been needed by nothing. Instances lag behind by minutes; operators bring a list back within
    /// days, and are not to wait for compiling then.</summary>
    public static readonly TimeSpan UnneededFor = TimeSpan.FromDays(14);

    private const string Table = "retention";
    private const string Partition = "past-corpora";
    private const int HashLength = 64;

    /// <summary>Prunes.</summary>
    /// <param name="onlyLook">True to say what would go; then nothing is noted either.</param>
    /// <param name="cancellation">Cancels between files.</param>
    public async Task<CorpusPruningRun> PruneAsync(bool onlyLook, CancellationToken cancellation)
    {
        // Files first, then what is needed: a file that another instance leaves meanwhile is not seen, rather than taken for one of the
        // past.
        var files = await FilesAsync(cancellation);
        var since = await NotesAsync(cancellation);
        var needed = await NeededAsync(cancellation);
        var now = time.GetUtcNow();
        var past = files.Select(group => group.Key).Where(state => !needed.Contains(state)).ToHashSet(StringComparer.Ordinal);
        if (!onlyLook)
        {
            await NoteAsync(past, since, now, cancellation);
        }

        var due = past.Where(state => since.TryGetValue(state, out var noted) && now - noted >= UnneededFor).Order(StringComparer.Ordinal)
            .ToList();
        if (due.Count > 0)
        {
            var again = await NeededAsync(cancellation);
            due.RemoveAll(again.Contains);
        }

        var removed = due.SelectMany(state => files[state]).ToImmutableArray();
        if (!onlyLook)
        {
            await RemoveAsync(due, files, cancellation);
        }

        var run = new CorpusPruningRun([.. removed.Select(file => file.ToString())], removed.Sum(file => file.Length),
            past.Count - due.Count, files.Count - past.Count);
        if (removed.Length > 0 && !onlyLook)
        {
            log.LogInformation(
                "{Files} links and compiled corpora ({Bytes} bytes) of {States} states of the lists were pruned, which nothing has "
                    + "needed for {Days} days; {Waiting} states wait, {Needed} are needed.",
                removed.Length, run.Bytes, due.Count, UnneededFor.TotalDays, run.Waiting, run.Needed);
        }

        return run;
    }

    // What is not named by a state is not ours to remove.
    private async Task<ILookup<string, DerivedFile>> FilesAsync(CancellationToken cancellation)
    {
        var files = new List<DerivedFile>();
        foreach (var container in new[] { PartyLinks.Container, SharedCorpora.Container })
        {
            await foreach (var blob in blobs.ListAsync(container, "", cancellation))
            {
                if (StateOf(blob.Name) is { } state)
                {
                    files.Add(new DerivedFile(state, container, blob.Name, blob.Length));
                }
            }
        }

        return files.ToLookup(file => file.State, StringComparer.Ordinal);
    }

    private static string? StateOf(string name)
    {
        var file = name.StartsWith(SharedCorpora.Making, StringComparison.Ordinal) ? name[SharedCorpora.Making.Length..] : name;
        return file.Length > HashLength && file[HashLength] == '-' && file.Take(HashLength).All(char.IsAsciiHexDigitLower)
            ? file[..HashLength] : null;
    }

    /// <summary>Hashes of the states that somebody may ask for: what is in use, here too, what it becomes where rollbacks end, and what a
    /// rescreening compares with.</summary>
    private async Task<HashSet<string>> NeededAsync(CancellationToken cancellation)
    {
        var lists = (await archive.ManifestsAsync(cancellation)).Values.Select(manifest => manifest.Version).ToImmutableArray();
        var released = new List<ListVersion>();
        var states = new HashSet<string>(StringComparer.Ordinal) { ScreeningCorpus.HashOf(lists) };
        foreach (var version in lists)
        {
            var hold = await history.HoldAsync(version.Code, cancellation);
            released.Add(hold is null ? version : version with { ContentHash = hold.Withdrawn });
            if (hold is not null)
            {
                states.Add(ScreeningCorpus.HashOf(lists.Replace(version, released[^1])));
            }
        }

        states.Add(ScreeningCorpus.HashOf(released));
        var (head, _) = await rescreenings.HeadAsync(cancellation);
        var run = head.IsUnderWay ? await rescreenings.FindAsync(head.Latest, cancellation) : null;
        states.UnionWith(new[] { head.Baseline, run?.Before, run?.After }.OfType<RescreenState>().Select(state => state.Corpus));
        if (corpora.Current is { } current)
        {
            states.Add(current.Corpus.Hash);
        }

        return states;
    }

    private async Task<Dictionary<string, DateTimeOffset>> NotesAsync(CancellationToken cancellation)
    {
        var notes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition), cancellation))
        {
            notes[row.Row] = JsonSerializer.Deserialize<DateTimeOffset>(row.Json, EvidenceCodec.Options);
        }

        return notes;
    }

    /// <summary>Notes states that nothing needs any more, and forgets those that are needed again or have no files left.</summary>
    private async Task NoteAsync(HashSet<string> past, Dictionary<string, DateTimeOffset> since, DateTimeOffset now,
        CancellationToken cancellation)
    {
        foreach (var state in past.Where(state => !since.ContainsKey(state)).Order(StringComparer.Ordinal))
        {
            await records.CommitAsync(Table, Partition,
                [new RecordOperation.Insert(state, JsonSerializer.Serialize(now, EvidenceCodec.Options))], cancellation);
        }

        await records.ForgetAsync(Table, Partition, since.Keys.Where(state => !past.Contains(state)), cancellation);
    }

    // The note goes last: where a removal was cut off, the next run goes on with it.
    private async Task RemoveAsync(List<string> due, ILookup<string, DerivedFile> files, CancellationToken cancellation)
    {
        foreach (var state in due)
        {
            foreach (var file in files[state])
            {
                await blobs.DeleteAsync(file.Container, file.Name, cancellation);
            }
        }

        await records.ForgetAsync(Table, Partition, due, cancellation);
    }

    /// <summary>A file that is derived from a state of the lists.</summary>
    private sealed record DerivedFile(string State, string Container, string Name, long Length)
    {
        public override string ToString() => $"{Container}/{Name}";
    }
}
