using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// A person, organisation, ship or aircraft on a watchlist: everything the publisher says that matters for screening.
/// Data only; immutable. Two parties are the same record when their canonical forms are equal (<see cref="PartyCodec"/>).
/// </summary>
/// <param name="Entry">The list and the publisher's key.</param>
/// <param name="Kind">What the party is.</param>
/// <param name="Names">All names; the first is the primary name. Never empty.</param>
public sealed record ListedParty(ListEntryId Entry, PartyKind Kind, ImmutableArray<ListedName> Names)
{
    /// <summary>Programmes the party is listed under, with dates and measures.</summary>
    public ImmutableArray<Designation> Designations { get; init; } = [];

    /// <summary>Birth dates (or founding dates of organisations are not kept here); several where the publisher is unsure.</summary>
    public ImmutableArray<PartialDate> BirthDates { get; init; } = [];

    /// <summary>Birth places.</summary>
    public ImmutableArray<Place> BirthPlaces { get; init; } = [];

    /// <summary>Nationalities.</summary>
    public ImmutableArray<CountryCode> Nationalities { get; init; } = [];

    /// <summary>Citizenships, where the publisher separates them from nationalities.</summary>
    public ImmutableArray<CountryCode> Citizenships { get; init; } = [];

    /// <summary>Other countries tied to the party: registration, residence, flag.</summary>
    public ImmutableArray<CountryCode> Countries { get; init; } = [];

    /// <summary>Gender.</summary>
    public Gender Gender { get; init; }

    /// <summary>Addresses.</summary>
    public ImmutableArray<PartyAddress> Addresses { get; init; } = [];

    /// <summary>Identifiers, wallets included.</summary>
    public ImmutableArray<Identifier> Identifiers { get; init; } = [];

    /// <summary>Titles and honorifics as published.</summary>
    public ImmutableArray<string> Titles { get; init; } = [];

    /// <summary>Positions and functions.</summary>
    public ImmutableArray<string> Positions { get; init; } = [];

    /// <summary>Relations to other parties.</summary>
    public ImmutableArray<PartyRelation> Relations { get; init; } = [];

    /// <summary>Ship details; null for other kinds.</summary>
    public VesselDetails? Vessel { get; init; }

    /// <summary>Aircraft details; null for other kinds.</summary>
    public AircraftDetails? Aircraft { get; init; }

    /// <summary>What remains of the publisher's remarks, and facts without a field of their own, one a line.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The name the publisher lists the party under.</summary>
    public ListedName PrimaryName => Names[0];

    /// <summary>All measures of all designations.</summary>
    public Measures Measures => Designations.Aggregate(Measures.None, (all, one) => all | one.Measures);

    /// <summary>All measures of the designations that have effect on a day.</summary>
    public Measures MeasuresOn(DateOnly day)
        => Designations.Where(one => !(one.EndsOn < day)).Aggregate(Measures.None, (all, one) => all | one.Measures);

    /// <summary>The last day on which any designation had effect, where all ended before a day; null while one has effect or is open-ended,
    /// and where none is stated.</summary>
    public DateOnly? EndedBefore(DateOnly day)
        => !Designations.IsEmpty && Designations.All(one => one.EndsOn < day) ? Designations.Max(one => one.EndsOn) : null;
}
