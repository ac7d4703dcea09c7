using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Parties;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("1976-10-05", DatePrecision.Day, "1976-10-05", "1976-10-05")]
    [InlineData("1976-02", DatePrecision.Month, "1976-02-01", "1976-02-29")]
    [InlineData("1976", DatePrecision.Year, "1976-01-01", "1976-12-31")]
    [InlineData("~1976", DatePrecision.Year, "1976-01-01", "1976-12-31")]
    [InlineData("1960..1965", DatePrecision.Range, "1960-01-01", "1965-12-31")]
    [InlineData("1960-03..1965-05", DatePrecision.Range, "1960-03-01", "1965-05-31")]
    [InlineData("9999", DatePrecision.Year, "9999-01-01", "9999-12-31")]
    [InlineData("9998-12", DatePrecision.Month, "9998-12-01", "9998-12-31")]
    public void A_date_is_the_span_of_days_it_may_be(string text, DatePrecision precision, string earliest, string latest)
    {
        var date = PartialDate.Parse(text);
        Assert.Equal((precision, earliest, latest), (date.Precision, date.Earliest.ToString("O"), date.Latest.ToString("O")));
        Assert.Equal(text[0] == '~', date.IsCirca);
        Assert.Equal(date, PartialDate.Parse(date.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1976-13")]
    [InlineData("1976-02-30")]
    [InlineData("0000")]
    [InlineData("76")]
    [InlineData("1976-1-1")]
    [InlineData("1965..1960")]
    [InlineData("..1960")]
    [InlineData("1960..")]
    [InlineData("~")]
    [InlineData("~~1976")]
    [InlineData("05/10/1976")]
    [InlineData("١٩٧٦")]
    [InlineData("1976-10-05T00:00")]
    public void What_is_not_a_date_is_refused(string? text)
    {
        Assert.False(PartialDate.TryParse(text, out var date));
        Assert.False(date.IsStated);
        Assert.Throws<FormatException>(() => PartialDate.Parse(text!));
    }

    [Fact]
    public void Every_date_survives_being_written_and_read_Property()
    {
        var random = new Random(101);
        for (var round = 0; round < 3_000; round++)
        {
            var (from, to) = (Single(random), Single(random));
            Assert.Equal(from, PartialDate.Parse(from.ToString()));
            if (from.Earliest <= to.Latest)
            {
                var range = PartialDate.OfRange(from, to);
                var read = PartialDate.Parse(range.ToString());
                Assert.Equal((range.Earliest, range.Latest, range.IsCirca), (read.Earliest, read.Latest, read.IsCirca));
            }
            else
            {
                Assert.Throws<ArgumentException>(() => PartialDate.OfRange(from, to));
            }
        }
    }

    [Fact]
    public void The_default_says_nothing()
    {
        Assert.Equal("", default(PartialDate).ToString());
        Assert.False(default(PartialDate).IsStated);
    }

    private static PartialDate Single(Random random) => random.Next(3) switch
    {
        0 => PartialDate.OfYear(random.Next(1, 10_000), random.Next(2) == 0),
        1 => PartialDate.OfMonth(random.Next(1, 9_999), random.Next(1, 13), random.Next(2) == 0),
        _ => PartialDate.OfDay(DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)), random.Next(2) == 0),
    };
}
