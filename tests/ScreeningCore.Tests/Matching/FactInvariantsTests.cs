using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>What facts beside the name may and may not do.</summary>
public sealed class FactInvariantsTests
{
    private static readonly ListedParty Listed = Given.Person("1", "Tamarlan Vekhorov") with { Gender = Gender.Male };
    private static readonly ScreeningSubject Bare = Given.Subject("Tamarlan Vekhorow");

    public static TheoryData<string> Profiles => [.. ScoringProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void An_agreeing_birth_date_never_lowers_a_score_and_a_contradicting_one_never_raises_it(string profile)
    {
        var without = Given.Score(Bare, Listed, profile);
        Assert.All(new[] { "1962-05-02", "1962-05", "1962", "1960..1965", "~1961", "1962-02-05" },
            born => Assert.True(Given.Score(With(born), Listed, profile) >= without, born));
        Assert.All(new[] { "1962-11-23", "1966", "1967-01-01", "1990", "1901-08-09" },
            born => Assert.True(Given.Score(With(born), Listed, profile) <= without, born));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Closer_birth_dates_never_score_lower(string profile)
    {
        var scores = new[]
            { "1962-05-02", "1962-05", "1962", "1961", "1965", "1990" }.Select(born => Given.Score(With(born), Listed, profile)).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void What_is_missing_on_either_side_says_nothing(string profile)
    {
        var nothing = Listed with { BirthDates = [], Nationalities = [], Gender = Gender.Unknown };
        var rich = With("1990-01-01") with { Nationalities = [Given.Country("PE")], Gender = Gender.Female };
        Assert.Equal(Given.Score(Bare, nothing, profile), Given.Score(Bare, Listed, profile), 1e-12);
        Assert.Equal(Given.Score(Bare, nothing, profile), Given.Score(rich, nothing, profile), 1e-12);
        var match = PartyMatcher.Compare(Bare, Listed, ScoringProfile.Named(profile));
        Assert.Empty(match.Agreeing);
        Assert.Empty(match.Contradicting);
        Assert.Contains("birthDate", match.Missing);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Another_gender_country_or_kind_never_raises_a_score(string profile)
    {
        var without = Given.Score(Bare, Listed, profile);
        Assert.True(Given.Score(Bare with { Gender = Gender.Female }, Listed, profile) <= without);
        Assert.True(Given.Score(Bare with { Gender = Gender.Male }, Listed, profile) >= without);
        Assert.True(Given.Score(Bare with { Nationalities = [Given.Country("PE")] }, Listed, profile) <= without);
        Assert.True(Given.Score(Bare with { ResidenceCountry = Given.Country("KZ") }, Listed, profile) >= without);
        Assert.True(Given.Score(Bare with { Kind = PartyKind.Organization }, Listed, profile) <= without);
    }

    [Fact]
    public void A_weak_alias_scores_below_the_same_name_as_a_strong_one()
    {
        var weak = Listed
            with
        { Names = [new ListedName("Someone Else"), new ListedName("Tamarlan Vekhorov", NameKind.Alias, AliasStrength.Weak)] };
        Assert.True(Given.Score(Bare, weak)
            < Given.Score(Bare, weak with { Names = [weak.Names[0], weak.Names[1] with { Strength = AliasStrength.Strong }] }));
    }

    [Fact]
    public void Both_columns_of_an_explanation_add_up_Property()
    {
        var invented = new InventedParties(51);
        foreach (var profile in ScoringProfile.All)
        {
            for (var round = 0; round < 300; round++)
            {
                var party =
                    invented.Next(round) with
                    { Identifiers = [new Identifier(IdentifierType.Passport, $"P{round % 7}00000")], Gender = (Gender)(round % 3) };
                var subject = new ScreeningSubject
                {
                    Kind = party.Kind,
                    Name = Mutation.Of(party.PrimaryName.Text, invented.Random, "Zorin"),
                    BirthDate =
                        PartialDate.OfYear(1950 + (round % 40)),
                    Gender = (Gender)(round % 2),
                    Nationalities = [Given.Country("ZZ")],
                    Identifiers =
                        [new Identifier(IdentifierType.Passport, "P300000")],
                };
                var match = PartyMatcher.Compare(subject, party, profile);
                Assert.Equal(match.Score, match.Explanation.Features.Sum(feature => feature.Contribution), 1e-9);
                Assert.Equal(match.Score, NameModel.Probability(match.Explanation.Features.Sum(feature => feature.LogOdds)), 1e-9);
                Assert.All(match.Explanation.Tokens, token => Assert.InRange(token.Weight, 0, 1));
            }
        }
    }

    private static ScreeningSubject With(string born) => Bare with { BirthDate = PartialDate.Parse(born) };
}
