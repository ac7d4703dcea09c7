using System.Collections.Immutable;
using System.Linq.Expressions;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>A policy compiled to machine code, a delegate a row: what requests are decided by.</summary>
public sealed class CompiledPolicy
{
    private const int MaskBits = 64;
    private readonly Func<long[], int>[] _rows;

    /// <summary>Compiles a policy. What counts on a day is said by <see cref="PolicyProgram.On"/> first.</summary>
    public CompiledPolicy(PolicyProgram program)
    {
        (Program, Coding) = (program, PolicyCoding.Of(program));
        _rows = [.. program.Rules.Select(rule => Compile(Coding.Lower(rule)))];
    }

    /// <summary>The policy.</summary>
    public PolicyProgram Program { get; }

    /// <summary>How values are coded for it.</summary>
    public PolicyCoding Coding { get; }

    /// <summary>What the policy says of a case.</summary>
    public PolicyOutcome Evaluate(PolicyFacts facts)
    {
        var values = Coding.Encode(facts);
        return PolicyOutcome.Join(Program.Rules, place => (PolicyAnswer)_rows[place](values));
    }

    /// <summary>What one row says of coded values.</summary>
    public PolicyAnswer Answer(int place, long[] values) => (PolicyAnswer)_rows[place](values);

    /// <summary>The verdict of coded values, without saying whose it is.</summary>
    public PolicyVerdict Verdict(long[] values)
    {
        var verdict = PolicyVerdict.None;
        for (var place = 0; place < _rows.Length; place++)
        {
            var said = Program.Rules[place].VerdictOf((PolicyAnswer)_rows[place](values));
            verdict = said > verdict ? said : verdict;
        }

        return verdict;
    }

    private static Func<long[], int> Compile(PolicyRuleTest rule)
    {
        var values = Expression.Parameter(typeof(long[]), "values");
        var when = Truth(rule.When, values);
        var body = rule.Except is null ? when
            : Expression.Condition(Expression.Equal(Truth(rule.Except, values), Number(PolicyTruth.True)), Number(PolicyTruth.False), when);
        return Expression.Lambda<Func<long[], int>>(body, values).Compile();
    }

    private static Expression Truth(PolicyTest test, ParameterExpression values) => test switch
    {
        PolicyTest.All one => Chain(one.Parts, values, PolicyTruth.False, nameof(Math.Min)),
        PolicyTest.Any one => Chain(one.Parts, values, PolicyTruth.True, nameof(Math.Max)),
        PolicyTest.Not one => Expression.Subtract(Number(PolicyTruth.True), Truth(one.Part, values)),
        PolicyTest.InRange one => Known(values, one.Feature, value => Expression.AndAlso(
            Expression.GreaterThanOrEqual(value, Expression.Constant(one.Low)),
            Expression.LessThanOrEqual(value, Expression.Constant(one.High)))),
        PolicyTest.InClasses one => Known(values, one.Feature, value => InClasses(one.Classes, value)),
        PolicyTest.Meets one => Known(values, one.Feature,
            value => Expression.NotEqual(Expression.And(value, Expression.Constant(one.Mask)), Expression.Constant(0L))),
        PolicyTest.Missing one => Choose(
            Expression.Equal(Expression.ArrayIndex(values, Expression.Constant(one.Feature)), Expression.Constant(PolicyCoding.Unknown))),
        _ => throw new InvalidOperationException($"Unknown test {test.GetType()}."),
    };

    private static Expression InClasses(ImmutableArray<bool> classes, Expression value)
    {
        if (classes.Length > MaskBits)
        {
            return Expression.ArrayIndex(Expression.Constant(classes.ToArray()), Expression.Convert(value, typeof(int)));
        }

        var mask = classes.Select((marked, place) => marked ? 1UL << place : 0).Aggregate(0UL, (all, bit) => all | bit);
        return Expression.NotEqual(Expression.And(Expression.RightShift(Expression.Constant(mask), Expression.Convert(value, typeof(int))),
            Expression.Constant(1UL)), Expression.Constant(0UL));
    }

    // The first part that decides the whole ends the chain.
    private static Expression Chain(ImmutableArray<PolicyTest> parts, ParameterExpression values, PolicyTruth decides, string joined)
    {
        var rest = Truth(parts[^1], values);
        for (var place = parts.Length - 2; place >= 0; place--)
        {
            var first = Expression.Variable(typeof(int));
            rest = Expression.Block([first], Expression.Assign(first, Truth(parts[place], values)),
                Expression.Condition(Expression.Equal(first, Number(decides)), first,
                    Expression.Call(typeof(Math), joined, null, first, rest)));
        }

        return rest;
    }

    private static BlockExpression Known(ParameterExpression values, int feature, Func<Expression, Expression> holds)
    {
        var value = Expression.Variable(typeof(long));
        return Expression.Block([value],
            Expression.Assign(value, Expression.ArrayIndex(values, Expression.Constant(feature))),
            Expression.Condition(Expression.Equal(value, Expression.Constant(PolicyCoding.Unknown)), Number(PolicyTruth.Unknown),
                Choose(holds(value))));
    }

    private static ConditionalExpression Choose(Expression holds)
        => Expression.Condition(holds, Number(PolicyTruth.True), Number(PolicyTruth.False));

    private static ConstantExpression Number(PolicyTruth truth) => Expression.Constant((int)truth);
}
