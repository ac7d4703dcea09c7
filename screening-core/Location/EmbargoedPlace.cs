using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>What follows where somebody is in a place.</summary>
public enum PlaceRule
{
    /// <summary>Nothing by the place itself.</summary>
    None,

    /// <summary>Only the place's government and its bodies are concerned; private persons are not.</summary>
    GovernmentReview,

    /// <summary>Only localities marked as occupied are concerned: review.</summary>
    OccupiedReview,

    /// <summary>Programmes that are not an embargo: a person looks.</summary>
    Review,

    /// <summary>An embargo on a part of the place whose line moves: review, and prohibited where the locality is known to lie
    /// inside.</summary>
    PartlyProhibited,

    /// <summary>A comprehensive embargo: services to persons there are prohibited.</summary>
    Prohibited,
}

/// <summary>A country or a part of one that sanctions rules single out.</summary>
/// <param name="Code">ISO 3166-1 or 3166-2 code, such as <c>IR</c> or <c>UA-43</c>.</param>
/// <param name="Name">Name for a reason's sentence.</param>
/// <param name="Rule">What follows.</param>
/// <param name="Nexus">Jurisdictions whose rule it is; empty means all.</param>
/// <param name="Countries">Countries that an honest address or network of the place may bear: <c>UA</c> and <c>RU</c> for Crimea.</param>
/// <param name="Aliases">Other codes that databases use for the place, such as <c>RU-CR</c>.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record EmbargoedPlace(
    string Code, string Name, PlaceRule Rule, ImmutableArray<string> Nexus, ImmutableArray<string> Countries,
        ImmutableArray<string> Aliases, PolicyBasis Basis)
{
    /// <summary>True for a part of a country.</summary>
    public bool IsSubdivision => Code.Contains('-', StringComparison.Ordinal);
}
