using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Risk;

namespace Compliance.Functions.Console.Models;

/// <summary>A version of the score's model, and whom it would touch; null where nobody asked.</summary>
public sealed record RiskModelPage(RiskModelRegistry Registry, RiskModelVersion Version, PreviewAnswer? Preview);

/// <summary>What the ladder does by itself, and whom it would touch; null where nobody asked.</summary>
public sealed record LadderPage(LadderStateAnswer State, PreviewAnswer? Preview);
