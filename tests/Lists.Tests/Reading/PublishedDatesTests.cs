using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests.Reading;

public sealed class PublishedDatesTests
{
    [Theory]
    [InlineData("10 Dec 1948", "1948-12-10")]
    [InlineData("1973", "1973")]
    [InlineData("Dec 1948", "1948-12")]
    [InlineData("circa 1951", "~1951")]
    [InlineData("circa 05 Mar 1951", "~1951-03-05")]
    [InlineData("1962 to 1964", "1962..1964")]
    [InlineData("01 Feb 1970 to 28 Feb 1970", "1970-02-01..1970-02-28")]
    [InlineData("Mar 1955 to Mar 1956", "1955-03-01..1956-03-31")]
    [InlineData("circa 1956-1958", "~1956..1958")]
    [InlineData("1956-1958", "1956..1958")]
    [InlineData("Approximately 1980", "~1980")]
    [InlineData("between 1980 and 1982", "1980..1982")]
    [InlineData("Between Aug. and Sep. 1977", "1977-08-01..1977-09-30")]
    [InlineData("1976-10-05", "1976-10-05")]
    [InlineData("1976-10-05T00:00:00", "1976-10-05")]
    [InlineData("1976-10", "1976-10")]
    [InlineData("05/10/1976", "1976-10-05")]
    [InlineData("dd/mm/1945", "1945")]
    [InlineData("dd/05/1945", "1945-05")]
    [InlineData("00/00/1980", "1980")]
    [InlineData("15.03.1961", "1961-03-15")]
    [InlineData("Nov. 1973 ", "1973-11")]
    [InlineData("August 1961", "1961-08")]
    [InlineData("December 10, 1948", "1948-12-10")]
    [InlineData("born in the early 1970s", "~1970..1973")]
    [InlineData("1970s", "~1970..1979")]
    [InlineData("1957\u00A0", "1957")]
    public void A_published_date_keeps_its_precision(string text, string expected)
    => Assert.Equal(expected, PublishedDates.Find(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("30-35 years old")]
    [InlineData("24/06/1402 (Hijri Calendar)")]
    [InlineData("31 Feb 1970")]
    [InlineData("32/01/1970")]
    [InlineData("1964 to 1962")]
    [InlineData("from false passport")]
    [InlineData("December")]
    [InlineData("0000")]
    public void What_is_no_date_is_not_made_one(string text) => Assert.False(PublishedDates.TryParse(text, out _));

    [Theory]
    [InlineData("1970 or 1972", "1970|1972")]
    [InlineData("1 Jan 1960, 2 Feb 1961; about 1963", "1960-01-01|1961-02-02|~1963")]
    [InlineData("unknown", "")]
    public void Several_dates_are_read_apart(string text, string expected)
    => Assert.Equal(expected, string.Join('|', PublishedDates.ParseAll(text)));

    [Fact]
    public void American_dates_have_the_month_first()
    => Assert.Equal("2026-01-05", PublishedDates.Find("01/05/2026", SlashOrder.MonthFirst).ToString());

    [Theory]
    [InlineData("us-ofac/sdn-csv/2024-05-03/sdn.csv", "2024-05-03")]
    [InlineData("us-ofac/sdn-csv/2025-12/add.csv", "2025-12-01")]
    [InlineData("us-ofac/sdn-csv/2026-08_rebuilt/sdn.csv", "2026-08-01")]
    [InlineData("jp/meti-eul_2025-09-29/20250929_4.xlsx", "2025-09-29")]
    [InlineData("eu/20260805-FULL-1_1(xsd).xml", "2026-08-05")]
    [InlineData("lists/2026-13-01/sdn.csv", null)]
    [InlineData("lists/sdn.csv", null)]
    public void A_path_gives_the_date_of_its_innermost_part(string path, string? expected) =>
        Assert.Equal(expected, ListDates.OfPath(path)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
