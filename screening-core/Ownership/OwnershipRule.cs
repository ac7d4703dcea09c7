using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Ownership;

/// <summary>When property of listed persons reaches the companies they own, in one jurisdiction.</summary>
/// <param name="Jurisdiction"><c>US</c>, <c>EU</c>, <c>UK</c>, or <c>US-BIS</c> for the export lists.</param>
/// <param name="Test">The share that counts.</param>
/// <param name="Aggregates">True where the shares of several listed owners are added up.</param>
/// <param name="ControlCounts">True where control otherwise than by shares reaches the company as well; such a case is examined by a
/// person.</param>
/// <param name="IsInForce">False while the rule is suspended: what it would reach is then a red flag.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record OwnershipRule(string Jurisdiction, OwnershipTest Test, bool Aggregates, bool ControlCounts, bool IsInForce,
    PolicyBasis Basis);
