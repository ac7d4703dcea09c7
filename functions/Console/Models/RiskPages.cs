using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Risk;

namespace Compliance.Functions.Console.Models;

/// <summary>A version of the score's model, whom it would touch, and how it does beside the one in force; null where nobody
/// asked.</summary>
public sealed record RiskModelPage(RiskModelRegistry Registry, RiskModelVersion Version, PreviewAnswer? Preview,
    ComparisonAnswer? Comparison);

/// <summary>What the ladder does by itself, and whom it would touch; null where nobody asked.</summary>
public sealed record LadderPage(LadderStateAnswer State, PreviewAnswer? Preview);
