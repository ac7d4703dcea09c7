namespace Compliance.ScreeningCore.Location;

/// <summary>Signals of one group depend on each other: only the strongest of a group counts.</summary>
public enum EvidenceGroup
{
    /// <summary>IP address and network.</summary>
    Network,

    /// <summary>Telephone number and SIM.</summary>
    Telephony,

    /// <summary>Card and bank.</summary>
    Payment,

    /// <summary>What the subject states: address, country of residence, billing country.</summary>
    Declared,

    /// <summary>Time zone and language of the device.</summary>
    Device,

    /// <summary>Mail domain.</summary>
    Mail,

    /// <summary>Constants of the combination: prior odds, thresholds, contradictions.</summary>
    Combination,
}

/// <summary>A row of the evidence table.</summary>
/// <param name="Row">Name, such as <c>network.access</c>.</param>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Value">Natural logarithm of the likelihood ratio P(signal | in the place) / P(signal | elsewhere); for rows of
/// <see cref="EvidenceGroup.Combination"/> the constant itself.</param>
/// <param name="Reason">Why this number.</param>
public sealed record EvidenceWeight(string Row, EvidenceGroup Group, double Value, string Reason);
