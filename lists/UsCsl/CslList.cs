using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsCsl;

/// <summary>One of the lists inside the Consolidated Screening List.</summary>
/// <param name="Code">Its code here.</param>
/// <param name="Mark">The short form in brackets that its <c>source</c> value bears.</param>
/// <param name="Programme">Programme of entries that name none.</param>
/// <param name="Measures">What an entry obliges us to do; none of these lists blocks property.</param>
/// <param name="Kind">What its entries are where the list holds one kind only.</param>
internal sealed record CslList(ListCode Code, string Mark, string Programme, Measures Measures, PartyKind Kind = PartyKind.Unknown)
{
    /// <summary>The Denied Persons List, which BIS also publishes by itself.</summary>
    public static CslList DeniedPersons { get; } = new(ListCode.Parse("us-bis-dpl"), "DPL", "Denied Persons List", Measures.ExportDenial);

    /// <summary>The lists that OFAC's own files do not carry, by code.</summary>
    public static ImmutableArray<CslList> All { get; } =
    [
        DeniedPersons,
        new(ListCode.Parse("us-bis-el"), "EL", "Entity List", Measures.ExportLicence),
        new(ListCode.Parse("us-bis-meu"), "MEU", "Military End-User List", Measures.ExportLicence, PartyKind.Organization),
        new(ListCode.Parse("us-bis-uvl"), "UVL", "Unverified List", Measures.ExportCaution),
        new(ListCode.Parse("us-state-dtc"), "DTC", "AECA Debarred", Measures.Debarment),
        new(ListCode.Parse("us-state-isn"), "ISN", "Nonproliferation Sanctions", Measures.Partial),
    ];

    /// <summary>The list that a <c>source</c> value such as <c>Entity List (EL) - Bureau of Industry and Security</c> names; null for
    /// others.</summary>
    public static CslList? OfSource(string source)
        => All.FirstOrDefault(list => source.Contains($"({list.Mark})", StringComparison.Ordinal));

    /// <summary>True for the lists of the Treasury, which are read from OFAC's own, richer files.</summary>
    public static bool IsOfOfac(string source) => source.EndsWith("Treasury Department", StringComparison.OrdinalIgnoreCase);
}
