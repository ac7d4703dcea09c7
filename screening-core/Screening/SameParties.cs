using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// One person stands on many lists, and no list says everything: the nationality that one leaves out stands on another. Two entries of
/// different lists are taken for one party where their primary names have the same words and their birth dates are the same; the countries
/// that the one states then count against a match with the other. The grade of an alias does not: each publisher grades its own aliases,
/// and only the one who calls an alias weak may be quiet about it (OFAC FAQ 122 to 124).
/// </summary>
internal sealed class SameParties(ScreeningContext context)
{
    private const int MaxEntries = 25;

    // So many parties born at one time (a mere year, as a rule) are not read one by one to spare a search.
    private const int MaxBornTogether = 16;

    /// <summary>What other entries must share with a party to be taken for it when it is matched: the words of its primary name and its
    /// first birth date.</summary>
    public static string KeyOf(ListedParty party) => KeyOf(party, party.BirthDates[0]);

    /// <summary>What a party shares with every other that may be matched in its stead: the words of its primary name and one of its birth
    /// dates.</summary>
    public static IEnumerable<string> KeysOf(ListedParty party) => party.BirthDates.Select(date => KeyOf(party, date));

    /// <summary>Why the match is not raised, from what other lists say of the same party; null where they say nothing against it.</summary>
    public Reason? Contradiction(ScreeningSubject subject, PartyMatch match)
    {
        if (match.Party.BirthDates.IsEmpty || !StatesNoCountry(match))
        {
            return null;
        }

        foreach (var (other, elsewhere) in Of(match.Party).Select(found => (found, PartyFacts.Of(found))))
        {
            if (ScoreWith(subject, elsewhere, match.Score) < context.Profile.Threshold)
            {
                return new Reason(
                    "list.contradicted_elsewhere",
                        $"Near {match.Name.Text} ({match.Party.Entry}), not raised: {other.Entry} states countries of the same party, "
                            + $"and they contradict as well.", "OFAC FAQ 5, step 5");
            }
        }

        return null;
    }

    /// <summary>Entries of other lists with the same words in the primary name and the same birth date. Most parties have none: few are
    /// born on one day, and those are looked at one by one.</summary>
    private IEnumerable<ListedParty> Of(ListedParty party)
    {
        var index = context.Corpus.Index;
        var born = index.Births.PartiesBorn(party.BirthDates[0]).Take(MaxBornTogether + 1).ToArray();
        var others = born.Length > MaxBornTogether ? Found(party)
            : born.Where(position => index.EntryAt(position).List != party.Entry.List).Select(index.PartyAt);
        return others.Where(other => BearsNameOf(party, other) && other.BirthDates.Any(date => AreSame(date, party.BirthDates[0])));
    }

    private IEnumerable<ListedParty> Found(ListedParty party) => new PartyMatcher(context.Corpus.Index, context.Profile)
        .Find(new ScreeningSubject { Kind = party.Kind, Name = party.PrimaryName.Text, BirthDate = party.BirthDates[0] },
            context.Profile.NearMissThreshold, MaxEntries)
        .Select(match => match.Party).Where(other => other.Entry.List != party.Entry.List);

    private static bool BearsNameOf(ListedParty party, ListedParty other)
        => Words(other.PrimaryName.Text).SequenceEqual(Words(party.PrimaryName.Text));

    /// <summary>The same day, or the same span of days where one list adds that it is approximate.</summary>
    private static bool AreSame(PartialDate left, PartialDate right) => left.Earliest == right.Earliest && left.Latest == right.Latest;

    private static bool StatesNoCountry(PartyMatch match)
        => match.Party.Nationalities.IsEmpty && match.Party.Citizenships.IsEmpty
        && match.Explanation.Features.All(feature => feature is not { Name: "country", LogOdds: not 0 });

    private double ScoreWith(ScreeningSubject subject, PartyFacts facts, double score)
    {
        var relation = CountryFeature.Compare(subject, facts.Nationalities, facts.Countries).Relation;
        var odds = relation is CountryRelation.OtherCountry or CountryRelation.OtherNationality
            ? context.Profile.WeightOf("country." + relation) : 0;
        return 1 / (1 + Math.Exp(-(Math.Log(score / (1 - score)) + odds)));
    }

    private static string KeyOf(ListedParty party, PartialDate date) =>
        string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(' ', Words(party.PrimaryName.Text))} {date.Earliest:yyyyMMdd} {date.Latest:yyyyMMdd}");

    private static ImmutableArray<string> Words(string name) =>
        [.. name.ToUpperInvariant().Split([' ', '-', ',', '.', '\''], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
