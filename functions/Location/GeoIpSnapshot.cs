using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Location;

/// <summary>All location sources of one folder at one moment: immutable, swapped as a whole.</summary>
internal sealed class GeoIpSnapshot
{
    private readonly ImmutableArray<LoadedDatabase> _databases;
    private readonly ImmutableDictionary<AddressRangeKind, AddressRanges<CountryCode>> _ranges;

    private GeoIpSnapshot(ImmutableArray<LoadedDatabase> databases, ImmutableDictionary<AddressRangeKind,
        AddressRanges<CountryCode>> ranges, GeoIpStatus status) =>
        (_databases, _ranges, Status) = (databases, ranges, status);

    public static GeoIpSnapshot Empty { get; } =
        new([], ImmutableDictionary<AddressRangeKind, AddressRanges<CountryCode>>.Empty, GeoIpStatus.Empty);

    public GeoIpStatus Status { get; }

    /// <summary>Loads every database and range file of a folder. A file that cannot be used is a problem of the status, never a silent
    /// gap. The records of databases are not looked at yet: see <see cref="Checked"/>.</summary>
    public static GeoIpSnapshot Load(string directory, GeoIpOptions options, DateTimeOffset now)
    {
        var databases = new List<LoadedDatabase>();
        var networks = new Dictionary<AddressRangeKind, List<(IPNetwork, CountryCode)>>();
        var sources = new List<GeoIpSource>();
        var problems = new List<string>();
        foreach (var file in GeoIpFiles.In(directory))
        {
            try
            {
                sources.Add(file.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase)
                    ? AddDatabase(file, databases, options, now)
                    : AddRanges(file, networks, options.MaxAge, now));
            }
            catch (Exception error)
                when (error is FormatException or IOException or UnauthorizedAccessException or SecurityException)
            {
                problems.Add($"{Path.GetFileName(file)}: {error.Message}");
            }
        }

        return new GeoIpSnapshot(
            [.. databases.OrderBy(database => database.Rank).ThenByDescending(database => database.Source.BuiltAt)
                .ThenBy(database => database.Source.Name, StringComparer.Ordinal)],
            networks.ToImmutableDictionary(pair => pair.Key, pair => AddressRanges<CountryCode>.Build(pair.Value)),
            new GeoIpStatus([.. sources], [.. problems]));
    }

    /// <summary>The same without the databases that turn out to be damaged, and with the number of networks of the others.</summary>
    public GeoIpSnapshot Checked()
    {
        var (databases, problems) = (new List<LoadedDatabase>(), new List<string>());
        foreach (var database in _databases)
        {
            try
            {
                databases.Add(database with { Source = database.Source with { Records = database.Database.Check() } });
            }
            catch (FormatException error)
            {
                problems.Add($"{database.Source.Name}: {error.Message}");
            }
        }

        return new GeoIpSnapshot([.. databases], _ranges, new GeoIpStatus(
            [.. databases.Select(database => database.Source), .. Status.Sources.Where(source => _databases.All(one => one.Source != source))],
            [.. Status.Problems, .. problems]));
    }

    /// <summary>What the sources say of an address together; null where none knows it.</summary>
    public GeoIpFact? Find(IPAddress address)
    {
        var merged = new GeoIpMerge();
        foreach (var database in _databases)
        {
            if (database.Database.Find(address) is { } record)
            {
                merged.Add(record, database.Source);
            }
        }

        foreach (var (kind, ranges) in _ranges)
        {
            if (ranges.TryFind(address, out var country))
            {
                merged.Add(kind, country);
            }
        }

        return merged.ToFact();
    }

    /// <summary>The same sources with the problems of a reload that was not taken over.</summary>
    public GeoIpSnapshot WithProblems(ImmutableArray<string> problems) => new(_databases, _ranges, Status with { Problems = problems });

    private static GeoIpSource AddDatabase(string file, List<LoadedDatabase> databases, GeoIpOptions options, DateTimeOffset now)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var database = LocationDatabase.Open(stream);
        var built = database.BuiltAt;
        var kind = database.Kind;
        var maxAge = kind.Contains("City", StringComparison.OrdinalIgnoreCase)
            || kind.Contains("Enterprise", StringComparison.OrdinalIgnoreCase) ? options.MaxAge : options.MaxCountryAge;
        var source = new GeoIpSource(
            Path.GetFileName(file), kind, built, 0, built is null || now - built > maxAge);
        databases.Add(new LoadedDatabase(database, source));
        return source;
    }

    private static GeoIpSource AddRanges(string file, Dictionary<AddressRangeKind, List<(IPNetwork, CountryCode)>> networks,
        TimeSpan maxAge, DateTimeOffset now)
    {
        var kind = AddressRangeFile.KindOf(file);
        var country = kind == AddressRangeKind.Country ? CountryCode.Parse(Path.GetFileName(Path.GetDirectoryName(file))!) : default;
        using var reader = new StreamReader(file);
        var read = AddressRangeFile.Read(reader, file);
        if (!networks.TryGetValue(kind, out var all))
        {
            networks[kind] = all = [];
        }

        all.AddRange(read.Select(network => (network, country)));
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
        var name = kind == AddressRangeKind.Country
            ? string.Create(CultureInfo.InvariantCulture, $"{country.Value}/{Path.GetFileName(file)}") : Path.GetFileName(file);
        return new GeoIpSource(name, kind.ToString(), changed, read.Count, now - changed > maxAge);
    }

    private sealed record LoadedDatabase(LocationDatabase Database, GeoIpSource Source)
    {
        /// <summary>The richer layout answers first: Enterprise, City, Country, then those that tell only of the network.</summary>
        public int Rank =>
            Source.Kind.Contains("Enterprise", StringComparison.OrdinalIgnoreCase) ? 0
            : Source.Kind.Contains("City", StringComparison.OrdinalIgnoreCase) ? 1
            : Source.Kind.Contains("Country", StringComparison.OrdinalIgnoreCase) ? 2
            : 3;
    }
}
