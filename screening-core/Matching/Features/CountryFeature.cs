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
    // Residence, country and headquarters.
    private const int Others = 3;

    /// <summary>The relation, with the subject's and the listed party's countries that it rests on.</summary>
    public static (CountryRelation Relation, CountryCode Subject, CountryCode Listed) Compare(ScreeningSubject subject,
        ImmutableArray<CountryCode> nationalities, ImmutableArray<CountryCode> countries)
    {
        foreach (var mine in subject.Nationalities)
        {
            if (nationalities.Contains(mine))
            {
                return (CountryRelation.SameNationality, mine, mine);
            }
        }

        var (first, stated) = (default(CountryCode), false);
        for (var i = 0; i < subject.Nationalities.Length + Others; i++)
        {
            var mine = OwnCountry(subject, i);
            if (!mine.IsStated)
            {
                continue;
            }

            if (nationalities.Contains(mine) || countries.Contains(mine))
            {
                return (CountryRelation.SameCountry, mine, mine);
            }

            (first, stated) = (stated ? first : mine, true);
        }

        if (!stated || (nationalities.IsEmpty && countries.IsEmpty))
        {
            return (CountryRelation.Missing, default, default);
        }

        var theirs = nationalities.IsEmpty ? countries[0] : nationalities[0];
        return subject.Nationalities.IsEmpty || nationalities.IsEmpty
            ? (CountryRelation.OtherCountry, first, theirs)
            : (CountryRelation.OtherNationality, subject.Nationalities[0], theirs);
    }

    /// <summary>True where the subject states any country.</summary>
    public static bool IsStated(ScreeningSubject subject) =>
        !subject.Nationalities.IsEmpty || subject.ResidenceCountry.IsStated || subject.Country.IsStated
        || subject.HeadquartersCountry.IsStated;

    // Asked for every candidate: nothing is gathered.
    private static CountryCode OwnCountry(ScreeningSubject subject, int number) => (number - subject.Nationalities.Length) switch
    {
        < 0 => subject.Nationalities[number],
        0 => subject.ResidenceCountry,
        1 => subject.Country,
        _ => subject.HeadquartersCountry,
    };
}
