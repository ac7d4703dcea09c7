using System.Collections.Immutable;
using System.Numerics;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>What a policy says of many cases.</summary>
/// <param name="Verdicts">The verdict of each case.</param>
/// <param name="Rows">What each row says, in the order of the rows.</param>
public sealed record PolicyColumnOutcome(ImmutableArray<PolicyVerdict> Verdicts, ImmutableArray<PolicyColumnAnswers> Rows)
{
    /// <summary>What one row says of one case.</summary>
    public PolicyAnswer Answer(int row, int place) => Rows[row].Of(place);

    /// <summary>How many cases have a verdict.</summary>
    public int CountOf(PolicyVerdict verdict) => Verdicts.Count(one => one == verdict);
}

/// <summary>What one row says of many cases, a bit a case.</summary>
public sealed class PolicyColumnAnswers
{
    private readonly ulong[] _fired;
    private readonly ulong[] _undecided;

    internal PolicyColumnAnswers(string id, ulong[] fired, ulong[] undecided) => (Id, _fired, _undecided) = (id, fired, undecided);

    /// <summary>The row.</summary>
    public string Id { get; }

    /// <summary>In how many cases its condition holds.</summary>
    public int Fired => _fired.Sum(BitOperations.PopCount);

    /// <summary>In how many cases its condition cannot be decided.</summary>
    public int Undecided => _undecided.Sum(BitOperations.PopCount);

    /// <summary>What it says of a case.</summary>
    public PolicyAnswer Of(int place) => (_fired[place / 64] >> (place % 64) & 1) != 0 ? PolicyAnswer.Fires
        : (_undecided[place / 64] >> (place % 64) & 1) != 0 ? PolicyAnswer.Unknown : PolicyAnswer.Silent;

    /// <summary>In how many cases both conditions hold.</summary>
    public int Together(PolicyColumnAnswers other) => _fired.Zip(other._fired, (one, two) => BitOperations.PopCount(one & two)).Sum();
}
