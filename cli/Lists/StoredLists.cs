using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Cli.Lists;

/// <summary>The lists in the service's own data directory (<c>COMPLIANCE_DATA_DIR</c>), which one process at a time may open.</summary>
internal sealed class StoredLists : IDisposable
{
    private readonly EmbeddedStorage _storage;
    private readonly SnapshotArchive _archive;
    private readonly ServiceOptions _options;
    private readonly TimeProvider _time;
    private readonly VersionIntake _intake;

    private StoredLists(EmbeddedStorage storage, ServiceOptions options, TimeProvider time)
    {
        (_storage, _archive, _options, _time) = (storage, new SnapshotArchive(storage.Records, storage.Blobs), options, time);
        History = new ListHistory(storage.Records, time);
        Deltas = new DeltaArchive(storage.Blobs, _archive, History);
        Delisted = new DelistedParties(storage.Records);
        _intake = new VersionIntake(_archive, Deltas, History, Delisted, new SnapshotAdmission(), time);
        Overrides = new ListOverrides(History, _archive, _intake, time);
        AsOf = new ListsAsOf(History, _archive);
    }

    /// <summary>The life of every list.</summary>
    public ListHistory History { get; }

    /// <summary>What changed from version to version.</summary>
    public DeltaArchive Deltas { get; }

    /// <summary>Parties that left their list.</summary>
    public DelistedParties Delisted { get; }

    /// <summary>Lists as they were.</summary>
    public ListsAsOf AsOf { get; }

    /// <summary>The operator's acts.</summary>
    public ListOverrides Overrides { get; }

    /// <summary>Where the lists are kept.</summary>
    public static string DirectoryOf(CliConsole console)
        => console.Setting("COMPLIANCE_DATA_DIR") is { Length: > 0 } path ? path : ".data";

    /// <summary>True where lists or screenings were stored before.</summary>
    public static bool Exist(CliConsole console) => File.Exists(Path.Combine(DirectoryOf(console), SqliteFile.Name));

    /// <summary>Opens the store, made where absent.</summary>
    /// <param name="console">Settings and clock.</param>
    /// <param name="toRead">True to read only, whether or not the service runs.</param>
    /// <exception cref="InvalidInputException">The configuration is wrong, or another process (the running service) has the directory
    /// open.</exception>
    public static StoredLists Open(CliConsole console, bool toRead = false)
    {
        var options = new ServiceOptionsReader(console.Setting).Read("Tool", out var errors);
        if (errors.Count > 0)
        {
            throw new InvalidInputException(string.Join(Environment.NewLine, errors));
        }

        try
        {
            return new StoredLists(toRead ? EmbeddedStorage.OpenToRead(options.DataDirectory, console.Time)
                : EmbeddedStorage.Open(options.DataDirectory, console.Time), options, console.Time);
        }
        catch (StorageUnavailableException error)
        {
            throw new InvalidInputException(toRead ? error.Message :
                $"{error.Message} The running service refreshes its lists itself, or on POST /api/v1/lists/CODE/refresh.", error);
        }
    }

    /// <summary>The versions in use, without their parties, in the order of their codes.</summary>
    public async Task<ImmutableArray<ListVersion>> VersionsAsync(CancellationToken cancellation) =>
        [.. (await _archive.ManifestsAsync(cancellation)).Values.Select(manifest => manifest.Version).OrderBy(version => version.Code)];

    /// <summary>What the service would screen against: the versions in use, from their compiled file where there is one, and the lists
    /// without which nobody is cleared. The file is made where there is none.</summary>
    public async Task<LoadedCorpus> LoadAsync(CancellationToken cancellation)
    {
        var versions = await VersionsAsync(cancellation);
        var compiled = new CompiledCorpora(CompiledCorpora.DirectoryFor(_options), NullLogger<CompiledCorpora>.Instance, tidies: false);
        var corpus = versions.IsEmpty ? ScreeningCorpus.Empty
            : compiled.Find(versions) ?? compiled.Keep(ScreeningCorpus.Build(await ReadAsync(cancellation)));
        return new LoadedCorpus(corpus, await RequiredAsync(versions, cancellation));
    }

    // Those that the operator names, and those that were to come into use and never did.
    private async Task<ImmutableArray<ListCode>> RequiredAsync(ImmutableArray<ListVersion> versions, CancellationToken cancellation)
    {
        var missing = _options.Lists.ToHashSet();
        foreach (var list in await History.ListsAsync(cancellation))
        {
            if (await History.IncidentAsync(list, cancellation) is not null)
            {
                missing.Add(list);
            }
        }

        missing.ExceptWith(versions.Select(version => version.Code));
        return [.. missing.Order()];
    }

    /// <summary>The versions in use.</summary>
    public async Task<ImmutableArray<WatchlistSnapshot>> ReadAsync(CancellationToken cancellation)
    {
        var snapshots = ImmutableArray.CreateBuilder<WatchlistSnapshot>();
        foreach (var version in await VersionsAsync(cancellation))
        {
            snapshots.Add(await _archive.RestoreAsync(version, cancellation));
        }

        return snapshots.ToImmutable();
    }

    /// <summary>Reads a version back.</summary>
    /// <exception cref="InvalidDataException">Its parties are missing or damaged.</exception>
    public Task<WatchlistSnapshot> RestoreAsync(ListVersion version, CancellationToken cancellation)
        => _archive.RestoreAsync(version, cancellation);

    /// <summary>Brings lists that were read from files into use, where the guards let them.</summary>
    public async Task<ListRun> ImportAsync(LibraryReading reading, CancellationToken cancellation) =>
        await RunAsync(new ReadSupply(await WithFilesAsync(reading, cancellation), reading.Problems), null, cancellation);

    /// <summary>Keeps lists that were read from files for look-backs, without bringing them into use; gives those that were not kept
    /// before.</summary>
    public async Task<ImmutableArray<ListVersion>> KeepAsync(LibraryReading reading, CancellationToken cancellation)
    {
        var kept = ImmutableArray.CreateBuilder<ListVersion>();
        foreach (var fresh in await WithFilesAsync(reading, cancellation))
        {
            if (await _intake.KeepAsync(fresh, cancellation))
            {
                kept.Add(fresh.Snapshot.Version);
            }
        }

        return kept.ToImmutable();
    }

    /// <summary>Fetches one list, or all that are due, from the publishers' addresses.</summary>
    public Task<ListRun> RefreshAsync(ListCode? only, CancellationToken cancellation)
    {
        var wanted = ListLibrary.Descriptors.Where(descriptor => _options.Lists.IsEmpty || _options.Lists.Contains(descriptor.Code))
            .ToImmutableArray();
        if (only is { } code && wanted.All(descriptor => descriptor.Code != code))
        {
            throw new InvalidInputException(
                $"'{code}' is not a list that can be refreshed; there are {string.Join(", ", wanted.Select(descriptor => descriptor.Code))}.");
        }

        return RunAsync(
            new OfficialSupply(wanted, _options.Addresses,
                new ListDownload(ListHttp.Create(_options.UserAgent, _options.ListProxy), _storage.Blobs, _time), _storage.Blobs, _time),
                only, cancellation);
    }

    public void Dispose() => _storage.Dispose();

    private async Task<ListRun> RunAsync(IListSupply supply, ListCode? only, CancellationToken cancellation)
    {
        var statuses = new ListStatuses();
        var incidents = new ListIncidents(History, statuses, _time, NullLogger<ListIncidents>.Instance);
        using var refresh =
            new ListRefresh(new CorpusHost(), _archive, supply, _intake, statuses, incidents, [], compiled: null, _time,
            NullLogger<ListRefresh>.Instance);
        await refresh.AdoptStoredAsync(cancellation);
        await refresh.LookAsync(only, cancellation);
        return new ListRun(
            await VersionsAsync(cancellation),
            [.. statuses.Codes.Where(code => statuses.Of(code).Error is null)],
            [.. statuses.Codes.Where(code => statuses.Of(code).Error is not null)
                .Select(code => new ListFailure(code, statuses.Of(code).Error!))]);
    }

    private async Task<ImmutableArray<FreshList>> WithFilesAsync(LibraryReading reading, CancellationToken cancellation)
    {
        var raw = new RawFiles(_storage.Blobs);
        var fresh = ImmutableArray.CreateBuilder<FreshList>();
        foreach (var snapshot in reading.Snapshots)
        {
            var sources = ImmutableArray.CreateBuilder<SourceManifest>();
            foreach (var file in reading.Files.GetValueOrDefault(snapshot.Version.Code, []))
            {
                sources.Add(await raw.KeepAsync(file, cancellation));
            }

            fresh.Add(FreshList.Of(snapshot, sources.ToImmutable(), reading));
        }

        return fresh.ToImmutable();
    }

    /// <summary>Lists that were read already.</summary>
    private sealed class ReadSupply(ImmutableArray<FreshList> fresh, ImmutableArray<ListProblem> problems) : IListSupply
    {
        public ImmutableArray<ListCode> Required => [];

        public TimeSpan PollEvery => Timeout.InfiniteTimeSpan;

        public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
            CancellationToken cancellation) => Task.FromResult(new SupplyFindings(
            fresh,
            [],
            [.. problems.Where(problem => problem.List.Value.Length > 0)
                .Select(problem => new ListFailure(problem.List, $"{problem.Path}: {problem.Reason}"))]));
    }
}

/// <summary>What an import or a refresh did.</summary>
/// <param name="InUse">All versions in use afterwards.</param>
/// <param name="Looked">Lists that were brought into use or found unchanged.</param>
/// <param name="Failed">Lists that were not, with the reason; their last good version stays.</param>
internal sealed record ListRun(ImmutableArray<ListVersion> InUse, ImmutableArray<ListCode> Looked, ImmutableArray<ListFailure> Failed);
