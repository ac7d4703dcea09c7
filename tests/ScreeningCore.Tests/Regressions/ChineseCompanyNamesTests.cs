using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A9: one company name in three character sets was three names, and none reached its Latin listing.</summary>
public sealed class ChineseCompanyNamesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("哈尔滨理工大学", "哈爾濱理工大學")]
    [InlineData("哈爾浜理工大学", "哈尔滨理工大学")]
    [InlineData("広東電気研究所", "广东电气研究所")]
    public void A_name_is_one_in_simplified_traditional_and_Japanese_characters(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("华为技术有限公司", "Huawei Technologies Co., Ltd.")]
    [InlineData("中兴通讯股份有限公司", "Zhongxing Communications Co., Ltd.")]
    [InlineData("上海海康贸易有限公司", "Shanghai Haikang Trading Co Ltd")]
    public void A_Chinese_company_name_reaches_its_Latin_listing_by_form_trade_place_and_sound(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("华为技术有限公司", "Zhongxing Technologies Co., Ltd.")]
    [InlineData("上海海康贸易有限公司", "Shanghai Feilong Trading Co Ltd")]
    public void Another_firm_of_the_same_trade_is_another(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised - 0.001);
}
