using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>One part of a condition with its truth in one case.</summary>
/// <param name="Depth">How deep it stands, from 0.</param>
/// <param name="Text">The part as it is written; <c>all of</c> or <c>one of</c> for what joins parts.</param>
/// <param name="Value">The value it met; empty for what joins parts.</param>
/// <param name="Truth">Its truth.</param>
public sealed record PolicyStep(int Depth, string Text, string Value, PolicyTruth Truth);

/// <summary>Why a row says what it says of one case.</summary>
/// <param name="Rule">The row.</param>
/// <param name="Answer">What it says.</param>
/// <param name="When">The parts of its condition.</param>
/// <param name="Except">The parts of its exemption; empty where it has none.</param>
public sealed record PolicyExplanation(PolicyRule Rule, PolicyAnswer Answer, ImmutableArray<PolicyStep> When,
    ImmutableArray<PolicyStep> Except);

/// <summary>Says why.</summary>
public static class PolicyExplainer
{
    /// <summary>Why each row says what it says.</summary>
    public static ImmutableArray<PolicyExplanation> Explain(PolicyProgram program, PolicyFacts facts) =>
        [.. program.Rules.Select(rule => new PolicyExplanation(rule, PlainEvaluator.Answer(rule, facts),
            [.. Steps(rule.When, facts, 0)], rule.Except is { } except ? [.. Steps(except.When, facts, 0)] : []))];

    /// <summary>The value of a feature in a case, as conditions write it; <c>missing</c> where it is.</summary>
    public static string Shown(PolicyFeature feature, PolicyFact? fact) => fact is not { } known ? "missing"
        : feature.Type == PolicyType.Flag ? known.Number == 1 ? "true" : "false"
        : feature.IsWord ? known.Words.IsEmpty ? "none" : string.Join(", ", known.Words)
        : PolicyFormatter.Number(feature, known.Number);

    private static IEnumerable<PolicyStep> Steps(PolicyCondition condition, PolicyFacts facts, int depth)
    {
        var truth = PlainEvaluator.Truth(condition, facts);
        return condition switch
        {
            PolicyCondition.All one => Joined("all of", one.Parts),
            PolicyCondition.Any one => Joined("one of", one.Parts),
            PolicyCondition.Not one => Joined("not", [one.Part]),
            _ => [new PolicyStep(depth, PolicyFormatter.Of(condition), Value(condition), truth)],
        };

        IEnumerable<PolicyStep> Joined(string word, ImmutableArray<PolicyCondition> parts)
            => parts.SelectMany(part => Steps(part, facts, depth + 1)).Prepend(new PolicyStep(depth, word, "", truth));

        string Value(PolicyCondition one) => one.Features().First() is var feature ? Shown(feature, facts[feature]) : "";
    }
}
