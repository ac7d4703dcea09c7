using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching.Features;

public sealed class BirthDateFeatureTests
{
    [Theory]
    [InlineData("1962-05-02", "1962-05-02", BirthDateRelation.SameDay)]
    [InlineData("1962-02-05", "1962-05-02", BirthDateRelation.DayMonthSwapped)]
    [InlineData("1962-05-03", "1962-05-02", BirthDateRelation.OneDigit)]
    [InlineData("1926-05-02", "1962-05-02", BirthDateRelation.OneDigit)]
    [InlineData("1962-05", "1962-05-02", BirthDateRelation.SameMonth)]
    [InlineData("1962", "1962-05-02", BirthDateRelation.SameYear)]
    [InlineData("1962", "1960..1965", BirthDateRelation.SameYear)]
    [InlineData("1961", "1962-05-02", BirthDateRelation.NearYear)]
    [InlineData("~1960", "1962-05-02", BirthDateRelation.NearYear)]
    [InlineData("1962-11-23", "1962-05-02", BirthDateRelation.OtherDay)]
    [InlineData("1966-11-23", "1962-05-02", BirthDateRelation.OtherYear)]
    [InlineData("1990", "1962-05-02", BirthDateRelation.FarYear)]
    public void Two_dates_relate_by_what_both_state(string subject, string listed, BirthDateRelation relation)
    {
        Assert.Equal(relation, Compare(subject, listed));
        Assert.Equal(relation, Compare(listed, subject));
    }

    [Fact]
    public void The_best_of_several_listed_dates_counts()
    {
        var (relation, date) =
            BirthDateFeature.Compare(PartialDate.Parse("1962-05-02"),
            [PartialDate.Parse("1950"), PartialDate.Parse("1962-05-02"), PartialDate.Parse("1962")]);
        Assert.Equal((BirthDateRelation.SameDay, "1962-05-02"), (relation, date.ToString()));
    }

    [Fact]
    public void A_side_that_states_nothing_is_missing()
    {
        Assert.Equal(BirthDateRelation.Missing, BirthDateFeature.Compare(default, [PartialDate.OfYear(1962)]).Relation);
        Assert.Equal(BirthDateRelation.Missing, BirthDateFeature.Compare(PartialDate.OfYear(1962), []).Relation);
    }

    [Fact]
    public void The_relation_is_symmetric_and_a_date_agrees_with_every_span_that_holds_it_Property()
    {
        var random = new Random(121);
        for (var round = 0; round < 5_000; round++)
        {
            var (left, right) = (Date(random), Date(random));
            Assert.Equal(Compare(left.ToString(), right.ToString()), Compare(right.ToString(), left.ToString()));
            var day = PartialDate.OfDay(left.Earliest);
            Assert.InRange(Compare(day.ToString(), left.ToString()), BirthDateRelation.SameDay, BirthDateRelation.SameYear);
        }
    }

    private static BirthDateRelation Compare(string subject, string listed)
        => BirthDateFeature.Compare(PartialDate.Parse(subject), [PartialDate.Parse(listed)]).Relation;

    private static PartialDate Date(Random random) => random.Next(3) switch
    {
        0 => PartialDate.OfYear(random.Next(1950, 1960), random.Next(4) == 0),
        1 => PartialDate.OfMonth(random.Next(1950, 1960), random.Next(1, 13)),
        _ => PartialDate.OfDay(new DateOnly(random.Next(1950, 1960), random.Next(1, 13), random.Next(1, 28)), random.Next(4) == 0),
    };
}
