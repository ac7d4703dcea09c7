using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>The ship columns of the flat forms.</summary>
internal static class OfacVessels
{
    /// <summary>Adds what is stated; nothing for parties that are no ships.</summary>
    public static void Add(PartyDraft draft, string? callSign, string? type, string? tonnage, string? grossTonnage, string? flag,
        string? owner)
    {
        if (PublishedValue.Clean(callSign) is { } sign)
        {
            draft.Add(new Identifier(IdentifierType.CallSign, sign));
        }

        draft.Vessel = new VesselDetails
        {
            Type = PublishedValue.Clean(type),
            Tonnage = TonnageOf(tonnage),
            GrossTonnage = TonnageOf(grossTonnage),
            Flag = PublishedValue.Clean(flag),
            Owner = PublishedValue.Clean(owner),
        };
        draft.AddCountryTie(flag, "Vessel Flag");
    }

    /// <summary>The CSV form groups thousands with commas, the XML form does not.</summary>
    public static string? TonnageOf(string? text) => PublishedValue.Clean(text?.Replace(",", "", StringComparison.Ordinal));
}
