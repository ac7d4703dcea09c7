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
/// <param name="Loosened">In how many cells some case gets a milder verdict, or the same with less required. A cell is one of the
/// features that rows which differ ask for.</param>
/// <param name="Tightened">In how many cells some case gets a stricter one.</param>
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
                || !Same(change.Before, change.After))];
    }

    // A row changes, too, when a list that it names does.
    private static string ListsOf(PolicyRule rule)
        => string.Join('\n', PolicyWordsOf.Row(rule).Select(words => $"{words.List}={string.Join(',', words.Words)}"));

    private static PolicyDifferences Cells(PolicyProgram before, PolicyProgram after, long budget)
    {
        var (old, fresh) = PolicyJoining.Join(before, after);
        var conditions = PolicyCoding.ConditionsOf(old).Concat(PolicyCoding.ConditionsOf(fresh)).ToArray();
        var coding = new PolicyCoding(old.Features, conditions);
        var cells = new PolicyCells(coding, conditions.Select(coding.Lower), old.Orders);
        // Rows that stand in both versions say the same in both: only where another row speaks can the joined answer differ.
        var same = old.Rules.Where(rule => fresh.Rules.Any(other => Same(rule, other))).Select(rule => rule.Id)
            .ToImmutableHashSet(StringComparer.Ordinal);
        return new CellComparison(cells, Answers(old, cells, rule => !same.Contains(rule.Id)),
            Answers(fresh, cells, rule => !same.Contains(rule.Id)), Answers(fresh, cells, rule => same.Contains(rule.Id)),
                budget).Run(Shown);
    }

    private static bool Same(PolicyRule one, PolicyRule other) => one.Id == other.Id
        && Text.PolicyFormatter.Format(one) == Text.PolicyFormatter.Format(other) && ListsOf(one) == ListsOf(other);

    private static ImmutableArray<CellAnswer> Answers(PolicyProgram program, PolicyCells cells, Func<PolicyRule, bool> which)
        => [.. program.Rules.Where(which).Select(rule => new CellAnswer(rule, cells))];
}
