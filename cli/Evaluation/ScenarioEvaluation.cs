using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation;

/// <summary>A scenario as decided.</summary>
internal sealed record ScenarioResult(ScenarioCase Case, ScreeningOutcome Outcome, ImmutableArray<string> NotCarried)
{
    /// <summary>The decision in the words of the file.</summary>
    public string Actual => Outcome.Decision switch
    {
        Decision.Allow => "allow",
        Decision.Review => "review",
        Decision.Block => "block",
        _ => throw new InvalidOperationException($"Unknown decision {Outcome.Decision}."),
    };

    /// <summary>True where the decision is the expected one.</summary>
    public bool Agrees => Actual == Case.Expected;

    /// <summary>The reasons of every gate, with the gate's name.</summary>
    public ImmutableArray<string> Reasons =>
        [.. Outcome.Gates.SelectMany(gate => gate.Reasons.Select(reason => $"{gate.Gate} {gate.Decision}: {reason.Code}: {reason.Text}"))];

    /// <summary>What the reasons rest on, each once.</summary>
    public ImmutableArray<string> Authorities =>
        [.. Outcome.Gates.SelectMany(gate => gate.Reasons).Select(reason => reason.Authority).OfType<string>()
        .Where(authority => authority.Length > 0).Distinct(StringComparer.Ordinal)];
}

/// <summary>Decides every scenario.</summary>
internal static class ScenarioEvaluation
{
    /// <param name="cases">The scenarios.</param>
    /// <param name="contextOf">What a screening of a channel is decided with; the lists are the same for all.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static ImmutableArray<ScenarioResult> Run(IReadOnlyList<ScenarioCase> cases, Func<Channel, ScreeningContext> contextOf,
        CancellationToken cancellation)
    {
        var standIns = new ScenarioStandIns(contextOf(Channel.Signup).Corpus);
        var results = ImmutableArray.CreateBuilder<ScenarioResult>(cases.Count);
        foreach (var one in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            var asked = ScenarioRequest.From(one, contextOf(ScenarioRequest.ChannelOf(one)), standIns);
            results.Add(new ScenarioResult(one, ScreeningEngine.Decide(asked.Request, asked.Context), asked.NotCarried));
        }

        return results.MoveToImmutable();
    }
}

/// <summary>The summary of <c>evaluate scenarios</c>; property names are the contract of its JSON.</summary>
internal sealed record ScenarioSummary(int Cases, int Agree, ImmutableArray<ScenarioDisagreement> Disagreements);

/// <summary>A scenario that was decided otherwise than expected.</summary>
internal sealed record ScenarioDisagreement(string Id, string Expected, string Actual, ImmutableArray<string> Reasons);
