using System.Collections.Immutable;
using System.Reflection;
using Compliance.ScreeningCore.Matching;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Decides one screening: asks every gate, and combines their answers by one rule. Pure.</summary>
public static class ScreeningEngine
{
    private const int BuildDigits = 12;

    /// <summary>
    /// Version of the engine, as evidence records it: the version number and the build, <c>0.1.0+4f1c09a2b7de</c>. The build is the
    /// identity that the compiler gave this module: the same sources give the same one in any folder, any other rule or table another one,
    /// whether or not somebody raised the number.
    /// </summary>
    public static string Version { get; } = VersionOf(typeof(ScreeningEngine).Module);

    /// <summary>The version of a build of this module.</summary>
    internal static string VersionOf(Module module) =>
        $"{module.Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}+{module.ModuleVersionId.ToString("N")[..BuildDigits]}";

    /// <summary>Decides a request.</summary>
    public static ScreeningOutcome Decide(ScreeningRequest request, ScreeningContext context)
    {
        context = context with { Budget = new WorkBudget(context.Cancellation) };
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
