using System.Collections.Immutable;
using System.Reflection;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Decides one screening: asks every gate, and combines their answers by one rule. Pure.</summary>
public static class ScreeningEngine
{
    /// <summary>Version of the engine, as evidence records it.</summary>
    public static string Version { get; } = typeof(ScreeningEngine).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Decides a request.</summary>
    public static ScreeningOutcome Decide(ScreeningRequest request, ScreeningContext context)
    {
        var found = ListGate.Search(request, context);
        ImmutableArray<GateResult> gates =
        [
            found.Gate,
            OwnershipGate.Decide(request, context),
            LocationGate.Decide(request, context),
            ExportGate.Decide(request, context, found.Hits),
            ProviderGate.Decide(request, context),
            ReadinessGate.Decide(request, context),
        ];
        return new ScreeningOutcome
        {
            Decision = gates.Max(gate => gate.Decision),
            Action = gates.Max(gate => gate.Action),
            Gates = gates,
            Hits = found.Hits,
            NearMisses = found.NearMisses,
            Missing = found.Missing,
        };
    }
}
