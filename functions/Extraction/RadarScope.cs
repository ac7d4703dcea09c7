using System.Collections.Concurrent;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Routing;

namespace Compliance.Functions.Extraction;

/// <summary>Which requests the radar may look at: those to models whose provider forbids to train on answers. These are the models of the
/// providers whose terms ship with the project; services of the platform itself and models that nobody assessed are not.</summary>
internal static class RadarScope
{
    private const string Anybody = "*";
    private const string Own = "own-service";
    private const int MostKnown = 10_000;

    private static readonly string[] Providers = [.. ShippedTerms.Models.Patterns.Select(row => row.Provider).Distinct()
        .Where(provider => provider is not (Anybody or Own))];

    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <summary>True for a model, by its name or by <c>provider/name</c>.</summary>
    public static bool IsGuarded(string model)
    {
        if (Known.TryGetValue(model, out var known))
        {
            return known;
        }

        var (provider, name) = model.LastIndexOf('/') is var slash and > 0 ? (model[..slash], model[(slash + 1)..]) : (null, model);
        var guarded = Providers.Any(one => (provider is null || provider == one) && Matches(one, name));
        return Known.Count < MostKnown ? Known.GetOrAdd(model, guarded) : guarded;
    }

    private static bool Matches(string provider, string name) => ShippedTerms.Models.Patterns.Any(row => row.Provider == provider
        && row.Kind == ModelKind.Model && ModelCatalogue.Matches(row.Pattern, name));
}

/// <summary>What of prompts the platform lets the radar have (<c>COMPLIANCE_RADAR</c>).</summary>
internal enum RadarMode
{
    /// <summary>Nothing: counters of usage alone.</summary>
    Off,

    /// <summary>Sketches that the platform made; texts are refused.</summary>
    Sketches,

    /// <summary>Texts too: they are sketched on arrival and forgotten.</summary>
    Prompts,
}
