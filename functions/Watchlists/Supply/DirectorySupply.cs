using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>
/// Official files in a directory that somebody else fills. Names, lengths and times are polled; a change is looked at once it has stood
/// still for one poll. Then all bytes are hashed, and only files are read whose bytes are new: a list whose files are as they were is
/// confirmed. What was read counts only if the bytes are the same afterwards, so half a file is never taken. Now and then the bytes are
/// hashed without a change that shows: a file of the old length and time may hold others. A list whose files are gone is a failure: its
/// last good version stays and ages.
/// </summary>
/// <param name="directory">Where the files lie.</param>
/// <param name="pollEvery">How often the directory is looked at.</param>
/// <param name="raw">Keeps the files.</param>
/// <param name="time">The clock.</param>
/// <param name="named">Lists that the operator names; they are required whether or not the directory holds them.</param>
internal sealed class DirectorySupply(string directory, TimeSpan pollEvery, RawFiles raw, TimeProvider time,
    ImmutableArray<ListCode> named = default) : IListSupply
{
    private static readonly TimeSpan HashEvery = TimeSpan.FromMinutes(10);

    private readonly ReadingMemory _memory = new();
    private ImmutableArray<ListFile> _files = [];
    private DateTimeOffset _hashedAt;
    private string? _read;
    private string? _seen;
    private ImmutableSortedDictionary<ListCode, string> _present = ImmutableSortedDictionary<ListCode, string>.Empty;
    private ImmutableArray<ListFailure> _failed = [];
    private ImmutableArray<ListCode> _unread = [];

    /// <summary>Every list that the operator names, and every list that the directory holds a file of, whether or not it can be read or is
    /// admitted: whoever put it there means to screen against it.</summary>
    public ImmutableArray<ListCode> Required
        => [.. _present.Keys.Union(_unread).Union(named.IsDefault ? [] : named).Order()];

    public TimeSpan PollEvery => pollEvery;

    public bool AllowsSample => false;

    public async Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        string print;
        try
        {
            print = Fingerprint();
        }
        catch (IOException error)
        {
            return new SupplyFindings([],
                [], [.. stored.Keys.Order().Select(code => new ListFailure(code, $"The directory could not be read: {error.Message}"))]);
        }

        if (print == _read && only is null && !HoldsOtherBytes(cancellation))
        {
            return new SupplyFindings([], [.. _present.Where(one => IsInUse(one.Key, one.Value, stored)).Select(one => one.Key)], _failed);
        }

        var settled = _read is null || only is not null || print == _seen;
        _seen = print;
        return settled ? await ReadAsync(print, only, stored, cancellation) : SupplyFindings.None;
    }

    private async Task<SupplyFindings> ReadAsync(string print, ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var files = DirectoryFiles.Hashed(directory, cancellation);
        // Without a list nobody is answered yet; later screenings come first.
        var parallelism = stored.Count == 0 ? DirectoryFiles.MostAtOnce : 1;
        var reading = ListLibrary.ReadChanged(files, time.GetUtcNow(), _memory, (list, hash) => list != only
            && IsInUse(list, hash, stored), parallelism, cancellation);
        if (!StandsStill(files, cancellation))
        {
            return NotYet();
        }

        var fresh = ImmutableArray.CreateBuilder<FreshList>();
        foreach (var snapshot in reading.Snapshots.Where(snapshot => only is null || snapshot.Version.Code == only))
        {
            fresh.Add(await WithFilesAsync(snapshot, reading, stored.GetValueOrDefault(snapshot.Version.Code), cancellation));
        }

        if (fresh.Count > 0 && !StandsStill(files, cancellation))
        {
            return NotYet();
        }

        (_read, _files, _hashedAt) = (print, files, time.GetUtcNow());
        _present = reading.Snapshots.Select(snapshot => new UnchangedList(snapshot.Version.Code, snapshot.Version.ContentHash))
            .Concat(reading.Unchanged)
            .ToImmutableSortedDictionary(one => one.List, one => one.ContentHash);
        _unread = [.. reading.Problems.Select(problem => problem.List).Where(list => list.Value.Length > 0).Distinct()];
        _failed =
        [
            .. reading.Problems.Where(problem => problem.List.Value.Length > 0)
                .Select(problem => new ListFailure(problem.List, $"{problem.Path}: {problem.Reason}")),
            .. stored.Keys.Except(_present.Keys).Except(reading.Problems.Select(problem => problem.List)).Order()
                .Select(code => new ListFailure(code, "The directory holds no file of this list any more; the last good version stays.")),
        ];
        return new SupplyFindings(
            fresh.ToImmutable(),
            only is null ? [.. reading.Unchanged.Select(one => one.List)] : [],
            [.. _failed.Where(failure => only is null || failure.List == only)]);
    }

    /// <summary>Something was written while it was read, so what was read may be half of it: it is looked at again once it stands
    /// still.</summary>
    private SupplyFindings NotYet()
    {
        _memory.Forget();
        _seen = null;
        return SupplyFindings.None;
    }

    private bool HoldsOtherBytes(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _hashedAt < HashEvery)
        {
            return false;
        }

        _hashedAt = now;
        return !StandsStill(_files, cancellation);
    }

    private bool StandsStill(ImmutableArray<ListFile> files, CancellationToken cancellation) =>
        DirectoryFiles.Hashed(directory, cancellation).Select(file => (file.Path, file.Digest))
        .SequenceEqual(files.Select(file => (file.Path, file.Digest)));

    /// <summary>True where the directory's version is the one in use: a file that the guards refused confirms nothing, and the version in
    /// use goes on ageing.</summary>
    private static bool IsInUse(ListCode code, string contentHash, IReadOnlyDictionary<ListCode, ListManifest> stored) =>
        stored.TryGetValue(code, out var manifest) && manifest.Version.ContentHash == contentHash;

    /// <summary>Keeps the files of a version that is new; those of the version in use are kept already.</summary>
    private async Task<FreshList> WithFilesAsync(WatchlistSnapshot snapshot, LibraryReading reading, ListManifest? stored,
        CancellationToken cancellation)
    {
        if (stored is { Sources.IsEmpty: false } && stored.Version.ContentHash == snapshot.Version.ContentHash)
        {
            return FreshList.Of(snapshot, stored.Sources, reading);
        }

        var sources = ImmutableArray.CreateBuilder<SourceManifest>();
        foreach (var file in reading.Files.GetValueOrDefault(snapshot.Version.Code, []))
        {
            sources.Add(await raw.KeepAsync(file, cancellation));
        }

        return FreshList.Of(snapshot, sources.ToImmutable(), reading);
    }

    private string Fingerprint()
    {
        if (!Directory.Exists(directory) && !File.Exists(directory))
        {
            throw new DirectoryNotFoundException($"'{directory}' is not there.");
        }

        var files = File.Exists(directory) ? [new FileInfo(directory)]
            : new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories);
        var text = string.Join('\n', files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            .Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
