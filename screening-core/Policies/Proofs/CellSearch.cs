using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>What is known of all cases that agree with the cells chosen so far.</summary>
internal enum CellStep
{
    /// <summary>None of them is looked for.</summary>
    None,

    /// <summary>Some may be.</summary>
    Some,

    /// <summary>All of them are.</summary>
    All,
}

/// <summary>
/// Looks for a case among all cells: features get a cell one after the other, and a branch is left where nothing in it can be looked for.
/// It is exact: what it does not find is not there. Cases that break a promise between values are none.
/// </summary>
internal sealed class CellSearch(PolicyCells cells, ImmutableArray<int> features, long budget)
{
    private readonly int[] _chosen = [.. Enumerable.Repeat(-1, cells.Coding.Features.Length)];
    private long _steps;

    /// <summary>Steps that were made.</summary>
    public long Steps => _steps;

    /// <summary>True where missing values are left out.</summary>
    public bool KnownOnly { get; init; }

    /// <summary>Looks on from cells that were chosen before; the features that are left open are those of the search.</summary>
    public CellSearch From(int[] chosen)
    {
        chosen.CopyTo(_chosen, 0);
        foreach (var feature in features)
        {
            _chosen[feature] = -1;
        }

        return this;
    }

    /// <summary>The first case that is looked for; null where there is none.</summary>
    /// <exception cref="PolicyLimitException">The budget ended first: nothing is proved.</exception>
    public PolicyWitness? Find(Func<int[], CellStep> judge) => Search(0, judge) ? Witness() : null;

    /// <summary>How many cases are looked for, with the first few of them.</summary>
    public (long Count, ImmutableArray<PolicyWitness> First) Count(Func<int[], CellStep> judge, int shown)
    {
        var first = ImmutableArray.CreateBuilder<PolicyWitness>();
        return (Counted(0, judge, first, shown), first.ToImmutable());
    }

    private bool Search(int depth, Func<int[], CellStep> judge)
    {
        var step = Judged(judge);
        if (step == CellStep.None)
        {
            return false;
        }

        // Where missing values are left out, a branch may hold no case that keeps every promise, so it is followed to its end.
        if (step == CellStep.All && (!KnownOnly || depth == features.Length))
        {
            Complete(depth);
            return true;
        }

        if (depth == features.Length)
        {
            throw new InvalidOperationException("A case with a cell for every feature was not decided.");
        }

        var feature = features[depth];
        for (var place = 0; place < Choices(feature); place++)
        {
            if (Fits(feature, place))
            {
                _chosen[feature] = place;
                if (Search(depth + 1, judge))
                {
                    return true;
                }
            }
        }

        _chosen[feature] = -1;
        return false;
    }

    private long Counted(int depth, Func<int[], CellStep> judge, ImmutableArray<PolicyWitness>.Builder first, int shown)
    {
        var step = Judged(judge);
        if (step == CellStep.None)
        {
            return 0;
        }

        if (depth == features.Length)
        {
            if (step != CellStep.All)
            {
                throw new InvalidOperationException("A case with a cell for every feature was not decided.");
            }

            if (first.Count < shown)
            {
                first.Add(Witness());
            }

            return 1;
        }

        var (feature, count) = (features[depth], 0L);
        for (var place = 0; place < Choices(feature); place++)
        {
            if (Fits(feature, place))
            {
                _chosen[feature] = place;
                count += Counted(depth + 1, judge, first, shown);
            }
        }

        _chosen[feature] = -1;
        return count;
    }

    private CellStep Judged(Func<int[], CellStep> judge) => ++_steps <= budget ? judge(_chosen)
        : throw new PolicyLimitException($"More than {budget} cases would have to be looked at.");

    private int Choices(int feature) => cells.Of(feature).Length - (KnownOnly ? 1 : 0);

    // Pairs suffice: where every pair of intervals can keep its order, all can at once.
    private bool Fits(int feature, int place)
    {
        var cell = cells.Of(feature)[place];
        if (cell.Code == PolicyCoding.Unknown)
        {
            return true;
        }

        foreach (var greater in cells.NotGreaterThan(feature))
        {
            if (Chosen(greater) is { } other && cell.Low > other.High)
            {
                return false;
            }
        }

        foreach (var smaller in cells.NotLessThan(feature))
        {
            if (Chosen(smaller) is { } other && other.Low > cell.High)
            {
                return false;
            }
        }

        return true;
    }

    private PolicyCell? Chosen(int feature) => _chosen[feature] >= 0 && cells.Of(feature)[_chosen[feature]] is { } cell
        && cell.Code != PolicyCoding.Unknown ? cell : null;

    // All cases of the branch are looked for, so the first that keeps every promise will do; a missing value keeps all of them.
    private void Complete(int depth)
    {
        foreach (var feature in features.AsSpan()[depth..])
        {
            _chosen[feature] = -1;
            _chosen[feature] = Enumerable.Range(0, Choices(feature)).First(place => Fits(feature, place));
        }
    }

    private PolicyWitness Witness() => new([.. features.Order().Where(feature => _chosen[feature] >= 0)
        .Select(feature => KeyValuePair.Create(cells.Coding.Features[feature], cells.Of(feature)[_chosen[feature]]))]);
}
