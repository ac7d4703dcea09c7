using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Corpus;

/// <summary>
/// Official files in a directory that somebody else fills. Names, lengths and times are polled; a change is read once it has stood still for one
/// poll, so that a file is not read while it is being written. A list whose files are gone is a failure: its last good version stays and ages.
/// </summary>
internal sealed class DirectorySupply(string directory, TimeSpan pollEvery, RawFiles raw, TimeProvider time) : IListSupply
{
    private string? _read;
    private string? _seen;
    private ImmutableSortedDictionary<ListCode, string> _present = ImmutableSortedDictionary<ListCode, string>.Empty;
    private ImmutableArray<ListFailure> _failed = [];

    public ImmutableArray<ListCode> Required => [];

    public TimeSpan PollEvery => pollEvery;

    public bool AllowsSample => false;

    public async Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation)
    {
        string print;
        try
        {
            print = Fingerprint();
        }
        catch (IOException error)
        {
            return new SupplyFindings([], [], [.. stored.Keys.Order().Select(code => new ListFailure(code, $"The directory could not be read: {error.Message}"))]);
        }

        if (print == _read && only is null)
        {
            return new SupplyFindings([], [.. _present.Keys.Where(code => IsInUse(code, stored))], _failed);
        }

        var settled = _read is null || only is not null || print == _seen;
        _seen = print;
        return settled ? await ReadAllAsync(print, only, stored, cancellation) : SupplyFindings.None;
    }

    private async Task<SupplyFindings> ReadAllAsync(string print, ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation)
    {
        var reading = ListLibrary.ReadNewest(DirectoryFiles.Enumerate(directory), time.GetUtcNow(), cancellation);
        _read = print;
        _present = reading.Snapshots.ToImmutableSortedDictionary(snapshot => snapshot.Version.Code, snapshot => snapshot.Version.ContentHash);
        _failed =
        [
            .. reading.Problems.Where(problem => problem.List.Value.Length > 0).Select(problem => new ListFailure(problem.List, $"{problem.Path}: {problem.Reason}")),
            .. stored.Keys.Except(_present.Keys).Except(reading.Problems.Select(problem => problem.List)).Order()
                .Select(code => new ListFailure(code, "The directory holds no file of this list any more; the last good version stays.")),
        ];
        var fresh = ImmutableArray.CreateBuilder<FreshList>();
        foreach (var snapshot in reading.Snapshots.Where(snapshot => only is null || snapshot.Version.Code == only))
        {
            fresh.Add(await WithFilesAsync(snapshot, reading, stored.GetValueOrDefault(snapshot.Version.Code), cancellation));
        }

        return new SupplyFindings(
            fresh.ToImmutable(),
            [],
            [.. _failed.Where(failure => only is null || failure.List == only)]);
    }

    /// <summary>True where the directory's version is the one in use: a file that the guards refused confirms nothing, and the version in use goes on ageing.</summary>
    private bool IsInUse(ListCode code, IReadOnlyDictionary<ListCode, ListManifest> stored) =>
        stored.TryGetValue(code, out var manifest) && manifest.Version.ContentHash == _present[code];

    /// <summary>Keeps the files of a version that is new; those of the version in use are kept already.</summary>
    private async Task<FreshList> WithFilesAsync(WatchlistSnapshot snapshot, LibraryReading reading, ListManifest? stored, CancellationToken cancellation)
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

        var files = File.Exists(directory) ? [new FileInfo(directory)] : new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories);
        var text = string.Join('\n', files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
