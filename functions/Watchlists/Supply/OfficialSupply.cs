using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compliance.Functions.Storage;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>The publishers' own addresses, each list at its own cadence. Lists that share a file share its download and its
/// reading.</summary>
internal sealed class OfficialSupply(
    ImmutableArray<ListDescriptor> descriptors, ListAddresses addresses, ListDownload download, IBlobStore blobs, TimeProvider time,
    ImmutableArray<ListCode> named = default) : IListSupply
{
    private const int ParallelLists = 4;
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<ListCode, DateTimeOffset> _due = new();
    private readonly ImmutableArray<ListFamily> _families = ListFamily.Of(descriptors, addresses);

    // What a publisher sent last, in use or refused: a refused version is not fetched again and again.
    private readonly ConcurrentDictionary<Uri, SourceManifest> _seen = new();

    /// <summary>Lists that are fetched, and those that the operator names. Lists without an address of their own (dated file names, keys)
    /// are handed in as files.</summary>
    public ImmutableArray<ListCode> Required { get; } =
        [.. descriptors.Where(descriptor => !descriptor.Sources.IsEmpty || (!named.IsDefault && named.Contains(descriptor.Code)))
            .Select(descriptor => descriptor.Code)];

    public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

    /// <summary>When the list is looked for next; null before the first look.</summary>
    public DateTimeOffset? NextLookAt(ListCode list) => _due.TryGetValue(list, out var due) ? due : null;

    public async Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var wanted = _families.Where(family => only is { } code ? family.Codes.Contains(code)
            : family.Members.Any(member => IsDue(member, stored, now)));
        var all = new ConcurrentBag<SupplyFindings>();
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelLists, CancellationToken = cancellation },
            async (family, token) => all.Add(await LookForAsync(family, stored, token)));
        return new SupplyFindings(
            [.. all.SelectMany(one => one.Fresh).OrderBy(fresh => fresh.Snapshot.Version.Code)],
            [.. all.SelectMany(one => one.Confirmed).Order()],
            [.. all.SelectMany(one => one.Failed).OrderBy(failure => failure.List)]);
    }

    private bool IsDue(ListDescriptor descriptor, IReadOnlyDictionary<ListCode, ListManifest> stored, DateTimeOffset now) =>
        IsPast(NextLookAt(descriptor.Code)
            ?? (stored.TryGetValue(descriptor.Code, out var manifest) ? manifest.Version.RetrievedAt + descriptor.Cadence
            : DateTimeOffset.MinValue), descriptor.Cadence, now);

    /// <summary>True for a time that has come, and for one further away than a look ever is: a clock was wrong when it was set.</summary>
    private static bool IsPast(DateTimeOffset due, TimeSpan cadence, DateTimeOffset now)
        => now >= due || due - now > cadence + ListVersion.ClockTolerance;

    private async Task<SupplyFindings> LookForAsync(ListFamily family, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var sources = ImmutableArray.CreateBuilder<SourceManifest>();
        foreach (var (source, address) in family.Files)
        {
            var inHand = _seen.GetValueOrDefault(address) ?? InHand(family, source, stored);
            switch (await download.FetchAsync(address, source.File, source.MaxBytes, inHand, cancellation))
            {
                case DownloadResult.Failed failed:
                    return Fail(family, failed.Reason);
                case DownloadResult.Fetched fetched:
                    sources.Add(_seen[address] = fetched.Source);
                    break;
                case DownloadResult.Unchanged unchanged:
                    sources.Add(_seen[address] = unchanged.Source);
                    break;
            }
        }

        foreach (var member in family.Members)
        {
            _due[member.Code] = time.GetUtcNow() + member.Cadence;
        }

        var changed = family.Codes.Where(code => !HasRead(stored.GetValueOrDefault(code), sources)).ToImmutableArray();
        ImmutableArray<ListCode> same = [.. family.Codes.Except(changed)];
        return changed.IsEmpty ? new SupplyFindings([], same, []) : Read(family, changed, same, sources.ToImmutable(), cancellation);
    }

    /// <summary>The file as the list confirmed last has it: members of a family may be behind.</summary>
    private static SourceManifest? InHand(ListFamily family, ListSource source, IReadOnlyDictionary<ListCode, ListManifest> stored)
        => family.Codes
        .Select(code => stored.GetValueOrDefault(code)).OfType<ListManifest>().OrderByDescending(manifest => manifest.Version.RetrievedAt)
        .SelectMany(manifest => manifest.Sources).FirstOrDefault(one => one.File == source.File);

    private static bool HasRead(ListManifest? manifest, IEnumerable<SourceManifest> sources) =>
        manifest is not null && sources.All(source => manifest.Sources.Any(one => one.File == source.File && one.Sha256 == source.Sha256));

    private SupplyFindings Read(ListFamily family, ImmutableArray<ListCode> changed, ImmutableArray<ListCode> same,
        ImmutableArray<SourceManifest> sources, CancellationToken cancellation)
    {
        var files = sources.Select(source =>
            new ListFile($"{family.Members[0].Code}/{source.File}", () => OpenKept(source)) { DateHint = source.LastModified });
        var reading = ListLibrary.ReadNewest(files, time.GetUtcNow(), cancellation);
        var fresh = reading.Snapshots.Where(snapshot => changed.Contains(snapshot.Version.Code))
            .Select(snapshot => FreshList.Of(snapshot, sources, reading)).ToImmutableArray();
        return new SupplyFindings(
            fresh,
            same,
            [.. changed.Except(fresh.Select(one => one.Snapshot.Version.Code)).Select(code => Failure(code, reading, sources))]);
    }

    private ListFailure Failure(ListCode code, LibraryReading reading, ImmutableArray<SourceManifest> sources)
    {
        _due[code] = time.GetUtcNow() + RetryAfterFailure;
        var problem = reading.Problems.FirstOrDefault(problem => problem.List == code || problem.List == default);
        return new ListFailure(code, problem is not null ? problem.Reason.StartsWith(problem.Path, StringComparison.Ordinal)
            ? problem.Reason : $"{problem.Path}: {problem.Reason}"
            : string.Join("; ", sources.Select(source => $"{source.File} does not hold the list: {BeginningOf(source)}")) + ".");
    }

    /// <summary>What a file begins with that was taken for no list, for the operator to recognise. It comes from a configured address or
    /// a public one (<see cref="ListConnections"/>).</summary>
    private string BeginningOf(SourceManifest source)
    {
        const int Shown = 60;
        using var kept = OpenKept(source);
        var head = new byte[Shown];
        var count = kept.ReadAtLeast(head, Shown, throwOnEndOfStream: false);
        return count == 0 ? "it is empty"
            : $"it has {source.Length} bytes and begins with '{string.Concat(head.Take(count).Select(one => one is >= 0x20 and < 0x7F ? (char)one : '.'))}'";
    }

    private Stream OpenKept(SourceManifest source) =>
        blobs.OpenAsync(RawFiles.Container, source.Sha256, CancellationToken.None).GetAwaiter().GetResult()
        ?? throw new IOException($"The kept file {source.Sha256} is missing.");

    private SupplyFindings Fail(ListFamily family, string reason)
    {
        foreach (var code in family.Codes)
        {
            _due[code] = time.GetUtcNow() + RetryAfterFailure;
        }

        return new SupplyFindings([], [], [.. family.Codes.Select(code => new ListFailure(code, reason))]);
    }
}
