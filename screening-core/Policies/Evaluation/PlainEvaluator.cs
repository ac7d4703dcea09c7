namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>The reference: a condition read as it is written, on values as they are stated. The other evaluators must agree with
/// it.</summary>
public static class PlainEvaluator
{
    /// <summary>What a policy says of a case.</summary>
    public static PolicyOutcome Evaluate(PolicyProgram program, PolicyFacts facts)
        => PolicyOutcome.Join(program.Rules, place => Answer(program.Rules[place], facts));

    /// <summary>What one row says of a case.</summary>
    public static PolicyAnswer Answer(PolicyRule rule, PolicyFacts facts)
        => PolicyTruths.Answer(Truth(rule.When, facts), rule.Except is { } except ? Truth(except.When, facts) : PolicyTruth.False);

    /// <summary>Whether a condition holds.</summary>
    public static PolicyTruth Truth(PolicyCondition condition, PolicyFacts facts) => condition switch
    {
        PolicyCondition.All one => one.Parts.Select(part => Truth(part, facts)).Min(),
        PolicyCondition.Any one => one.Parts.Select(part => Truth(part, facts)).Max(),
        PolicyCondition.Not one => PolicyTruths.Not(Truth(one.Part, facts)),
        PolicyCondition.Flag one => Of(facts[one.Feature], fact => fact.Number == 1),
        PolicyCondition.Compare one => Of(facts[one.Feature], fact => Compare(fact.Number, one.How, one.Value)),
        PolicyCondition.Between one => Of(facts[one.Feature], fact => one.Low <= fact.Number && fact.Number <= one.High),
        PolicyCondition.Member one => Of(facts[one.Feature], fact => fact.Words.Any(one.Words.Contains) != one.Negated),
        PolicyCondition.Missing one => PolicyTruths.Of((facts[one.Feature] is null) != one.Negated),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static PolicyTruth Of(PolicyFact? fact, Func<PolicyFact, bool> holds)
        => fact is { } known ? PolicyTruths.Of(holds(known)) : PolicyTruth.Unknown;

    private static bool Compare(long number, PolicyComparison how, long value) => how switch
    {
        PolicyComparison.Equal => number == value,
        PolicyComparison.NotEqual => number != value,
        PolicyComparison.Less => number < value,
        PolicyComparison.LessOrEqual => number <= value,
        PolicyComparison.Greater => number > value,
        PolicyComparison.GreaterOrEqual => number >= value,
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Not a comparison."),
    };
}
