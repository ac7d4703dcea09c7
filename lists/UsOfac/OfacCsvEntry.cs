using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>One row of the main CSV file as a party.</summary>
internal static class OfacCsvEntry
{
    /// <summary>Reads the twelve columns; the remarks are continued by the comments file, joined without a separator because the cut is in
    /// mid-word.</summary>
    public static PartyDraft Read(ListCode list, OfacCsvRow row, string? continuation)
    {
        var draft = new PartyDraft(ListEntryId.Of(list, row.Key), OfacKinds.Of(row.Fields[2]));
        OfacNames.AddWhole(draft, row.Fields[1], NameKind.Primary, AliasStrength.Unstated);
        draft.AddTitle(row.Fields[4]);
        OfacVessels.Add(draft, row.Fields[5], row.Fields[6], row.Fields[7], row.Fields[8], row.Fields[9], row.Fields[10]);
        var remarks = row.Fields[11] + continuation;
        OfacRemarks.Add(draft, remarks, OfacRemarks.IsCut(row.Fields[11], continuation));
        OfacProgrammes.Add(draft, SplitProgrammes(row.Fields[3]), remarks);
        return draft;
    }

    /// <summary>Several programmes are written <c>SDGT] [IRGC] [IFSR</c>, without the outer brackets.</summary>
    private static string[] SplitProgrammes(string? programmes) =>
        programmes?.Trim('[', ']').Split("] [", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
