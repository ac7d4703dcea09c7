using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>How the countries of two parties relate.</summary>
public enum CountryRelation
{
    /// <summary>One side states none: neither for nor against.</summary>
    Missing,

    /// <summary>A nationality or citizenship in common.</summary>
    SameNationality,

    /// <summary>Another country in common: residence, address, registration, birth place.</summary>
    SameCountry,

    /// <summary>Both state countries, and none is in common.</summary>
    OtherCountry,

    /// <summary>Both state nationalities, none is in common, and no other country either.</summary>
    OtherNationality,
}

/// <summary>Compares nationalities, then all countries of both sides.</summary>
public static class CountryFeature
{
    /// <summary>The relation, with the subject's and the listed party's countries that it rests on.</summary>
    public static (CountryRelation Relation, CountryCode Subject, CountryCode Listed) Compare(ScreeningSubject subject, ImmutableArray<CountryCode> nationalities, ImmutableArray<CountryCode> countries)
    {
        foreach (var mine in subject.Nationalities)
        {
            if (nationalities.Contains(mine))
            {
                return (CountryRelation.SameNationality, mine, mine);
            }
        }

        var own = OwnCountries(subject);
        foreach (var mine in own)
        {
            if (nationalities.Contains(mine) || countries.Contains(mine))
            {
                return (CountryRelation.SameCountry, mine, mine);
            }
        }

        if (own.Count == 0 || (nationalities.IsEmpty && countries.IsEmpty))
        {
            return (CountryRelation.Missing, default, default);
        }

        var theirs = nationalities.IsEmpty ? countries[0] : nationalities[0];
        return subject.Nationalities.IsEmpty || nationalities.IsEmpty
            ? (CountryRelation.OtherCountry, own[0], theirs)
            : (CountryRelation.OtherNationality, subject.Nationalities[0], theirs);
    }

    private static List<CountryCode> OwnCountries(ScreeningSubject subject)
    {
        var own = new List<CountryCode>(4);
        own.AddRange(subject.Nationalities);
        foreach (var country in new[] { subject.ResidenceCountry, subject.Country, subject.HeadquartersCountry })
        {
            if (country.IsStated && !own.Contains(country))
            {
                own.Add(country);
            }
        }

        return own;
    }
}
