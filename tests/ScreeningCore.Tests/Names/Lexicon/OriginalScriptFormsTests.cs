using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class OriginalScriptFormsTests
{
    [Theory]
    [InlineData("ооо ветер", 0, 1, OrganisationClass.Limited)]
    [InlineData("публичное акционерное общество ветер", 0, 3, OrganisationClass.JointStock)]
    [InlineData("شركة البحر", 0, 1, OrganisationClass.Company)]
    [InlineData("شركة مساهمة عامة", 0, 3, OrganisationClass.JointStock)]
    [InlineData("주식회사 바람", 0, 1, OrganisationClass.Limited | OrganisationClass.JointStock)]
    public void The_longest_form_of_whole_tokens_is_found(string name, int start, int length, OrganisationClass expected)
    {
        Assert.True(OriginalScriptForms.TryMatchAt(name.Split(' '), start, out var found, out var formClass));
        Assert.Equal((length, expected), (found, formClass));
    }

    [Theory]
    [InlineData("北风贸易有限公司", "北风贸易", OrganisationClass.Limited)]
    [InlineData("北风股份有限公司", "北风", OrganisationClass.JointStock)]
    [InlineData("株式会社北風", "北風", OrganisationClass.Limited | OrganisationClass.JointStock)]
    [InlineData("北風株式会社", "北風", OrganisationClass.Limited | OrganisationClass.JointStock)]
    [InlineData("주식회사바람", "바람", OrganisationClass.Limited | OrganisationClass.JointStock)]
    [InlineData("바람유한회사", "바람", OrganisationClass.Limited)]
    public void A_glued_form_is_parted_from_its_name(string token, string rest, OrganisationClass expected)
    {
        Assert.True(OriginalScriptForms.TryStripGlued(token, out var left, out var formClass));
        Assert.Equal(rest, left.ToString());
        Assert.Equal(expected, formClass);
    }

    [Theory]
    [InlineData("有限公司")]
    [InlineData("北风")]
    [InlineData("ветероао")]
    public void What_is_only_a_form_or_bears_none_is_left_whole(string token)
    {
        var stripped = OriginalScriptForms.TryStripGlued(token, out var rest, out _);
        Assert.True(!stripped || rest.Length > 0);
        if (!stripped)
        {
            Assert.Equal(token, rest.ToString());
        }
    }

    [Fact]
    public void Every_form_is_lower_case_and_composed_Invariant() =>
        Assert.All(OriginalScriptForms.All, form => Assert.Equal(form.Key.ToLowerInvariant(), form.Key));
}
