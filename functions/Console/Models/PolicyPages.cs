using System.Collections.Immutable;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Policies;
using Compliance.Functions.Routing;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Functions.Console.Models;

/// <summary>A policy with its versions, the rows that decide, and a text that is being written.</summary>
public sealed record StoredPolicyPage(StoredPolicy Policy, PolicyProgram? Shown, string Text, bool Checked,
    ImmutableArray<PolicyProblem> Problems);

/// <summary>One version, what is proved of it, and what it changes.</summary>
public sealed record PolicyVersionPage(StoredPolicy Policy, PolicyVersion Version, PolicyProof? Proof, PolicyDifferences? Changes,
    DateTimeOffset? DiesAt, PolicyTrialPage? Trial = null);

/// <summary>What a trial over cases came to, or why there was none.</summary>
public sealed record PolicyTrialPage(PolicyBacktestResult? Result, ImmutableArray<string> Problems, string From, string To);

/// <summary>Everything that was asked of the terms, and the ways of a set-up.</summary>
public sealed record ReachabilityPage(string Policy, int Asked, ImmutableArray<ReachedProvider> Providers, string Setup, string? Problem,
    ImmutableArray<RouteBypass>? Ways);

/// <summary>What an organisation narrows, and a request that is tried.</summary>
public sealed record ControlsPage(string? Organisation, IReadOnlyList<ControlRow> Rows, string Body, IReadOnlyList<string> Problems,
    RouteAnswer? Answer);
