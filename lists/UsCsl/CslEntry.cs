using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsCsl;

/// <summary>What one row of the Consolidated Screening List says, in either form; only the columns that rows outside OFAC's lists
/// fill.</summary>
internal sealed record CslEntry(string Location)
{
    /// <summary>The list, in the publisher's words.</summary>
    public string? Source { get; init; }

    /// <summary>Name as published.</summary>
    public string? Name { get; init; }

    /// <summary>Other names, separated where the form separates them; prose such as "A; and B" otherwise.</summary>
    public ImmutableArray<string> AltNames { get; init; } = [];

    /// <summary>Addresses.</summary>
    public ImmutableArray<PartyAddress> Addresses { get; init; } = [];

    /// <summary>Programmes.</summary>
    public ImmutableArray<string> Programmes { get; init; } = [];

    /// <summary>Federal Register notices.</summary>
    public string? Notice { get; init; }

    /// <summary>Day of effect.</summary>
    public string? StartDate { get; init; }

    /// <summary>Last day of effect.</summary>
    public string? EndDate { get; init; }

    /// <summary>Y where a denial order has the standard terms.</summary>
    public string? StandardOrder { get; init; }

    /// <summary>Items that need a licence.</summary>
    public string? LicenseRequirement { get; init; }

    /// <summary>How applications are judged.</summary>
    public string? LicensePolicy { get; init; }

    /// <summary>Remarks.</summary>
    public string? Remarks { get; init; }
}
