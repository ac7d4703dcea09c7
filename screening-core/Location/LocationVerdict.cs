using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>How a finding about a place decides.</summary>
public enum PlaceOutcome
{
    /// <summary>Nothing follows.</summary>
    Clear,

    /// <summary>A person must look.</summary>
    Review,

    /// <summary>Services to somebody in the place are prohibited.</summary>
    Prohibited,

    /// <summary>The property of a blocked government is concerned.</summary>
    Blocked,
}

/// <summary>A finding about where somebody is.</summary>
/// <param name="Code">Stable code, such as <c>location.embargoed_network</c>.</param>
/// <param name="Outcome">How it decides.</param>
/// <param name="Text">The finding in a sentence an officer can read aloud.</param>
/// <param name="Authority">What it rests on; null where it is our own rule.</param>
public sealed record PlaceFinding(string Code, PlaceOutcome Outcome, string Text, string? Authority)
{
    /// <summary>The place; null where the finding is that no place is known.</summary>
    public EmbargoedPlace? Place { get; init; }
}

/// <summary>What all evidence together says about one place.</summary>
/// <param name="Place">The place.</param>
/// <param name="LogOdds">Sum of prior, strongest evidence of each group and contradictions.</param>
/// <param name="Evidence">What points there, strongest first; only the first of each group counts.</param>
/// <param name="Contradicting">What points elsewhere, in words.</param>
public sealed record PlaceBelief(EmbargoedPlace Place, double LogOdds, ImmutableArray<LocationEvidence> Evidence,
    ImmutableArray<string> Contradicting)
{
    /// <summary>Probability that the person is there, 0 to 1.</summary>
    public double Probability => 1 / (1 + Math.Exp(-LogOdds));
}

/// <summary>The verdict over all places.</summary>
/// <param name="Beliefs">One per place that any evidence points to, by code.</param>
/// <param name="Findings">What follows; empty where nothing does.</param>
/// <param name="HasSignals">False where nothing about a place was submitted at all: the question was not asked.</param>
public sealed record LocationVerdict(ImmutableArray<PlaceBelief> Beliefs, ImmutableArray<PlaceFinding> Findings, bool HasSignals)
{
    /// <summary>The gravest outcome.</summary>
    public PlaceOutcome Outcome => Findings.IsEmpty ? PlaceOutcome.Clear : Findings.Max(finding => finding.Outcome);
}
