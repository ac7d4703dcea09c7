using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The facts of a listed party that are compared for every candidate, without reading its whole record.</summary>
internal sealed record PartyFacts(
    PartyKind Kind, Gender Gender, ImmutableArray<PartialDate> BirthDates, ImmutableArray<CountryCode> Nationalities,
        ImmutableArray<CountryCode> Countries, ImmutableArray<NameStanding> Names)
{
    /// <summary>The facts of a party; nationalities include citizenships, countries include those of addresses, birth places and
    /// identifiers.</summary>
    public static PartyFacts Of(ListedParty party)
    {
        var countries = party.Countries
            .Concat(party.Addresses.Select(address => address.Country))
            .Concat(party.BirthPlaces.Select(place => place.Country))
            .Concat(party.Identifiers.Select(identifier => identifier.Country))
            .Where(country => country.IsStated).Distinct().Order();
        return new PartyFacts(
            party.Kind,
            party.Gender,
            party.BirthDates,
            [.. party.Nationalities.Concat(party.Citizenships).Distinct().Order()],
            [.. countries],
            [.. party.Names.Select(name => new NameStanding(name.Kind, name.Strength))]);
    }
}

/// <summary>Kind and strength of one name.</summary>
internal readonly record struct NameStanding(NameKind Kind, AliasStrength Strength);
