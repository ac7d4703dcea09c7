using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>One comparison of facts beside the name.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="LogOdds">What it adds; 0 where one side states nothing.</param>
/// <param name="Subject">Subject's value.</param>
/// <param name="Listed">Listed value.</param>
/// <param name="Detail">The finding in words.</param>
internal readonly record struct FactFinding(string Feature, double LogOdds, string? Subject, string? Listed, string Detail);

/// <summary>Adds up what birth date, countries, gender and kind say. Missing facts say nothing.</summary>
internal sealed class FactModel
{
    private readonly double[] _birthDate = new double[Enum.GetValues<BirthDateRelation>().Length];
    private readonly double[] _country = new double[Enum.GetValues<CountryRelation>().Length];
    private readonly double[] _identifier = new double[Enum.GetValues<IdentifierStrength>().Length];
    private readonly double _genderSame;
    private readonly double _genderDiffers;
    private readonly double _kindDiffers;
    private readonly double _weakAlias;
    private readonly double _namesakes;

    public FactModel(ScoringProfile profile)
    {
        foreach (var relation in Enum.GetValues<BirthDateRelation>())
        {
            _birthDate[(int)relation] = relation == BirthDateRelation.Missing ? 0 : profile.WeightOf("birthDate." + relation);
        }

        foreach (var relation in Enum.GetValues<CountryRelation>())
        {
            _country[(int)relation] = relation == CountryRelation.Missing ? 0 : profile.WeightOf("country." + relation);
        }

        (_genderSame, _genderDiffers) = (profile.WeightOf("gender.same"), profile.WeightOf("gender.differs"));
        (_kindDiffers, _weakAlias) = (profile.WeightOf("kind.differs"), profile.WeightOf("alias.weak"));
        _namesakes = profile.WeightOf("namesakes");
        (OfOtherIdentifier, OfListedAddress) = (profile.WeightOf("otherIdentifier.SameIssuer"), profile.WeightOf("address.Listed"));
        foreach (var strength in Enum.GetValues<IdentifierStrength>())
        {
            _identifier[(int)strength] = profile.WeightOf("identifier." + strength);
        }
    }

    /// <summary>Log-odds of another identifier of the same type and issuer; below 0.</summary>
    public double OfOtherIdentifier { get; }

    /// <summary>Log-odds of an address that is listed itself.</summary>
    public double OfListedAddress { get; }

    /// <summary>Log-odds of an equal identifier.</summary>
    public double OfIdentifier(IdentifierStrength strength) => _identifier[(int)strength];

    /// <summary>Log-odds of a name's standing.</summary>
    public double OfName(NameStanding name) => name.Strength == AliasStrength.Weak ? _weakAlias : 0;

    /// <summary>Log-odds of sharing the name with others: the row's weight times the logarithm of their number.</summary>
    public double OfNamesakes(int count) => _namesakes * Math.Log(count);

    /// <summary>The most that any party's facts can add for a subject: what it does not state adds nothing.</summary>
    public double MostOf(ScreeningSubject subject) =>
        (subject.BirthDate.IsStated ? _birthDate.Max() : 0) + (CountryFeature.IsStated(subject) ? _country.Max() : 0)
        + (subject.Gender == Gender.Unknown ? 0 : Math.Max(0, _genderSame));

    /// <summary>The most that the facts of a party can add for a subject, from the party in brief.</summary>
    public double MostOf(ScreeningSubject subject, PartyBrief party) =>
        (!subject.BirthDate.IsStated || party.HasNoBirthDate ? 0
            : party.BirthDay is { } day ? _birthDate[(int)BirthDateFeature.Between(subject.BirthDate, day)] : _birthDate.Max())
        + (CountryFeature.IsStated(subject) ? _country.Max() : 0) + GenderOdds(subject.Gender, party.Gender);

    /// <summary>What a weak name costs at most; 0 or less.</summary>
    public double OfWeakName => Math.Min(0, _weakAlias);

    /// <summary>Sum over all facts, without words.</summary>
    public double Sum(ScreeningSubject subject, PartyFacts party) =>
        _birthDate[(int)BirthDateFeature.Compare(subject.BirthDate, party.BirthDates).Relation]
        + _country[(int)CountryFeature.Compare(subject, party.Nationalities, party.Countries).Relation]
        + GenderOdds(subject.Gender, party.Gender)
        + KindOdds(KindOf(subject, party.Kind), party.Kind);

    /// <summary>The same facts with words, in fixed order; facts that neither side states are left out.</summary>
    public ImmutableArray<FactFinding> Explain(ScreeningSubject subject, PartyFacts party)
    {
        var findings = ImmutableArray.CreateBuilder<FactFinding>(4);
        if (KindOf(subject, party.Kind) is var kind && kind != PartyKind.Unknown && party.Kind != PartyKind.Unknown)
        {
            findings.Add(
                new FactFinding("kind", KindOdds(kind, party.Kind), Word(kind), Word(party.Kind),
                kind == party.Kind ? "same kind of party" : "different kinds of party"));
        }

        if (subject.BirthDate.IsStated || !party.BirthDates.IsEmpty)
        {
            var (relation, listed) = BirthDateFeature.Compare(subject.BirthDate, party.BirthDates);
            var shown = relation == BirthDateRelation.Missing ? string.Join(" or ", party.BirthDates.Select(date => date.ToString()))
                : listed.ToString();
            findings.Add(
                new FactFinding("birthDate", _birthDate[(int)relation], Text(subject.BirthDate.ToString()), Text(shown),
                Words(relation, subject.BirthDate.IsStated)));
        }

        var (country, mine, theirs) = CountryFeature.Compare(subject, party.Nationalities, party.Countries);
        var stated = mine.IsStated ? mine.Value : string.Join(", ", subject.Nationalities.Select(code => code.Value));
        var listedCountries = theirs.IsStated ? theirs.Value
            : string.Join(", ", party.Nationalities.Concat(party.Countries).Distinct().Take(6).Select(code => code.Value));
        if (stated.Length > 0 || listedCountries.Length > 0)
        {
            findings.Add(
                new FactFinding("country", _country[(int)country], Text(stated), Text(listedCountries), Words(country, stated.Length > 0)));
        }

        if (subject.Gender != Gender.Unknown || party.Gender != Gender.Unknown)
        {
            var odds = GenderOdds(subject.Gender, party.Gender);
            findings.Add(new FactFinding("gender", odds, Text(Word(subject.Gender)), Text(Word(party.Gender)), odds > 0 ? "same gender"
                : odds < 0 ? "different gender" : "gender is stated on one side only"));
        }

        return findings.ToImmutable();
    }

    private double GenderOdds(Gender subject, Gender listed) =>
        subject == Gender.Unknown || listed == Gender.Unknown ? 0 : subject == listed ? _genderSame : _genderDiffers;

    // Who does not say what they are and bears a company's name is no ship and no aircraft: "Velkhora Trading Ltd".
    private static PartyKind KindOf(ScreeningSubject subject, PartyKind listed) =>
        subject.Kind == PartyKind.Unknown && listed is (PartyKind.Vessel or PartyKind.Aircraft)
            && Names.NameAnalyser.IsOrganisationName(subject.Name) ? PartyKind.Organization : subject.Kind;

    private double KindOdds(PartyKind subject, PartyKind listed) =>
        subject == PartyKind.Unknown || listed == PartyKind.Unknown || subject == listed ? 0 : _kindDiffers;

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string Word(PartyKind kind) => kind.ToString().ToLowerInvariant();

    private static string Word(Gender gender) => gender == Gender.Unknown ? "" : gender.ToString().ToLowerInvariant();

    private static string Words(BirthDateRelation relation, bool subjectStates) => relation switch
    {
        BirthDateRelation.Missing => subjectStates ? "the list states no birth date" : "the subject's birth date is not stated",
        BirthDateRelation.SameDay => "same birth date",
        BirthDateRelation.DayMonthSwapped => "day and month are exchanged",
        BirthDateRelation.OneDigit => "birth dates differ in one digit",
        BirthDateRelation.SameMonth => "same month of birth, the day is not known on both sides",
        BirthDateRelation.SameYear => "same year of birth as far as stated",
        BirthDateRelation.NearYear => "birth dates are near",
        BirthDateRelation.OtherDay => "same year of birth, another day",
        BirthDateRelation.OtherYear => "birth dates are some years apart",
        BirthDateRelation.FarYear => "birth dates are more than five years apart",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    private static string Words(CountryRelation relation, bool subjectStates) => relation switch
    {
        CountryRelation.Missing => subjectStates ? "the list states no country" : "the subject's countries are not stated",
        CountryRelation.SameNationality => "same nationality",
        CountryRelation.SameCountry => "a country in common",
        CountryRelation.OtherCountry => "no country in common",
        CountryRelation.OtherNationality => "different nationalities",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };
}
