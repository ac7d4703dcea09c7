using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compliance.Functions.Storage;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Corpus;

/// <summary>The publishers' own addresses, each list at its own cadence.</summary>
internal sealed class OfficialSupply(
    ImmutableArray<ListDescriptor> descriptors, ListAddressBook addresses, ListDownload download, IBlobStore blobs, TimeProvider time) : IListSupply
{
    private const int ParallelLists = 4;
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<ListCode, DateTimeOffset> _due = new();

    /// <summary>Lists without an address of their own (dated file names, keys) are handed in as files and not fetched.</summary>
    public ImmutableArray<ListCode> Required { get; } = [.. descriptors.Where(descriptor => !descriptor.Sources.IsEmpty).Select(descriptor => descriptor.Code)];

    public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

    /// <summary>When the list is looked for next; null before the first look.</summary>
    public DateTimeOffset? NextLookAt(ListCode list) => _due.TryGetValue(list, out var due) ? due : null;

    public async Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var wanted = descriptors.Where(descriptor => !descriptor.Sources.IsEmpty).Where(descriptor => only is null ? IsDue(descriptor, stored, now) : descriptor.Code == only);
        var all = new ConcurrentBag<SupplyFindings>();
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelLists, CancellationToken = cancellation },
            async (descriptor, token) => all.Add(await LookForAsync(descriptor, stored.GetValueOrDefault(descriptor.Code), token)));
        return new SupplyFindings(
            [.. all.SelectMany(one => one.Fresh).OrderBy(fresh => fresh.Snapshot.Version.Code)],
            [.. all.SelectMany(one => one.Confirmed).Order()],
            [.. all.SelectMany(one => one.Failed).OrderBy(failure => failure.List)]);
    }

    private bool IsDue(ListDescriptor descriptor, IReadOnlyDictionary<ListCode, ListManifest> stored, DateTimeOffset now) =>
        now >= (NextLookAt(descriptor.Code) ?? (stored.TryGetValue(descriptor.Code, out var manifest) ? manifest.Version.RetrievedAt + descriptor.Cadence : DateTimeOffset.MinValue));

    private async Task<SupplyFindings> LookForAsync(ListDescriptor descriptor, ListManifest? stored, CancellationToken cancellation)
    {
        var sources = ImmutableArray.CreateBuilder<SourceManifest>();
        var changed = false;
        foreach (var source in descriptor.Sources)
        {
            var inHand = stored?.Sources.FirstOrDefault(one => one.File == source.File);
            switch (await download.FetchAsync(addresses.AddressOf(descriptor.Code, source), source.File, source.MaxBytes, inHand, cancellation))
            {
                case DownloadResult.Failed failed:
                    return Fail(descriptor, failed.Reason);
                case DownloadResult.Fetched fetched:
                    changed = true;
                    sources.Add(fetched.Source);
                    break;
                case DownloadResult.Unchanged unchanged:
                    sources.Add(unchanged.Source);
                    break;
            }
        }

        _due[descriptor.Code] = time.GetUtcNow() + descriptor.Cadence;
        return changed ? Read(descriptor, sources.ToImmutable(), cancellation) : new SupplyFindings([], [descriptor.Code], []);
    }

    private SupplyFindings Read(ListDescriptor descriptor, ImmutableArray<SourceManifest> sources, CancellationToken cancellation)
    {
        var files = sources.Select(source => new ListFile($"{descriptor.Code}/{source.File}", () => OpenKept(source)) { DateHint = source.LastModified });
        var reading = ListLibrary.ReadNewest(files, time.GetUtcNow(), cancellation);
        var problem = reading.Problems.FirstOrDefault(problem => problem.List == descriptor.Code || problem.List == default);
        return reading.Snapshots.FirstOrDefault(snapshot => snapshot.Version.Code == descriptor.Code) is { } snapshot
            ? new SupplyFindings([new FreshList(snapshot, sources)], [], [])
            : Fail(descriptor, problem?.Reason ?? $"The files {string.Join(", ", sources.Select(source => source.File))} do not hold the list.");
    }

    private Stream OpenKept(SourceManifest source) =>
        blobs.OpenAsync(RawFiles.Container, source.Sha256, CancellationToken.None).GetAwaiter().GetResult()
        ?? throw new IOException($"The kept file {source.Sha256} is missing.");

    private SupplyFindings Fail(ListDescriptor descriptor, string reason)
    {
        _due[descriptor.Code] = time.GetUtcNow() + RetryAfterFailure;
        return new SupplyFindings([], [], [new ListFailure(descriptor.Code, reason)]);
    }
}
