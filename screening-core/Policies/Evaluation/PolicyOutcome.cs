using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>What a policy says of one case.</summary>
/// <param name="Verdict">The strictest of what rows say; <see cref="PolicyVerdict.None"/> where none speaks.</param>
/// <param name="Fired">Rows whose condition holds, by place.</param>
/// <param name="Undecided">Rows whose condition could not be decided, by place.</param>
public sealed record PolicyOutcome(PolicyVerdict Verdict, ImmutableArray<int> Fired, ImmutableArray<int> Undecided)
{
    /// <summary>Joins what the rows of a policy answer. The order of rows decides nothing.</summary>
    /// <param name="rules">The rows.</param>
    /// <param name="answer">What the row of a place answers.</param>
    public static PolicyOutcome Join(ImmutableArray<PolicyRule> rules, Func<int, PolicyAnswer> answer)
    {
        var verdict = PolicyVerdict.None;
        var (fired, undecided) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        for (var place = 0; place < rules.Length; place++)
        {
            var said = answer(place);
            verdict = (PolicyVerdict)Math.Max((int)verdict, (int)rules[place].VerdictOf(said));
            if (said != PolicyAnswer.Silent)
            {
                (said == PolicyAnswer.Fires ? fired : undecided).Add(place);
            }
        }

        return new PolicyOutcome(verdict, fired.ToImmutable(), undecided.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(PolicyOutcome? other) => other is not null && Verdict == other.Verdict
        && Fired.AsSpan().SequenceEqual(other.Fired.AsSpan()) && Undecided.AsSpan().SequenceEqual(other.Undecided.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Verdict, Fired.Length, Undecided.Length);
}
