using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>OFAC's words for what a party is; no word means an entity.</summary>
internal static class OfacKinds
{
    /// <summary>The kind.</summary>
    public static PartyKind Of(string? type) => type?.ToUpperInvariant() switch
    {
        "INDIVIDUAL" => PartyKind.Individual,
        "VESSEL" => PartyKind.Vessel,
        "AIRCRAFT" => PartyKind.Aircraft,
        _ => PartyKind.Organization,
    };
}
