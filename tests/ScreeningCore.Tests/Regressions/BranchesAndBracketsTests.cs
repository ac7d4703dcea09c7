using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>The words of a branch and an acronym behind a name were words of the name.</summary>
public sealed class BranchesAndBracketsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Zorin Bank, Moscow Branch")]
    [InlineData("Zorin Bank, Representative Office")]
    [InlineData("Zorin Bank - Head Office")]
    [InlineData("Zorin Bank (Dubai Branch)")]
    [InlineData("Zorin Bank Moscow Branch")]
    [InlineData("Zorin Bank, Filiale Frankfurt")]
    [InlineData("Zorin Bank (ZBNK)")]
    [InlineData("Zorin Bank (Z.B.)")]
    [InlineData("Zorin Bank, Branch of Rome, Italy")]
    [InlineData("Zorin Bank (Branch), Almaty")]
    [InlineData("Zorin Bank - Filiale, 60311 Frankfurt, Germany")]
    public void Who_lists_a_company_lists_its_branches(string subject) =>
        Assert.InRange(Given.Score(subject, "Zorin Bank", PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Zorin Bank, Branch of Tulor")]
    [InlineData("Zorin, Office Supplies")]
    [InlineData("Mekdo (Zorin Branch)")]
    public void Words_of_offices_make_no_branch_of_another_company(string subject) =>
        Assert.Equal(0, Given.Score(subject, "Tulor Foundry", PartyKind.Organization), 1);
}
