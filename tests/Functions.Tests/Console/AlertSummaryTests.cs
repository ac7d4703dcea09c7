using System.Collections.Immutable;
using Compliance.Functions.Console.Comparison;
using Compliance.Functions.Console.Models;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Console;

public sealed class AlertSummaryTests
{
    private static readonly ScreeningSubject Named = new() { Id = "acct_1", Kind = PartyKind.Individual, Name = "Oleg Ferrostanov" };

    [Theory]
    [InlineData("1988-11-30", "KZ", "Birth date and nationality differ; name", "probably somebody else.")]
    [InlineData("1962-05-02", "", "Birth date agrees; name", "probably the listed party.")]
    [InlineData("", "KZ", "Nationality differs; name", "perhaps somebody else.")]
    [InlineData("", "", "Name ", "nothing but the name is known to agree or differ.")]
    public void The_sentence_says_what_differs_what_agrees_and_which_way_that_points(string born, string country, string start, string end)
    {
        var summary = Of(Named with
        {
            BirthDate = born.Length == 0 ? default : PartialDate.Parse(born),
            Nationalities = country.Length == 0 ? [] : [CountryCode.Parse(country)],
        });
        Assert.StartsWith(start, summary.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(end, summary.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fact_is_counted_once_as_agreeing_differing_or_unknown_Invariant()
    {
        foreach (var born in new[] { "", "1962", "1962-05-02", "1990-01-01" })
        {
            foreach (var gender in Enum.GetValues<Gender>())
            {
                var summary = Of(Named with { BirthDate = born.Length == 0 ? default : PartialDate.Parse(born), Gender = gender });
                Assert.Equal(6, summary.Agree + summary.Differ + summary.Unknown);
            }
        }
    }

    [Theory]
    [InlineData("Qin Xianhua", "XIANHUA QIN", "no letter differs")]
    [InlineData("Warraq Qasim", "Qasim al-Warraq", "only listed “al-”")]
    [InlineData("Muhammad Iqbal Khan", "Iqbal Mohammad", "")]
    public void Words_are_put_in_the_order_of_the_listed_name_before_letters_are_compared(string ours, string listed, string words)
    {
        var aligned = NameOrder.Aligned(ours, listed);
        Assert.Equal(ours.Split(' ').Order(), aligned.Split(' ').Order());
        if (words.Length > 0)
        {
            Assert.Equal(words, CharacterDifference.Of(aligned, listed)!.InWords());
        }
    }

    private static AlertSummary Of(ScreeningSubject subject)
    {
        var match = PartyMatcher.Compare(subject, InventedParties.Ferrostan, ScoringProfile.Named("onboarding"));
        return AlertSummary.Of(new Hit("subject", match, Decision.Review, new Reason("list_match", "May be.", null)),
            FieldComparison.Of(subject, match));
    }
}
