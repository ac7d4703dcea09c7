using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Programme tags as designations.</summary>
internal static class OfacProgrammes
{
    /// <summary>Adds a designation per tag; an entry without any tag is still listed, under the name of the list.</summary>
    /// <param name="draft">The party.</param>
    /// <param name="programmes">The tags.</param>
    /// <param name="facts">Text of the facts, searched for the directives of EO 14024.</param>
    /// <param name="listedOn">Day of listing where the form has it.</param>
    /// <param name="legalBasis">Legal authorities where the form has them.</param>
    public static void Add(PartyDraft draft, IEnumerable<string> programmes, string facts, DateOnly? listedOn = null, string? legalBasis =
        null)
    {
        var tags = programmes.ToArray();
        foreach (var programme in tags.Length > 0 ? tags : [draft.Entry.List == OfacLists.Sdn ? "SDN" : "Non-SDN"])
        {
            draft.Add(new Designation(programme)
            { Measures = OfacMeasures.Of(draft.Entry.List, programme, facts), ListedOn = listedOn, LegalBasis = legalBasis });
        }
    }
}
