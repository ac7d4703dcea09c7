using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Every word of up to eight capitals in brackets was taken for an acronym and left out of listed names: "PRIVATE MILITARY COMPANY
/// (WAGNER)" was nobody's name any more.</summary>
public sealed class WordsInBracketsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("PRIVATE MILITARY COMPANY (ZORINMEK)", "Zorinmek")]
    [InlineData("STATE TRADING HOUSE (VELKHORA)", "Velkhora")]
    [InlineData("Private Military Company (ZORINMEK)", "Zorinmek")]
    [InlineData("Federal Turbine Institute (ZNIITM)", "ZNIITM")]
    [InlineData("VELKHORA FOUNDRY OF TULOR (ZORINMEK) GROUP", "Zorinmek")]
    public void A_word_in_brackets_is_as_much_part_of_the_listed_name_as_one_without(string listed, string word)
    {
        var bare = listed.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        foreach (var subject in new[] { word, bare, $"{word} {bare.Split(' ')[0]}", $"{bare.Split(' ')[0]} {bare.Split(' ')[1]} {word}" })
        {
            Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Given.Score(subject, bare, PartyKind.Organization), 1);
        }

        Assert.NotEmpty(Given.Context(Given.Body("1", listed)).Screen(Given.Subject(bare, kind: PartyKind.Organization)).Hits);
    }

    [Theory]
    [InlineData("VELKHORA NATIONAL TURBINE WORKS (VNTW)")]
    [InlineData("VELKHORA-NATIONAL TURBINE WORKS (V.N.T.W.)")]
    [InlineData("Velkhora National Turbine Works (VNTW)")]
    [InlineData("Velkhora National Turbine Works (VENATUR)")]
    [InlineData("Velkhora National Turbine Works (KZT)")]
    [InlineData("VELKHORA INDUSTRIES TECHNIQUE COMPANY (VITEC)")]
    [InlineData("CENTRE FOR INVENTION AND TECHNICS (CITC)")]
    [InlineData("All-Velkhoran Research Institute of Experimental Turbine Building (VNIIETB)")]
    [InlineData("VELKHORA DESIGN BUREAU OF HEAVY MARINE TURBINES (ZORINMEK)")]
    public void An_acronym_of_the_listed_name_may_be_left_out_and_the_whole_stays(string listed)
    {
        var outside = listed[..listed.IndexOf(" (", StringComparison.Ordinal)];
        Assert.InRange(Given.Score(outside, listed, PartyKind.Organization), Raised, 1);
        Assert.InRange(Given.Score(listed, listed, PartyKind.Organization), Raised, 1);
        Assert.Equal(2, NameAnalyser.Listed(listed, isPerson: false, memory: null).Length);
    }

    [Theory]
    [InlineData("VELKHORA TURBINE WORKS (ZORINMEK)")]
    [InlineData("VELKHORA INDUSTRIES TECHNIQUE COMPANY (INDUS)")]
    [InlineData("VELKHORA TURBINE WORKS (VELK)")]
    [InlineData("VELKHORA TURBINE WORKS (QODS) FORCE")]
    [InlineData("Velkhora Turbine Works (HK) Limited")]
    [InlineData("Velkhora Turbine Works (PTY) Ltd")]
    [InlineData("VELKHORA TURBINE WORKS (DALIAN) CO")]
    public void Words_places_and_forms_in_brackets_abbreviate_nothing(string listed) =>
        Assert.Single(NameAnalyser.Listed(listed, isPerson: false, memory: null));
}
