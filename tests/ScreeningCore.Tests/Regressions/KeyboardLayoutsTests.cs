using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names.Fields;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A name typed while the keyboard was set to another language was letters without sense.</summary>
public sealed class KeyboardLayoutsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Vjhjpjd Ctvty Fhrflmtdbx", "Морозов Семен Аркадьевич")]
    [InlineData("Зщдцшлщц Ьфкшгыя", "Polwikow Mariusz")]
    [InlineData("Йфышь Фдыфдфьф", "Qasim Alsalama")]
    [InlineData("Qbdulwqhqb Jqrrqh", "Abdulwahab Jarrah")]
    [InlineData("Olexiz Hrzhorovzch", "Olexiy Hryhorovych")]
    public void What_the_keys_mean_is_read_too(string typed, string listed) =>
        Assert.InRange(Given.Score(typed, listed), Raised, 1);

    [Theory]
    [InlineData("Maren Lindqvist")]
    [InlineData("Grzegorz Brzęczyszczykiewicz")]
    [InlineData("Krystyna Krzyzanowska")]
    [InlineData("Семен Аркадьевич Морозов")]
    [InlineData("Quentin Jacques")]
    [InlineData("Jan Krč")]
    [InlineData("Lindqvist, Maren")]
    public void A_name_of_its_own_letters_is_read_in_these_alone(string name) => Assert.Empty(KeyboardLayouts.Meant(name));
}
