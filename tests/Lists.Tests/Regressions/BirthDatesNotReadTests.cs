using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Regressions;

/// <summary>Birth dates that are none vanished without a remark, a date in the future contradicted the true one, and dates inside Japanese
/// prose were not read.</summary>
public sealed class BirthDatesNotReadTests
{
    private const string Fixture = "un-sc/2026-02-01/consolidated.xml";
    private const string Exact = "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1974</YEAR></INDIVIDUAL_DATE_OF_BIRTH>";

    [Theory]
    [InlineData("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>abc-1956</FROM_YEAR><TO_YEAR>1960</TO_YEAR>", "abc-1956 to 1960")]
    [InlineData("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>2023-02-30</DATE>", "2023-02-30")]
    [InlineData("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1980</FROM_YEAR><TO_YEAR>1970</TO_YEAR>", "1980 to 1970")]
    [InlineData("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>71</YEAR>", "71")]
    public void What_is_no_date_is_kept_where_a_person_reads_it(string written, string remark)
    {
        var party = Person(Exact, $"<INDIVIDUAL_DATE_OF_BIRTH>{written}</INDIVIDUAL_DATE_OF_BIRTH>");
        Assert.Contains($"Date of birth not read: {remark}", party.Remarks);
        Assert.Equal(5, party.BirthDates.Length);
    }

    [Theory]
    [InlineData("2068-07-16")]
    [InlineData("2026-02-02")]
    public void A_birth_date_after_the_day_of_the_list_is_no_birth_date_and_says_so(string date)
    {
        var party = Person("1973-03-06</DATE>", $"{date}</DATE>");
        Assert.DoesNotContain(party.BirthDates, born => born.Earliest.Year > 2000);
        Assert.Contains(party.Remarks, remark => remark.EndsWith(date, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("作り物。生年月日：1941年4月27日。", "1941-04-27")]
    [InlineData("生年月日: 1941年4月27日、出生地：不明", "1941-04-27")]
    [InlineData("別名：イワン。生年月日は１９４１年４月２７日", "1941-04-27")]
    [InlineData("生年月日：1941年", "1941")]
    public void A_birth_date_inside_Japanese_remarks_is_read(string remark, string expected)
    {
        var text = FixtureFiles.Text("sheets/mof.tsv").Replace("\tロシア\t(a)SMP0001 (b)SMP0002\t不明\t作り物",
            $"\tロシア\t(a)SMP0001 (b)SMP0002\t不明\t{remark}", StringComparison.Ordinal);
        var parties = Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("list.xlsx", WorkbookFile.Of(text))).Snapshots).Parties;
        Assert.Contains(PartialDate.Parse(expected), parties.Single(party => party.PrimaryName.Text == "IVAN SKAZKIN").BirthDates);
    }

    private static ListedParty Person(string instead, string written) =>
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated.xml",
            FixtureFiles.Text(Fixture).Replace(instead, written, StringComparison.Ordinal))).Snapshots).Parties[1];
}
