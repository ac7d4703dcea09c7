using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Operations.Controls;

/// <summary>What one run of the self-test found.</summary>
/// <param name="RanAt">When.</param>
/// <param name="Policy">Version and hash of the policy that was tested.</param>
/// <param name="Probes">How many synthetic requests were decided.</param>
/// <param name="Failures">Those that were decided too mildly; empty where the control works.</param>
internal sealed record ControlReport(DateTimeOffset RanAt, string Policy, int Probes, ImmutableArray<ProbeFailure> Failures);

/// <summary>A probe that was not stopped.</summary>
/// <param name="Probe">Its id, such as <c>probe:UA-40:login:network</c>.</param>
/// <param name="Place">The place it pretends to come from.</param>
/// <param name="Expected">The mildest decision that is right.</param>
/// <param name="Decided">What was decided.</param>
internal sealed record ProbeFailure(string Probe, string Place, Decision Expected, Decision Decided);
