using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Tests.Evaluation;

public sealed class QueryEvaluationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ListCode List = ListCode.Parse("xx-invented");

    [Fact]
    public void A_party_that_bears_the_name_in_another_order_counts_as_found()
    {
        var result = Assert.Single(Run(Ours(), "Torvald Quennebrink", "QUENNEBRINK, Torvald"));
        Assert.Equal(1, result.Rank);
        Assert.NotNull(result.Score);
    }

    [Fact]
    public void A_name_that_nobody_bears_is_found_at_no_rank()
    {
        var result = Assert.Single(Run(Ours(), "Torvald Quennebrink", "Somebody Else"));
        Assert.Null(result.Rank);
        Assert.Null(result.Score);
        Assert.NotNull(result.Best);
    }

    [Fact]
    public void The_baseline_answers_the_same_question()
    {
        var search = new FuzzySharpPartySearch(Corpus().Index, 0.9);
        Assert.Equal(1, Assert.Single(Run(search, "torvald quennebrink", "Torvald Quennebrink")).Rank);
        Assert.True(search.Alerts(new ScreeningSubject { Name = "Torvald Quennebrink" }));
        Assert.False(search.Alerts(new ScreeningSubject { Name = "Amadou Zwillich" }));
    }

    [Fact]
    public void Stale_lists_alone_are_no_alert_of_the_list_gate()
    {
        var late = new CompliancePartySearch(Context() with { Now = Now.AddDays(30) });
        Assert.False(late.Alerts(new ScreeningSubject { Name = "Xyzzy Plugh", Kind = PartyKind.Individual }));
        Assert.True(late.Alerts(new ScreeningSubject { Name = "Torvald Quennebrink", Kind = PartyKind.Individual }));
    }

    [Fact]
    public void Timed_screenings_have_ordered_percentiles()
    {
        var cases = new[] { new QueryCase("1", new ScreeningSubject { Name = "Torvald Quennebrink" }, "Torvald Quennebrink", "") };
        var timing = QueryEvaluation.Time(Ours(), cases, default);
        var percentiles = timing.Percentiles();
        Assert.True(timing.Count > 0);
        Assert.InRange(percentiles.P50, double.Epsilon, percentiles.P95);
        Assert.True(percentiles.P95 <= percentiles.P99);
    }

    private static IReadOnlyList<QueryResult> Run(IPartySearch search, string query, string expected) =>
        QueryEvaluation.Run(search, [new QueryCase("1", new ScreeningSubject { Name = query, Kind = PartyKind.Individual }, expected, "")],
        () => { }, default);

    private static CompliancePartySearch Ours() => new(Context());

    private static ScreeningContext Context() => new() { Corpus = Corpus(), Profile = ScoringProfile.Named("onboarding"), Now = Now };

    private static ScreeningCorpus Corpus() => ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(List, Now),
    [
        new ListedParty(ListEntryId.Of(List, "1"), PartyKind.Individual, [new ListedName("Torvald Quennebrink")]),
        new ListedParty(ListEntryId.Of(List, "2"), PartyKind.Individual,
            [new ListedName("Ignatia Mortlesby"), new ListedName("Игнатия Мортлсби", NameKind.Alias)]),
        new ListedParty(ListEntryId.Of(List, "3"), PartyKind.Organization, [new ListedName("Vexillum Grain Holding")]),
    ])]);
}
