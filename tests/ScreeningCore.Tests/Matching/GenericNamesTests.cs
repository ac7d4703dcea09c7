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
    public void Words_that_only_join_may_be_missing_but_where_they_are_all_that_a_generic_name_has(string left, string right,
    float expected) =>
        Assert.Equal(expected, NameRows.Of(left, right, isPerson: false)!.Value[(int)NameFeature.GenericOnly]);

    [Theory]
    [InlineData("Qwortle Bank of Iran", "Qwortle Bank of Iraq")]
    [InlineData("Qwortle Eastern", "Qwortle Western")]
    public void Another_place_was_put_in_and_is_no_slip_of_the_pen(string left, string right) =>
        Assert.True(NameRows.Of(left, right, isPerson: false)!.Value[(int)NameFeature.Replaced] > 0);
}
