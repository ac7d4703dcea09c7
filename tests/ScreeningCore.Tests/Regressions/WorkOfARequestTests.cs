using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>One request of a hundred names in Chinese letters kept a core busy for seventeen seconds, and went on after its caller had
/// left.</summary>
public sealed class WorkOfARequestTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 20).Select(i => string.Concat("王李张刘陈杨赵黄周吴徐孙胡朱高"[i % 13],
        "林何郭马罗梁宋郑谢韩唐冯于董萧"[i % 11], "程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"[i % 7])));

    private static readonly ScreeningContext Context = Given.Context(Given.Person("1", "Tulorbas Shimek", born: null));

    [Fact]
    public void A_request_that_reaches_its_budget_is_a_review_that_says_so()
    {
        var outcome = ScreeningEngine.Decide(Request(102, Long), Context);
        Assert.Equal(Decision.Review, outcome.Decision);
        Assert.Contains(outcome.Gates.SelectMany(gate => gate.Reasons), reason => reason.Code == "search.incomplete");
        Assert.Equal(Codes(outcome), Codes(ScreeningEngine.Decide(Request(102, Long), Context)));
    }

    [Fact]
    public void What_was_searched_before_it_is_still_found()
    {
        var request = Request(102, Long) with { Subject = Given.Subject("Tulorbas Shimek") };
        Assert.NotEmpty(ScreeningEngine.Decide(request, Context).Hits);
    }

    [Theory]
    [InlineData(20, "王小明")]
    [InlineData(20, "Maren Lindqvist Sørensen")]
    [InlineData(20, "Владимир Тулорбас")]
    [InlineData(20, "محمد عبد الله")]
    [InlineData(1, "株式会社サンプルテクノロジーホールディングス")]
    public void What_customers_ask_is_searched_in_full(int parties, string name) =>
        Assert.DoesNotContain(ScreeningEngine.Decide(Request(parties, name), Context).Gates.SelectMany(gate => gate.Reasons),
            reason => reason.Code == "search.incomplete");

    [Fact]
    public void All_aliases_that_a_request_may_state_are_compared()
    {
        var subject = Given.Subject("Maren Lindqvist") with
        {
            Aliases = [.. Enumerable.Range(0, 49).Select(i => $"Maren{(char)('a' + (i % 26))} Lindqvist{(char)('a' + (i / 26))}"),
                "Tulorbas Shimek"],
        };
        Assert.NotEmpty(Context.Screen(subject).Hits);
    }

    [Fact]
    public void The_search_ends_when_nobody_waits_for_it()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            ScreeningEngine.Decide(Request(3, Long), Context with { Cancellation = left.Token }));
    }

    [Fact]
    public void Who_was_not_searched_in_full_is_never_left_out_of_a_rescreening() =>
        Assert.Equal(new SearchMemory(NamesakeFloors.Open, null), RescreeningPlan.Remember(Request(102, Long), Context));

    private static string[] Codes(ScreeningOutcome outcome) =>
        [.. outcome.Gates.SelectMany(gate => gate.Reasons).Select(reason => reason.Code + reason.Text)];

    private static ScreeningRequest Request(int parties, string name) => new()
    {
        Subject = Given.Subject(name),
        Counterparties = [.. Enumerable.Range(1, parties - 1).Select(i => new Counterparty($"party{i}", Given.Subject(name)))],
    };
}
