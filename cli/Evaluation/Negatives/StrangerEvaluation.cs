using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>What the product does with a stranger.</summary>
/// <param name="Stranger">The stranger.</param>
/// <param name="Decision">The severest of the gates that look at who and where somebody is.</param>
/// <param name="Hits">What the list gate raises.</param>
/// <param name="Reason">Code of the first reason; empty where none is given.</param>
internal sealed record StrangerResult(Stranger Stranger, Decision Decision, ImmutableArray<Hit> Hits, string Reason);

/// <summary>Screens strangers; several at once, the answers in their order.</summary>
internal static class StrangerEvaluation
{
    /// <summary>Screens at sign-up.</summary>
    public static ImmutableArray<StrangerResult> Run(IReadOnlyList<Stranger> strangers, ScreeningContext context, Action onCase,
        CancellationToken cancellation)
    {
        var results = new StrangerResult[strangers.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, strangers.Count, options, at =>
        {
            results[at] = Screen(strangers[at], context);
            onCase();
        });
        return [.. results];
    }

    /// <summary>Screens one stranger.</summary>
    public static StrangerResult Screen(Stranger stranger, ScreeningContext context)
    {
        var outcome = ScreeningEngine.Decide(new ScreeningRequest { Channel = Channel.Signup, Subject = stranger.Subject }, context);
        // Only the list gate is asked where no policy is loaded: the others say that they cannot answer.
        var gates = outcome.Gates.Where(gate => gate.Gate == Gate.List || (gate.Gate == Gate.Location && context.Policy
            is not null)).ToArray();
        var severest = gates.MaxBy(gate => gate.Decision)!;
        return new StrangerResult(stranger, severest.Decision, outcome.Hits, severest.Decision == Decision.Allow ? ""
            : severest.Reasons[0].Code);
    }
}
