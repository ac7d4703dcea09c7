using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kinds A2 and A3: initials were words of their own kind only in Latin letters and between spaces.</summary>
public sealed class InitialsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("V.V. Zorinmek", "Vladimir Viktorovich Zorinmek")]
    [InlineData("Zorinmek V.V.", "Vladimir Viktorovich Zorinmek")]
    [InlineData("VV Zorinmek", "Vladimir Viktorovich Zorinmek")]
    [InlineData("Zorinmek, V.V.", "Vladimir Viktorovich Zorinmek")]
    [InlineData("В.В. Зоринмек", "Vladimir Viktorovich Zorinmek")]
    [InlineData("Зоринмек В. В.", "Vladimir Viktorovich Zorinmek")]
    [InlineData("Yu. Zorinmek", "Yuri Zorinmek")]
    public void Initials_are_read_in_every_script_and_placement(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);

    [Theory]
    [InlineData("ED ZORINMEK", "Boris Zorinmek")]
    [InlineData("Zorinmek, William G.", "William W Zorinmek")]
    [InlineData("William G. Zorinmek", "William Walter Zorinmek")]
    public void Initials_that_differ_contradict(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), 0, Raised - 0.001);

    [Theory]
    [InlineData("MA ZORINMEK", "Mikhail Andreevich Zorinmek")]
    [InlineData("MAH Zorinmek", "Mikhail Andreevich Hasan Zorinmek")]
    [InlineData("IOE ZORINMEK", "Igor Olegovich Egor Zorinmek")]
    public void Capitals_with_vowels_are_initials_as_well(string subject, string listed)
    {
        var spaced = string.Join(' ', subject[..subject.IndexOf(' ')].Select(letter => letter + ".")) + " Zorinmek";
        Assert.Equal(Given.Score(spaced, listed), Given.Score(subject, listed), 2);
    }

    [Theory]
    [InlineData("V.V. Zorinmek")]
    [InlineData("Zorinmek V. V.")]
    [InlineData("VV Zorinmek")]
    [InlineData("VV ZORINMEK")]
    [InlineData("ZORINMEK VV")]
    [InlineData("В. В. Зоринмек")]
    public void Every_placement_scores_as_the_spaced_one(string subject) => Assert.Equal(
        Given.Score("V. V. Zorinmek", "Vladimir Viktorovich Zorinmek"), Given.Score(subject, "Vladimir Viktorovich Zorinmek"), 2);
}
