using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.ScreeningCore.Screening;

/// <summary>All policy data of one version: places, evidence, ownership, export and provider rules. Immutable; evidence pins its
/// <see cref="Id"/>.</summary>
public sealed class PolicySet
{
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<DateOnly, Lazy<LocationPolicy>> _location = new();
    private readonly ConcurrentDictionary<(string Provider, DateOnly Day), Lazy<ProviderRows>> _providers = new();
    private readonly ConcurrentDictionary<DateOnly, Lazy<LawRows>> _law = new();
    private readonly FrozenDictionary<string, ImmutableArray<CountryGroups>> _groups;
    private readonly FrozenDictionary<string, ImmutableArray<ProviderRegion>> _regions;
    private readonly ILookup<string, FormerListing> _former;

    /// <summary>Makes a policy of its tables.</summary>
    /// <param name="version">Version a person reads, such as a date.</param>
    /// <param name="hash">SHA-256 over the tables' bytes, lower-case hexadecimal.</param>
    /// <param name="tables">The tables.</param>
    public PolicySet(string version, string hash, PolicyTables tables)
    {
        (Version, Hash, Tables) = (version, hash, tables);
        _groups = tables.CountryGroups.GroupBy(row => row.Country, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        _regions = tables.ProviderRegions.GroupBy(row => row.Provider, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        _former = tables.FormerListings.SelectMany(row =>
            row.Values.Select(value => (Key: IdentifierIndex.KeyOf(new Identifier(row.Type, value)) ?? "", Row: row)))
            .ToLookup(pair => pair.Key, pair => pair.Row, StringComparer.Ordinal);
        Turns = [.. tables.Location.Places.Select(row => row.Basis).Concat(tables.Ownership.Select(row => row.Basis))
            .Concat(tables.CountryGroups.Select(row => row.Basis)).Concat(tables.Export.Select(row => row.Basis))
            .Concat(tables.Providers.Select(row => row.Basis)).Concat(tables.ProviderRegions.Select(row => row.Basis))
            .Concat(tables.Rails.Select(row => row.Basis))
            .SelectMany(basis => basis.Until is { } last && last < DateOnly.MaxValue ? [basis.From, last.AddDays(1)] : new[] { basis.From })
            .Append(DateOnly.MinValue).Distinct().Order()];
    }

    /// <summary>Version a person reads.</summary>
    public string Version { get; }

    /// <summary>SHA-256 over the tables, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The tables as read.</summary>
    public PolicyTables Tables { get; }

    /// <summary>Days on which a row by which screenings decide begins to hold, or holds no more, in order; the first is before all
    /// rows.</summary>
    public ImmutableArray<DateOnly> Turns { get; }

    /// <summary>Version and the beginning of the hash, as evidence records it.</summary>
    public string Id => $"{Version}/{Hash[..Math.Min(12, Hash.Length)]}";

    /// <summary>The location rules of a day.</summary>
    public LocationPolicy LocationOn(DateOnly day) => Kept(_location, day, () => new LocationPolicy(Tables.Location, day));

    /// <summary>The ownership rules of a day.</summary>
    public IEnumerable<OwnershipRule> OwnershipOn(DateOnly day) => Tables.Ownership.Where(rule => rule.Basis.HoldsOn(day));

    /// <summary>The export rule of a code on a day; null where none holds.</summary>
    public ExportRule? ExportRuleOn(string code, DateOnly day)
        => Tables.Export.FirstOrDefault(rule => rule.Code == code && rule.Basis.HoldsOn(day));

    /// <summary>The country groups of a country on a day; null where the table has no row for it.</summary>
    public CountryGroups? GroupsOf(CountryCode country, DateOnly day) =>
        _groups.TryGetValue(country.Value, out var rows) ? rows.FirstOrDefault(row => row.Basis.HoldsOn(day)) : null;

    /// <summary>True where the lists of a jurisdiction bind a caller who states none; a jurisdiction without a row binds.</summary>
    public bool BindsUnstated(string jurisdiction, DateOnly day)
        => Tables.Nexus.FirstOrDefault(row => row.Jurisdiction == jurisdiction && row.Basis.HoldsOn(day))?.BindsUnstated ?? true;

    /// <summary>The row that says what a designation means at a moment on a day: of its programme, of the longest beginning of that up to a
    /// dot, of its measure; of the moment itself before one of every moment. Null where there is none.</summary>
    public TopicRule? TopicRuleOf(Designation designation, Channel channel, DateOnly day)
    {
        var names = new List<string>();
        for (var name = designation.Programme; name.Length > 0; name = name.LastIndexOf('.') is var dot && dot > 0 ? name[..dot] : "")
        {
            names.Add(name);
        }

        names.Add(designation.Measures.ToString());
        return names.SelectMany(name => Tables.Topics.Where(row => row.Topic == name && row.Basis.HoldsOn(day)
            && (row.Channel is null || row.Channel == channel)).OrderBy(row => row.Channel is null)).FirstOrDefault();
    }

    /// <summary>The row of an identifier that stood on a list and does not any more; null where there is none.</summary>
    public FormerListing? FormerListingOf(Identifier identifier, DateOnly day) =>
        IdentifierIndex.KeyOf(identifier) is { } key ? _former[key].FirstOrDefault(row => row.Basis.HoldsOn(day)) : null;

    /// <summary>The rule of a provider on a day; null where the provider is not known.</summary>
    public ProviderRule? ProviderOn(string provider, DateOnly day)
        => Tables.Providers.FirstOrDefault(rule => rule.Provider == provider && rule.Basis.HoldsOn(day));

    /// <summary>The compiled rows of a provider that lists regions.</summary>
    internal ProviderRows RowsOf(ProviderRule rule, DateOnly day)
    {
        var first = TurnBefore(day);
        return Kept(_providers, (rule.Provider, first), () => new ProviderRows(this, rule, first));
    }

    /// <summary>The tables of law of a day as compiled rows.</summary>
    /// <exception cref="InvalidDataException">The tables cannot be written as rows; the message names the problems.</exception>
    public LawRows LawOn(DateOnly day)
    {
        var first = TurnBefore(day);
        return Kept(_law, first, () => new LawRows(this, first));
    }

    /// <summary>The row by which a provider serves a country or excludes a part of one; null where it names none.</summary>
    public ProviderRegion? RegionOf(string provider, string code, DateOnly day) =>
        _regions.TryGetValue(provider, out var rows) ? rows.FirstOrDefault(row => row.Code == code && row.Basis.HoldsOn(day)) : null;

    // The first of the days around a day on which the same rows hold: they are compiled once, whichever of those days is asked for.
    private DateOnly TurnBefore(DateOnly day)
    {
        var at = Turns.BinarySearch(day);
        return Turns[at < 0 ? ~at - 1 : at];
    }

    // Screenings are of today, or of the day that one of them names: what was asked for long ago makes room. Who comes together waits for
    // one of them to make it.
    private static TValue Kept<TKey, TValue>(ConcurrentDictionary<TKey, Lazy<TValue>> kept, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (kept.TryGetValue(key, out var known))
        {
            return known.Value;
        }

        if (kept.Count >= MaxKept)
        {
            kept.Clear();
        }

        return kept.GetOrAdd(key, new Lazy<TValue>(make)).Value;
    }
}

/// <summary>The tables of a policy: rows of every day.</summary>
public sealed record PolicyTables(
    LocationTables Location,
    ImmutableArray<OwnershipRule> Ownership,
    ImmutableArray<CountryGroups> CountryGroups,
    ImmutableArray<ExportRule> Export,
    ImmutableArray<ProviderRule> Providers,
    ImmutableArray<ProviderRegion> ProviderRegions,
    ImmutableArray<PaymentRail> Rails,
    ImmutableArray<GeneralLicence> Licences,
    ImmutableArray<NexusRule> Nexus,
    ImmutableArray<FormerListing> FormerListings,
    ImmutableArray<TopicRule> Topics);

/// <summary>Whether the lists of a jurisdiction bind a caller who states no nexus.</summary>
/// <param name="Jurisdiction">The beginning of its lists' codes in capitals, such as <c>AU</c>.</param>
/// <param name="BindsUnstated">True where a match decides by the listing's own measures; false where it is held for a person.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record NexusRule(string Jurisdiction, bool BindsUnstated, PolicyBasis Basis);

/// <summary>Identifiers that stood on a list and do not any more.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Type">Kind of identifier.</param>
/// <param name="Values">The identifiers.</param>
/// <param name="Risk">What remains to be weighed, as the end of a sentence.</param>
/// <param name="Basis">What the row rests on; it holds from the day after the delisting.</param>
public sealed record FormerListing(string Name, IdentifierType Type, ImmutableArray<string> Values, string Risk, PolicyBasis Basis);

/// <summary>Country groups of the Export Administration Regulations (Supplement 1 to Part 740).</summary>
/// <param name="Country">The country.</param>
/// <param name="Groups">Its groups, such as <c>D:5</c>.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record CountryGroups(string Country, ImmutableArray<string> Groups, PolicyBasis Basis);

/// <summary>A rule of export control or a service ban with its parameters.</summary>
/// <param name="Code">Stable code, such as <c>headquarters-test</c>.</param>
/// <param name="Decision">What it decides.</param>
/// <param name="Groups">Country groups or countries it names.</param>
/// <param name="Words">Words of a purpose or action it names.</param>
/// <param name="Limit">Its number; null where it has none. The unit stands in <paramref name="Sentence"/>.</param>
/// <param name="Sentence">The rule in a sentence an officer can read aloud.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record ExportRule(string Code, Decision Decision, ImmutableArray<string> Groups, ImmutableArray<string> Words, double? Limit,
    string Sentence, PolicyBasis Basis);

/// <summary>How a model provider chooses whom it serves.</summary>
/// <param name="Provider">Provider code, such as <c>anthropic</c>.</param>
/// <param name="ListsRegions">True where it serves only the regions it lists.</param>
/// <param name="OwnershipPercent">Companies held by more than this share from unsupported regions are not served; null where it has no such
/// rule.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record ProviderRule(string Provider, bool ListsRegions, decimal? OwnershipPercent, PolicyBasis Basis);

/// <summary>A region a provider serves, or a part of one it excludes.</summary>
/// <param name="Provider">Provider code.</param>
/// <param name="Code">Country or subdivision.</param>
/// <param name="IsServed">False for an excluded part, or a country whose absence from the list is not certain.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record ProviderRegion(string Provider, string Code, bool IsServed, PolicyBasis Basis);

/// <summary>A payment rail whose operator is a listed party.</summary>
/// <param name="Scheme">Scheme name in capitals.</param>
/// <param name="BinPrefixes">Beginnings of its card numbers.</param>
/// <param name="Operator">The operator's list entry.</param>
/// <param name="OperatorName">The operator's name.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record PaymentRail(string Scheme, ImmutableArray<string> BinPrefixes, ListEntryId Operator, string OperatorName,
    PolicyBasis Basis);

/// <summary>A general licence that may cover dealings with a place.</summary>
/// <param name="Citation">How it is cited.</param>
/// <param name="Places">Places it concerns.</param>
/// <param name="Verify">What an officer must verify.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record GeneralLicence(string Citation, ImmutableArray<string> Places, string Verify, PolicyBasis Basis);
