using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>A condition on coded values: every comparison has become a range of numbers or a set of classes of words.</summary>
public abstract record PolicyTest
{
    private PolicyTest()
    {
    }

    /// <summary>All of them hold.</summary>
    public sealed record All(ImmutableArray<PolicyTest> Parts) : PolicyTest;

    /// <summary>One of them holds.</summary>
    public sealed record Any(ImmutableArray<PolicyTest> Parts) : PolicyTest;

    /// <summary>It does not hold.</summary>
    public sealed record Not(PolicyTest Part) : PolicyTest;

    /// <summary>The number of a feature lies in a range; both bounds are included.</summary>
    public sealed record InRange(int Feature, long Low, long High) : PolicyTest;

    /// <summary>The class of a word is one of those marked.</summary>
    public sealed record InClasses(int Feature, ImmutableArray<bool> Classes) : PolicyTest;

    /// <summary>One of several codes is of a class of the mask.</summary>
    public sealed record Meets(int Feature, long Mask) : PolicyTest;

    /// <summary>The value is missing.</summary>
    public sealed record Missing(int Feature) : PolicyTest;
}

/// <summary>A row on coded values.</summary>
/// <param name="When">Its condition.</param>
/// <param name="Except">Its exemption; null where it has none.</param>
public sealed record PolicyRuleTest(PolicyTest When, PolicyTest? Except);
