using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>
/// Compares two versions cell by cell. Outside, the features that differing rows ask for get their cells; inside, for each cell in which
/// those rows say different things, a case is looked for in which the rows that both versions share do not say as much anyway.
/// </summary>
internal sealed class CellComparison(PolicyCells cells, ImmutableArray<CellAnswer> before, ImmutableArray<CellAnswer> after,
    ImmutableArray<CellAnswer> shared, long budget)
{
    private long _loosened;
    private long _tightened;
    private long _inside;

    /// <summary>What differs.</summary>
    /// <exception cref="PolicyLimitException">The budget ended first.</exception>
    public PolicyDifferences Run(int shown)
    {
        var outer = ByUse(before.Concat(after));
        var rest = ByUse(shared).Except(outer).ToImmutableArray();
        var found = ImmutableArray.CreateBuilder<PolicyCellChange>();
        new CellSearch(cells, outer, budget).Count(chosen =>
        {
            if (Said(before, chosen) is not { } was || Said(after, chosen) is not { } now)
            {
                return before.Concat(after).All(row => row.Of(chosen) == CellAnswer.CanBeSilent) ? CellStep.None : CellStep.Some;
            }

            if (was.Equals(now))
            {
                return CellStep.None;
            }

            if (outer.Any(feature => chosen[feature] < 0))
            {
                return CellStep.Some;
            }

            var (milder, stricter) = (Differs(chosen, rest, was, now), Differs(chosen, rest, now, was));
            (_loosened, _tightened) = (_loosened + (milder is null ? 0 : 1), _tightened + (stricter is null ? 0 : 1));
            foreach (var witness in new[] { milder, stricter }.OfType<PolicyWitness>().Take(shown - found.Count))
            {
                found.Add(new PolicyCellChange(witness, Joined(was, witness), Joined(now, witness)));
            }

            return milder is null && stricter is null ? CellStep.None : CellStep.All;
        }, 0);
        return new PolicyDifferences([], _loosened, _tightened, found.ToImmutable(), IsProven: true);
    }

    /// <summary>A case of the cell in which the milder side is milder after the shared rows spoke; null where there is none.</summary>
    private PolicyWitness? Differs(int[] chosen, ImmutableArray<int> rest, CellSaid strict, CellSaid mild)
    {
        var lacking = strict.Required.Except(mild.Required);
        if (strict.Verdict <= mild.Verdict && lacking.IsEmpty)
        {
            return null;
        }

        var search = new CellSearch(cells, rest, budget - _inside).From(chosen); // All searches inside share one budget.
        var witness = search.Find(open =>
        {
            var (least, most) = Bounds(open);
            if (strict.Verdict > mild.Verdict && most < strict.Verdict)
            {
                return CellStep.All;
            }

            if (least == PolicyVerdict.Block || (least >= strict.Verdict && lacking.IsEmpty))
            {
                return CellStep.None;
            }

            if (Said(shared, open) is not { } also)
            {
                return CellStep.Some;
            }

            var (was, now) = (Stricter(strict.Verdict, also.Verdict), Stricter(mild.Verdict, also.Verdict));
            return now < was || (now == was && now != PolicyVerdict.Block && !lacking.IsSubsetOf(also.Required)) ? CellStep.All
                : CellStep.None;
        });
        _inside += search.Steps;
        return witness is null ? null : Whole(chosen, witness);
    }

    // The cells of the outer features with those that the inner search chose.
    private PolicyWitness Whole(int[] chosen, PolicyWitness inner) => new([.. cells.Coding.Features
        .Where(feature => chosen[feature.Index] >= 0 && inner.Values.All(pair => pair.Key.Index != feature.Index))
        .Select(feature => KeyValuePair.Create(feature, cells.Of(feature.Index)[chosen[feature.Index]])).Concat(inner.Values)
        .OrderBy(pair => pair.Key.Index)]);

    private PolicyVerdict Joined(CellSaid said, PolicyWitness witness)
    {
        var chosen = Enumerable.Repeat(-1, cells.Coding.Features.Length).ToArray();
        foreach (var (feature, cell) in witness.Values)
        {
            chosen[feature.Index] = cells.Of(feature.Index).IndexOf(cell);
        }

        return Stricter(said.Verdict, Bounds(chosen).Least);
    }

    private (PolicyVerdict Least, PolicyVerdict Most) Bounds(int[] chosen)
    {
        var (least, most) = (PolicyVerdict.None, PolicyVerdict.None);
        foreach (var row in shared)
        {
            var (one, other) = row.Verdicts(row.Of(chosen));
            (least, most) = (Stricter(least, one), Stricter(most, other));
        }

        return (least, most);
    }

    private static PolicyVerdict Stricter(PolicyVerdict one, PolicyVerdict other) => one > other ? one : other;

    // What rows say together; null where that is still open.
    private static CellSaid? Said(ImmutableArray<CellAnswer> rows, int[] chosen)
    {
        var verdict = PolicyVerdict.None;
        var required = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var mask = row.Of(chosen);
            var (least, most) = row.Verdicts(mask);
            if (least != most || (mask != CellAnswer.CanFire && (mask & CellAnswer.CanFire) != 0 && !row.Rule.Then.Parameters.IsEmpty))
            {
                return null;
            }

            verdict = Stricter(verdict, most);
            if (mask == CellAnswer.CanFire)
            {
                required.UnionWith(row.Rule.Then.Parameters.Select(one => $"{one.Name}: {string.Join(' ', one.Values)}"));
            }
        }

        // What is required of something that does not go on makes no difference.
        return new CellSaid(verdict, verdict == PolicyVerdict.Block ? [] : required.ToImmutable());
    }

    private static ImmutableArray<int> ByUse(IEnumerable<CellAnswer> rows) => [.. rows.SelectMany(row => row.Rule.Features())
        .GroupBy(feature => feature.Index).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)];

    private sealed record CellSaid(PolicyVerdict Verdict, ImmutableSortedSet<string> Required)
    {
        public bool Equals(CellSaid? other) => other is not null && Verdict == other.Verdict && Required.SetEquals(other.Required);

        public override int GetHashCode() => HashCode.Combine(Verdict, Required.Count);
    }
}
