using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>What a marker is compared with.</summary>
public enum MarkerKind
{
    /// <summary>Beginning of a telephone number in international form, such as <c>+98</c>.</summary>
    Phone,

    /// <summary>IANA time zone.</summary>
    TimeZone,

    /// <summary>Mobile country code of a SIM.</summary>
    SimMcc,

    /// <summary>End of a mail domain, such as <c>ir</c>.</summary>
    MailDomain,

    /// <summary>Locale of Accept-Language, such as <c>fa-IR</c>.</summary>
    Language,

    /// <summary>Autonomous system, such as <c>AS131279</c>.</summary>
    Network,

    /// <summary>Beginning of a six-digit Russian postal code.</summary>
    PostalRussian,

    /// <summary>Beginning of a five-digit Ukrainian postal code.</summary>
    PostalUkrainian,
}

/// <summary>A sign that points to a place.</summary>
/// <param name="Place">Codes of the places it points to; several where it cannot tell them apart.</param>
/// <param name="Kind">What it is compared with.</param>
/// <param name="Text">The value or the beginning of the value.</param>
/// <param name="Weight">Row of the evidence table that says what it is worth.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record PlaceMarker(ImmutableArray<string> Place, MarkerKind Kind, string Text, string Weight, PolicyBasis Basis);

/// <summary>How far a place name in an address decides.</summary>
public enum NameReach
{
    /// <summary>Inside the embargoed place and named nothing else: decides.</summary>
    Inside,

    /// <summary>Inside, but towns elsewhere bear the name too: decides only beside a fitting country.</summary>
    Ambiguous,

    /// <summary>A district on both sides of a line, or a town whose control changes: review.</summary>
    Contested,
}

/// <summary>A place name with its spellings in any script.</summary>
/// <param name="Place">Code of the place it lies in.</param>
/// <param name="Spellings">Spellings; the first names it in a sentence.</param>
/// <param name="Reach">How far it decides.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record PlaceName(string Place, ImmutableArray<string> Spellings, NameReach Reach, PolicyBasis Basis);

/// <summary>How a government's body is recognised.</summary>
public enum GovernmentSign
{
    /// <summary>End of a mail or web domain, such as <c>gov.ir</c>.</summary>
    Domain,

    /// <summary>Words of an address or name that name a mission or body of the government.</summary>
    Words,

    /// <summary>Words that make an organisation of the country a public body.</summary>
    PublicBody,
}

/// <summary>A sign of a government whose property is blocked wherever it is, or whose bodies a person must look at.</summary>
/// <param name="Country">The government's country.</param>
/// <param name="Sign">How it is recognised.</param>
/// <param name="Text">Domain ending or words.</param>
/// <param name="IsBlocked">True where the government's property is blocked; false where a person looks.</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record GovernmentBody(string Country, GovernmentSign Sign, string Text, bool IsBlocked, PolicyBasis Basis);
