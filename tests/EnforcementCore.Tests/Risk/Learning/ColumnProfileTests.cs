using System.Globalization;
using Compliance.EnforcementCore.Risk.Learning;

namespace Compliance.EnforcementCore.Tests.Risk.Learning;

public sealed class ColumnProfileTests
{
    [Theory]
    [InlineData("Sex")]
    [InlineData("customer_gender")]
    [InlineData("Age")]
    [InlineData("age")]
    [InlineData("customer_age")]
    [InlineData("AgeOfPolicyHolder")]
    [InlineData("driverAge")]
    [InlineData("MaritalStatus")]
    [InlineData("date_of_birth")]
    [InlineData("Nationality")]
    [InlineData("ethnicity")]
    [InlineData("ReligionCode")]
    public void A_protected_trait_is_no_feature(string name) => Assert.True(ColumnProfile.IsProtected(name));

    [Theory]
    [InlineData("AgeOfVehicle")]
    [InlineData("account_age_days")]
    [InlineData("domainAge")]
    [InlineData("average")]
    [InlineData("percentage")]
    [InlineData("Essex")]
    [InlineData("Trace")]
    [InlineData("page")]
    [InlineData("PolicyType")]
    public void A_column_that_only_sounds_like_one_is_kept(string name) => Assert.False(ColumnProfile.IsProtected(name));

    [Fact]
    public void Columns_are_told_apart_by_their_values()
    {
        var rows = Enumerable.Range(0, 1_000).ToArray();
        ColumnUse Of(Func<int, string> value) => ColumnProfile.Of("column", [.. rows.Select(value)]);
        string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(ColumnUse.Identifier, Of(i => Text(5_000 + i)));
        Assert.Equal(ColumnUse.Identifier, Of(i => $"tx-{i}"));
        Assert.Equal(ColumnUse.Number, Of(i => Text(i * 1.37)));
        Assert.Equal(ColumnUse.Number, Of(i => i % 20 == 0 ? "" : Text(i % 7)));
        Assert.Equal(ColumnUse.Category, Of(i => i % 2 == 0 ? "20 to 30" : "more than 30"));
        Assert.Equal(ColumnUse.Constant, Of(_ => "1994"));
        Assert.Equal(ColumnUse.Constant, Of(i => i % 2 == 0 ? "" : "NA"));
        Assert.Equal(ColumnUse.Date, Of(i => $"2026-0{1 + (i % 9)}-1{i % 9}T0{i % 9}:00:00Z"));
    }
}
