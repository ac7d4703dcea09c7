using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Tests.Evaluation;

/// <summary>End-to-end cases of the kinds that the law and the enforcement releases give, with invented parties: what the rules ask for is
/// what the engine decides.</summary>
public sealed class SiblingScenarioTests
{
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Fixtures", "scenarios", "siblings.csv");

    [Fact]
    public void Every_sibling_is_decided_as_the_rules_ask()
    {
        var cases = ScenarioCase.Read(Fixture, limit: null);
        var results = ScenarioEvaluation.Run(cases, ContextOf, CancellationToken.None);

        Assert.True(cases.Count >= 60, string.Create(CultureInfo.InvariantCulture, $"{cases.Count} cases"));
        var wrong = results.Where(result => !result.Agrees)
            .Select(result =>
                $"{result.Case.Id} {result.Case.Reason}: {result.Case.Expected} expected, {result.Actual} decided\n  "
                + $"{string.Join("\n  ", result.Reasons)}");
        Assert.True(results.All(result => result.Agrees), string.Join("\n", wrong));
    }

    [Fact]
    public void Reasons_are_whole_sentences_and_blocks_name_their_authority()
    {
        foreach (var result in ScenarioEvaluation.Run(ScenarioCase.Read(Fixture, limit: null), ContextOf, CancellationToken.None))
        {
            Assert.All(result.Outcome.Gates.SelectMany(gate => gate.Reasons), reason => Assert.Matches(@"^\P{Ll}.*[.!]$", reason.Text));
            Assert.All(
                result.Outcome.Gates.Where(gate => gate.Decision == Decision.Block),
                gate =>
                    Assert.True(gate.Reasons.Any(reason => reason.Authority is { Length: > 2 }),
                    $"{result.Case.Id}: {gate.Gate} blocks without authority"));
        }
    }

    [Fact]
    public void Nothing_of_a_case_is_left_unread()
    {
        string[] known = ["list_state.sla_hours", "signup_geo", "party.list_delta.name_score"];
        var unread = ScenarioEvaluation.Run(ScenarioCase.Read(Fixture, limit: null), ContextOf, CancellationToken.None)
            .SelectMany(result => result.NotCarried.Where(path => !known.Any(one => path.StartsWith(one, StringComparison.Ordinal)))
                .Select(path => $"{result.Case.Id} {path}"));
        Assert.Empty(unread);
    }

    private static ScreeningContext ContextOf(Channel channel) => new()
    {
        Corpus = SiblingLists.Corpus,
        Profile = ScoringProfile.Named(channel == Channel.Payment ? "payment" : "onboarding"),
        Now = SiblingLists.Now,
        Policy = PolicyLibrary.Load(),
    };
}
