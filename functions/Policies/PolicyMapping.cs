using Compliance.EnforcementCore.Policies;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Functions.Policies;

/// <summary>From the core's shapes to those of the interface.</summary>
internal static class PolicyMapping
{
    public static PolicyVersionsAnswer ToAnswer(this StoredPolicy policy, DateTimeOffset now) => new(policy.Name, policy.Registry.Count,
        policy.Registry.ActiveAt(now)?.Number, [.. policy.Registry.Versions.Select(version
            => ToAnswer(policy.Registry, version, now, text: false))]);

    public static PolicyVersionAnswer ToAnswer(PolicyRegistry registry, PolicyVersion version, DateTimeOffset now, bool text,
        PolicyShadow? shadow = null) => new(
        version.Number, version.Parent, version.Hash, WireNames.Of(registry.StatusOf(version, now)), Act(version.Author)!,
            Act(version.Proposal),
        [.. version.Approvals.Select(act => Act(act)!)], version.Needed, version.Rejection?.Text,
        version.Backtest is { } tried ? new PolicyBacktestNote(tried.At, tried.Cases, tried.Changed, tried.Digest) : null,
        registry.ActivationAt(now) is { DiesAt: { } end } running && running.Version == version.Number && !registry.IsConfirmed(running)
            ? end : null,
        version.ShadowSince is null ? null : new PolicyShadowNote(version.Permille, shadow?.Cases ?? 0, shadow?.Changed ?? 0),
        text ? version.Text : null);

    public static PolicyCheckAnswer ToCheck(PolicyReading reading, PolicyProof? proof) => new(
        [.. reading.Problems.Select(one => new PolicyProblemAnswer(one.Line, one.Column, one.Message, one.Suggestion))],
        reading.Program?.Hash(), reading.Program is { } program ? PolicyFormatter.Format(program) : null, Findings(proof), proof?.Holds
            ?? false);

    public static PolicyFindingAnswer[] Findings(PolicyProof? proof) => [.. (proof?.Findings ?? []).Select(one => new PolicyFindingAnswer(
        WireNames.Of(one.Kind), one.Row, one.Other, one.Text, one.Witness?.Text, one.Prevents))];

    public static PolicyDiffAnswer ToAnswer(this PolicyDifferences differences) => new(
        [.. differences.Rows.Select(row => new PolicyRowChangeAnswer(row.Id, row.Before is null ? null : PolicyFormatter.Format(row.Before),
            row.After is null ? null : PolicyFormatter.Format(row.After)))],
        differences.IsProven, differences.Tightened, differences.Loosened,
        [.. differences.Cells.Select(cell => new PolicyCellAnswer(cell.Witness.Text, PolicyFormatter.Of(cell.Before),
            PolicyFormatter.Of(cell.After)))]);

    public static PolicyBacktestAnswer ToAnswer(this PolicyBacktestResult result, int version, string digest) => new(version, result.Cases,
        result.Changed,
        [.. result.Shifts.Select(one => new PolicyShiftAnswer(PolicyFormatter.Of(one.Before), PolicyFormatter.Of(one.After), one.Cases))],
        [.. result.Outcomes.Select(one => new PolicyOutcomeAnswer(one.Outcome, one.Cases, one.StoppedBefore, one.StoppedAfter))],
        [.. result.Rows.Select(one => new PolicyRowAnswer(one.Row, one.Fired, one.Undecided, one.Alone, one.MostWith, one.Together))],
        result.Immature, result.Refused, digest);

    private static PolicyActAnswer? Act(PolicyAct? act) => act is null ? null : new PolicyActAnswer(act.By.Value, act.At);
}
