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
    [InlineData("is_male")]
    [InlineData("Female")]
    [InlineData("foreign_worker")]
    [InlineData("FamilyStatus")]
    [InlineData("native-country")]
    [InlineData("customerage")]
    [InlineData("applicantage")]
    [InlineData("marital_status")]
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
    [InlineData("country")]
    [InlineData("payment_status")]
    [InlineData("mortgage")]
    [InlineData("worker_count")]
    public void A_column_that_only_sounds_like_one_is_kept(string name) => Assert.False(ColumnProfile.IsProtected(name));

    [Fact]
    public void Dates_that_begin_with_the_day_are_read_so_throughout_their_column()
    {
        string[] dates = [.. Enumerable.Range(0, 300).Select(i => new DateTime(1994, 1, 1).AddDays(299 - i))
            .Select(day => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture))];
        Assert.Equal(ColumnUse.Date, ColumnProfile.Of("when", dates));
        var table = new TextTable(["when"], [dates]);
        Assert.Equal(Enumerable.Range(0, 300).Reverse(), FeatureTable.TimeOrder(table));
        var month = FeatureTable.Of(table, "y").Features.Single(feature => feature.Part.StartsWith("month", StringComparison.Ordinal));
        Assert.Equal(month.BinOf("25/03/1994"), month.BinOf("01/03/1994"));
        Assert.False(ColumnProfile.IsDayFirst(["03/25/1994", "03/04/1994"]));
    }

    [Theory]
    [InlineData("policy_bind_date", "incident_date")]
    [InlineData("registered", "when")]
    [InlineData("date", "transaction_time")]
    public void Rows_stand_in_the_order_of_the_event_and_not_of_what_was_before_it(string before, string happened)
    {
        string Day(int i) => new DateTime(2026, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var table = new TextTable([before, happened],
            [[.. Enumerable.Range(0, 40).Select(i => Day(100 - i))], [.. Enumerable.Range(0, 40).Select(Day)]]);
        Assert.Equal(Enumerable.Range(0, 40), FeatureTable.TimeOrder(table));
    }

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
