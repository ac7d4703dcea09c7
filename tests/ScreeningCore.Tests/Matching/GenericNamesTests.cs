using Compliance.ScreeningCore.Matching;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Names of which every word is generic: which of them are the same as wholes.</summary>
public sealed class GenericNamesTests
{
    [Theory]
    [InlineData("Bank of Industry and Mine", "Bank of Industry & Mine", 0)]
    [InlineData("Central Bank of Syria", "Banque Centrale de Syrie", 0)]
    [InlineData("Ministry of Defence of Iran", "Iran Ministry of Defense", 0)]
    [InlineData("Bank AG", "En Bank PJSC", 1)]
    [InlineData("Central Bank of Iran", "Central Bank of Iraq", 1)]
    [InlineData("Eastern Trading", "Western Trading", 1)]
    public void Words_that_only_join_may_be_missing_and_another_place_may_not_stand_there(string left, string right, float expected) =>
        Assert.Equal(expected, NameRows.Of(left, right, isPerson: false)!.Value[(int)NameFeature.GenericOnly]);
}
