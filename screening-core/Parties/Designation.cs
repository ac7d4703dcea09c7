using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Parties;

/// <summary>What a listing obliges us to do. One party may stand under several.</summary>
[Flags]
public enum Measures
{
    /// <summary>No measure known: a match is reviewed, never allowed for that reason.</summary>
    None = 0,

    /// <summary>Asset freeze / blocking of property.</summary>
    Freeze = 1,

    /// <summary>Transactions are rejected, property is not blocked (NS-PLC).</summary>
    Reject = 2,

    /// <summary>An export licence is needed (Entity List, military end users).</summary>
    ExportLicence = 4,

    /// <summary>Export privileges are denied (BIS Denied Persons).</summary>
    ExportDenial = 8,

    /// <summary>No licence exceptions, end-use statement needed (Unverified List).</summary>
    ExportCaution = 16,

    /// <summary>Dealings in certain securities or debt are restricted (SSI, CMIC, MBS).</summary>
    Securities = 32,

    /// <summary>Correspondent or payable-through accounts are restricted (CAPTA).</summary>
    CorrespondentAccounts = 64,

    /// <summary>Excluded from procurement (World Bank, AECA debarred).</summary>
    Debarment = 128,

    /// <summary>Non-blocking menu-based sanctions and other partial measures: read the listing.</summary>
    Partial = 256,

    /// <summary>Travel ban.</summary>
    TravelBan = 512,

    /// <summary>Nothing is forbidden; who deals with the party looks closer (politically exposed persons, their relatives, persons of
    /// interest: FATF Recommendation 12).</summary>
    EnhancedDiligence = 1024,
}

/// <summary>The act that lists a party: programme, date, legal basis and measures.</summary>
/// <param name="Programme">The publisher's tag or regime, such as <c>SDGT</c> or <c>RUSSIA-EO14024</c>; never empty.</param>
public sealed record Designation(string Programme)
{
    /// <summary>What it obliges us to do.</summary>
    public Measures Measures { get; init; }

    /// <summary>Day of listing, where published.</summary>
    public DateOnly? ListedOn { get; init; }

    /// <summary>Day of the last amendment, where published.</summary>
    public DateOnly? AmendedOn { get; init; }

    /// <summary>Last day on which it has effect, where the publisher states one in advance (denial orders, debarments); null where it is
    /// open-ended.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Legal authority as published.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>The publisher's reference, such as a Federal Register notice.</summary>
    public string? Reference { get; init; }
}

/// <summary>A place in a party's life, such as a birth place.</summary>
/// <param name="Text">As published; may be empty where only the country is known.</param>
/// <param name="Country">Country where stated.</param>
public sealed record Place(string Text, CountryCode Country);

/// <summary>An address.</summary>
public sealed record PartyAddress
{
    /// <summary>Street lines, or the whole address where the publisher does not separate it.</summary>
    public string? Street { get; init; }

    /// <summary>City or town.</summary>
    public string? City { get; init; }

    /// <summary>State, province or region.</summary>
    public string? Region { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Country where stated.</summary>
    public CountryCode Country { get; init; }

    /// <summary>The stated parts joined by commas; empty where nothing is stated.</summary>
    public string AsText()
        => string.Join(", ", new[] { Street, City, Region, PostalCode, Country.Value }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>A stated relation to another party.</summary>
/// <param name="Relation">The publisher's words, such as "Linked To", "Owned or controlled by".</param>
/// <param name="Name">The other party's name.</param>
public sealed record PartyRelation(string Relation, string Name)
{
    /// <summary>The other party's entry where the publisher gives its key; default otherwise.</summary>
    public ListEntryId Entry { get; init; }
}

/// <summary>What a list says of a ship beyond its name and numbers.</summary>
public sealed record VesselDetails
{
    /// <summary>Type of ship.</summary>
    public string? Type { get; init; }

    /// <summary>Flag as published.</summary>
    public string? Flag { get; init; }

    /// <summary>Former flags.</summary>
    public ImmutableArray<string> FormerFlags { get; init; } = [];

    /// <summary>Owner as published.</summary>
    public string? Owner { get; init; }

    /// <summary>Deadweight tonnage as published.</summary>
    public string? Tonnage { get; init; }

    /// <summary>Gross registered tonnage as published.</summary>
    public string? GrossTonnage { get; init; }

    /// <summary>Year or date of build.</summary>
    public PartialDate BuiltOn { get; init; }
}

/// <summary>What a list says of an aircraft beyond its name and numbers.</summary>
public sealed record AircraftDetails
{
    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Operator.</summary>
    public string? Operator { get; init; }

    /// <summary>Date of manufacture.</summary>
    public PartialDate BuiltOn { get; init; }
}
