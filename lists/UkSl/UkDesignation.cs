using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>Regime and measures of UK entries.</summary>
internal static class UkDesignation
{
    /// <summary>The list's code; the frozen list of OFSI is an older form of it.</summary>
    public static ListCode Code { get; } = ListCode.Parse("uk-sl");

    /// <summary>What an entry is.</summary>
    public static PartyKind KindOf(string? text) => text?.ToUpperInvariant() switch
    {
        "INDIVIDUAL" => PartyKind.Individual,
        "ENTITY" => PartyKind.Organization,
        "SHIP" => PartyKind.Vessel,
        _ => PartyKind.Unknown,
    };

    /// <summary>Measures from the published list "Asset freeze|Travel Ban"; an entry that states none is treated as frozen until it is
    /// read.</summary>
    public static Measures MeasuresOf(string? imposed)
    {
        var measures = Measures.None;
        foreach (var sanction
            in (imposed ?? "").Split(['|', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            measures |= sanction.ToUpperInvariant() switch
            {
                "ASSET FREEZE" => Measures.Freeze,
                "TRAVEL BAN" => Measures.TravelBan,
                "CORRESPONDENT BANKING" or "PROHIBITION ON CORRESPONDENT BANKING" => Measures.CorrespondentAccounts,
                _ => Measures.Partial,
            };
        }

        return measures == Measures.None ? Measures.Freeze : measures;
    }

    /// <summary>Adds the designation; the measures in the publisher's words are a remark where they are more than a freeze and a travel
    /// ban.</summary>
    public static void Add(PartyDraft draft, string? regime, string? imposed, string? designated, string? updated, string? group)
    {
        var measures = MeasuresOf(imposed);
        draft.Add(new Designation(regime ?? "UK")
        {
            Measures = measures,
            ListedOn = PublishedDates.DayOf(designated),
            AmendedOn = PublishedDates.DayOf(updated),
            Reference = group is null ? null : $"OFSI Group ID {group}",
        });
        draft.AddRemark(measures.HasFlag(Measures.Partial) ? $"Sanctions imposed: {imposed}" : null);
    }
}
