using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>What rows and obligations of a policy say of cases.</summary>
/// <param name="Rows">The answer of a row, by place of the row, then of the case.</param>
/// <param name="Named">True where an obligation names a case, by place of the obligation, then of the case.</param>
internal sealed record CaseAnswers(PolicyAnswer[][] Rows, bool[][] Named)
{
    /// <summary>By the plain reading of conditions.</summary>
    public static CaseAnswers Plain(PolicyProgram program, IReadOnlyList<PolicyFacts> cases) => new(
        [.. program.Rules.Select(rule => cases.Select(one => PlainEvaluator.Answer(rule, one)).ToArray())],
        [.. program.Obligations.Select(one => cases.Select(facts => PlainEvaluator.Truth(one.When, facts) == PolicyTruth.True).ToArray())]);
}
