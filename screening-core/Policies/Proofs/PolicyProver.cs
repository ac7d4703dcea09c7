using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>
/// Proves what holds of a policy in every case, by cells: the answers are exact, and each has a case that shows it. It covers the rows;
/// that
/// values are measured rightly is not its matter.
/// </summary>
public sealed class PolicyProver
{
    /// <summary>Steps of one question beyond which nothing is claimed.</summary>
    public const long DefaultBudget = 10_000_000;

    private readonly PolicyProgram _program;
    private readonly PolicyCells _cells;
    private readonly ImmutableArray<CellAnswer> _rows;
    private readonly long _budget;
    private long _steps;

    /// <summary>Prepares the cells of a policy as it counts on a day.</summary>
    /// <exception cref="PolicyLimitException">A feature has too many cells.</exception>
    public PolicyProver(PolicyProgram program, long budget = DefaultBudget)
    {
        (_program, _budget, _cells) = (program, budget, PolicyCells.Of(program));
        _rows = [.. program.Rules.Select(rule => new CellAnswer(rule, _cells))];
    }

    /// <summary>All that can be found in a policy on a day.</summary>
    public static PolicyProof Prove(PolicyProgram program, DateOnly day, long budget = DefaultBudget)
    {
        var today = program.On(day);
        try
        {
            var prover = new PolicyProver(today, budget);
            return new PolicyProof(program.Hash(), day, [.. prover.All().OrderBy(one => one.Kind)
                .ThenBy(one => one.Row, StringComparer.Ordinal).ThenBy(one => one.Other, StringComparer.Ordinal)], prover._steps);
        }
        catch (PolicyLimitException error)
        {
            return new PolicyProof(program.Hash(), day, [new PolicyFinding(PolicyFindingKind.NotProven, "", "", error.Message, null)], 0);
        }
    }

    /// <summary>A case in which a row fires; null where it never does.</summary>
    public PolicyWitness? Fires(int row) => Find([row], mask => mask[0] switch
    {
        CellAnswer.CanFire => CellStep.All,
        var one when (one & CellAnswer.CanFire) != 0 => CellStep.Some,
        _ => CellStep.None,
    });

    /// <summary>A case with known values in which a row does not fire; null where it always does.</summary>
    public PolicyWitness? DoesNotFire(int row) => Find([row], mask => mask[0] switch
    {
        CellAnswer.CanFire => CellStep.None,
        var one when (one & CellAnswer.CanFire) == 0 => CellStep.All,
        _ => CellStep.Some,
    }, knownOnly: true);

    /// <summary>A case in which a row says something that another one does not; null where the other one implies it.</summary>
    public PolicyWitness? SaysMore(int row, int other)
    {
        var (mine, theirs) = (_program.Rules[row], _program.Rules[other]);
        return Find([row, other], mask =>
        {
            var (included, missing) = (false, false);
            for (var said = 0; said < 9; said++)
            {
                var (one, two) = ((PolicyAnswer)(said / 3), (PolicyAnswer)(said % 3));
                if ((mask[0] & (1 << (int)one)) != 0 && (mask[1] & (1 << (int)two)) != 0)
                {
                    (included, missing) = Includes(mine, one, theirs, two) ? (true, missing) : (included, true);
                }
            }

            return !missing ? CellStep.None : included ? CellStep.Some : CellStep.All;
        });
    }

    /// <summary>A case in which both rows fire; null where there is none.</summary>
    public PolicyWitness? FireTogether(int row, int other) => Find([row, other], mask =>
        ((mask[0] & mask[1]) & CellAnswer.CanFire) == 0 ? CellStep.None
        : mask[0] == CellAnswer.CanFire && mask[1] == CellAnswer.CanFire ? CellStep.All : CellStep.Some);

    /// <summary>A case in which one of two rows fires and the other does not; null where they fire in the same cases.</summary>
    public PolicyWitness? FireApart(int row, int other) => Find([row, other], mask =>
    {
        var (one, two) = (Firing(mask[0]), Firing(mask[1]));
        return one is { } first && two is { } second ? first != second ? CellStep.All : CellStep.None : CellStep.Some;
    });

    /// <summary>A case in which no row speaks; null where there is none.</summary>
    public PolicyWitness? Uncovered() => Find([.. Enumerable.Range(0, _rows.Length)], mask =>
        mask.Any(one => (one & CellAnswer.CanBeSilent) == 0) ? CellStep.None
        : mask.All(one => one == CellAnswer.CanBeSilent) ? CellStep.All : CellStep.Some);

    /// <summary>A case that an obligation names and in which no row is strict enough; null where it is met.</summary>
    public PolicyWitness? Unmet(PolicyObligation obligation)
    {
        var when = CellTruth.Make(_cells.Coding.Lower(obligation.When), _cells);
        var concerned = _rows.Where(row => row.Rule.Then.Verdict >= obligation.AtLeast || row.Rule.Unknown >= obligation.AtLeast)
            .ToImmutableArray();
        var features = obligation.When.Features().Select(feature => feature.Index)
            .Concat(ByUse(concerned.SelectMany(row => row.Rule.Features()))).Distinct();
        return Search([.. features], chosen =>
        {
            var named = when.Of(chosen);
            if ((named & CellTruth.CanBeTrue) == 0)
            {
                return CellStep.None;
            }

            var certainlyMild = true;
            foreach (var row in concerned)
            {
                var (least, most) = row.Verdicts(row.Of(chosen));
                if (least >= obligation.AtLeast)
                {
                    return CellStep.None;
                }

                certainlyMild &= most < obligation.AtLeast;
            }

            return certainlyMild && named == CellTruth.CanBeTrue ? CellStep.All : CellStep.Some;
        }, knownOnly: false);
    }

    private IEnumerable<PolicyFinding> All()
    {
        var findings = new List<PolicyFinding>();
        foreach (var obligation in _program.Obligations)
        {
            Ask(findings, "", () => Unmet(obligation) is { } gap ? new PolicyFinding(PolicyFindingKind.Unmet, "", "",
                $"“must {PolicyFormatter.Of(obligation.AtLeast)} when {PolicyFormatter.Of(obligation.When)}” is not met.", gap) : null);
        }

        for (var row = 0; row < _rows.Length; row++)
        {
            var (one, id) = (row, _program.Rules[row].Id);
            Ask(findings, id, () => Fires(one) is null ? new PolicyFinding(PolicyFindingKind.NeverFires, id, "",
                $"The row {id} can never fire.", null) : null);
            Ask(findings, id, () => DoesNotFire(one) is null ? new PolicyFinding(PolicyFindingKind.AlwaysFires, id, "",
                $"The row {id} fires in every case whose values are known.", null) : null);
            for (var other = 0; other < _rows.Length; other++)
            {
                var two = other;
                if (row != other && (Relevant(one, two) || SameClause(_program.Rules[one], _program.Rules[two])))
                {
                    Ask(findings, id, () => Pair(one, two));
                }
            }
        }

        Ask(findings, "", () => Uncovered() is { } open
            ? new PolicyFinding(PolicyFindingKind.Uncovered, "", "", "There are cases in which no row speaks.", open) : null);
        return findings;
    }

    private PolicyFinding? Pair(int row, int other)
    {
        var (mine, theirs) = (_program.Rules[row], _program.Rules[other]);
        if (row < other && mine.Then != theirs.Then && FireTogether(row, other) is { } both
            && (SameClause(mine, theirs) || FireApart(row, other) is null))
        {
            return new PolicyFinding(PolicyFindingKind.Contradiction, mine.Id, theirs.Id, SameClause(mine, theirs)
                ? $"The rows {mine.Id} and {theirs.Id} rest on one clause and do different things in one case."
                : $"The rows {mine.Id} and {theirs.Id} fire in the same cases and do different things.", both);
        }

        // Of two rows that say the same, the later one is implied.
        return theirs.Then.Includes(mine.Then) && SaysMore(row, other) is null && (row > other || SaysMore(other, row) is not null)
            && Fires(row) is { } shown
            ? new PolicyFinding(PolicyFindingKind.Implied, mine.Id, theirs.Id,
                $"Wherever the row {mine.Id} speaks, {theirs.Id} says as much.",
                shown) : null;
    }

    private bool Relevant(int row, int other) => _program.Rules[row].Features().Any(_program.Rules[other].Features().Contains);

    private static bool SameClause(PolicyRule one, PolicyRule other) => one.Basis.Clause.Length > 0
        && one.Basis.Authority == other.Basis.Authority && one.Basis.Clause == other.Basis.Clause;

    private static bool Includes(PolicyRule mine, PolicyAnswer one, PolicyRule theirs, PolicyAnswer two) => (one, two) switch
    {
        (PolicyAnswer.Silent, _) => true,
        (PolicyAnswer.Fires, PolicyAnswer.Fires) => theirs.Then.Includes(mine.Then),
        _ => theirs.VerdictOf(two) is var said && said >= mine.VerdictOf(one)
            && (one != PolicyAnswer.Fires || mine.Then.Parameters.IsEmpty || said == PolicyVerdict.Block),
    };

    private static bool? Firing(int mask) => mask == CellAnswer.CanFire ? true : (mask & CellAnswer.CanFire) == 0 ? false : null;

    private void Ask(List<PolicyFinding> findings, string row, Func<PolicyFinding?> question)
    {
        try
        {
            if (question() is { } found)
            {
                findings.Add(found);
            }
        }
        catch (PolicyLimitException error)
        {
            findings.Add(new PolicyFinding(PolicyFindingKind.NotProven, row, "", $"Not proven: {error.Message}", null));
        }
    }

    private PolicyWitness? Find(ImmutableArray<int> rows, Func<int[], CellStep> judge, bool knownOnly = false)
    {
        var masks = new int[rows.Length];
        return Search(ByUse(rows.SelectMany(row => _program.Rules[row].Features())), chosen =>
        {
            for (var place = 0; place < masks.Length; place++)
            {
                masks[place] = _rows[rows[place]].Of(chosen);
            }

            return judge(masks);
        }, knownOnly);
    }

    private PolicyWitness? Search(ImmutableArray<int> features, Func<int[], CellStep> judge, bool knownOnly)
    {
        var search = new CellSearch(_cells, features, _budget) { KnownOnly = knownOnly };
        try
        {
            return search.Find(judge);
        }
        finally
        {
            _steps += search.Steps;
        }
    }

    // What most rows ask for comes first: it decides most at once.
    private static ImmutableArray<int> ByUse(IEnumerable<PolicyFeature> used) => [.. used.GroupBy(feature => feature.Index)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)];
}
