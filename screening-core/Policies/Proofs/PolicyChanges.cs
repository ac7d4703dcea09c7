using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>A row that differs between two versions.</summary>
/// <param name="Id">The row.</param>
/// <param name="Before">It before; null where it was added.</param>
/// <param name="After">It after; null where it was removed.</param>
public sealed record PolicyRowChange(string Id, PolicyRule? Before, PolicyRule? After);

/// <summary>A case that is decided differently.</summary>
/// <param name="Witness">The case.</param>
/// <param name="Before">The verdict before.</param>
/// <param name="After">The verdict after.</param>
public sealed record PolicyCellChange(PolicyWitness Witness, PolicyVerdict Before, PolicyVerdict After);

/// <summary>What differs between two versions: rows, and cases.</summary>
/// <param name="Rows">Rows that were added, removed or changed.</param>
/// <param name="Loosened">How many cells get a milder verdict, or the same with less required.</param>
/// <param name="Tightened">How many cells get a stricter one.</param>
/// <param name="Cells">The first of them.</param>
/// <param name="IsProven">False where there are more cells than the budget: then nothing is claimed of them.</param>
public sealed record PolicyDifferences(ImmutableArray<PolicyRowChange> Rows, long Loosened, long Tightened,
    ImmutableArray<PolicyCellChange> Cells, bool IsProven);

/// <summary>Compares two versions of a policy.</summary>
public static class PolicyChanges
{
    private const int Shown = 20;

    /// <summary>What differs on a day.</summary>
    public static PolicyDifferences Between(PolicyProgram before, PolicyProgram after, DateOnly day,
        long budget = PolicyProver.DefaultBudget)
    {
        var rows = Rows(before, after);
        try
        {
            return Cells(before.On(day), after.On(day), budget) with { Rows = rows };
        }
        catch (PolicyLimitException)
        {
            return new PolicyDifferences(rows, 0, 0, [], IsProven: false);
        }
    }

    private static ImmutableArray<PolicyRowChange> Rows(PolicyProgram before, PolicyProgram after)
    {
        var (old, fresh) = (before.Rules.ToDictionary(rule => rule.Id), after.Rules.ToDictionary(rule => rule.Id));
        return [.. old.Keys.Union(fresh.Keys).Order(StringComparer.Ordinal)
            .Select(id => new PolicyRowChange(id, old.GetValueOrDefault(id), fresh.GetValueOrDefault(id)))
            .Where(change => change.Before is null || change.After is null
                || Text.PolicyFormatter.Format(change.Before) != Text.PolicyFormatter.Format(change.After)
                || ListsOf(change.Before) != ListsOf(change.After))];
    }

    // A row changes, too, when a list that it names does.
    private static string ListsOf(PolicyRule rule)
        => string.Join('\n', PolicyWordsOf.Row(rule).Select(words => $"{words.List}={string.Join(',', words.Words)}"));

    private static PolicyDifferences Cells(PolicyProgram before, PolicyProgram after, long budget)
    {
        var (old, fresh) = PolicyJoining.Join(before, after);
        var coding = new PolicyCoding(old.Features, PolicyCoding.ConditionsOf(old).Concat(PolicyCoding.ConditionsOf(fresh)));
        var cells = new PolicyCells(coding, PolicyCoding.ConditionsOf(old).Concat(PolicyCoding.ConditionsOf(fresh)).Select(coding.Lower),
            old.Orders);
        var (oldRows, freshRows) = (Answers(old, cells), Answers(fresh, cells));
        // Rows that stand in both versions say the same; only where a row that differs speaks can the joined answer differ.
        bool differs(CellAnswer row, ImmutableArray<CellAnswer> others) => !others.Any(other => other.Rule.Id == row.Rule.Id
            && Text.PolicyFormatter.Format(other.Rule) == Text.PolicyFormatter.Format(row.Rule)
            && ListsOf(other.Rule) == ListsOf(row.Rule));
        var changed = oldRows.Where(row => differs(row, freshRows)).Concat(freshRows.Where(row
            => differs(row, oldRows))).ToImmutableArray();
        var features = changed.Concat(oldRows).Concat(freshRows).SelectMany(row => row.Rule.Features()).Select(one => one.Index).Distinct()
            .ToImmutableArray();
        var (loosened, tightened) = (0L, 0L);
        var found = ImmutableArray.CreateBuilder<PolicyCellChange>();
        var search = new CellSearch(cells, features, budget);
        var (_, witnesses) = search.Count(chosen =>
        {
            if (changed.All(row => row.Of(chosen) == CellAnswer.CanBeSilent))
            {
                return CellStep.None;
            }

            if (Of(oldRows, chosen) is not { } was || Of(freshRows, chosen) is not { } now)
            {
                return CellStep.Some;
            }

            if (was == now)
            {
                return CellStep.None;
            }

            if (features.All(feature => chosen[feature] >= 0))
            {
                var milder = now.Verdict < was.Verdict || (now.Verdict == was.Verdict && !was.Required.IsSubsetOf(now.Required));
                (loosened, tightened) = milder ? (loosened + 1, tightened) : (loosened, tightened + 1);
                if (found.Count < Shown)
                {
                    found.Add(new PolicyCellChange(new PolicyWitness([]), was.Verdict, now.Verdict));
                }
            }

            return CellStep.All;
        }, Shown);
        return new PolicyDifferences([], loosened, tightened,
            [.. found.Zip(witnesses, (change, witness) => change with { Witness = witness })], IsProven: true);
    }

    private static ImmutableArray<CellAnswer> Answers(PolicyProgram program, PolicyCells cells)
        => [.. program.Rules.Select(rule => new CellAnswer(rule, cells))];

    private static CellDecision? Of(ImmutableArray<CellAnswer> rows, int[] chosen)
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

            verdict = most > verdict ? most : verdict;
            if (mask == CellAnswer.CanFire)
            {
                required.UnionWith(row.Rule.Then.Parameters.Select(one => $"{one.Name}: {string.Join(' ', one.Values)}"));
            }
        }

        // What is required of something that does not go on makes no difference.
        return new CellDecision(verdict, verdict == PolicyVerdict.Block ? [] : required.ToImmutable());
    }

    private sealed record CellDecision(PolicyVerdict Verdict, ImmutableSortedSet<string> Required)
    {
        public bool Equals(CellDecision? other) => other is not null && Verdict == other.Verdict && Required.SetEquals(other.Required);

        public override int GetHashCode() => HashCode.Combine(Verdict, Required.Count);
    }
}
