using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Programme tags as designations.</summary>
internal static class OfacProgrammes
{
    /// <summary>Adds a designation per tag.</summary>
    /// <param name="draft">The party.</param>
    /// <param name="programmes">The tags.</param>
    /// <param name="facts">Text of the facts, searched for the directives of EO 14024.</param>
    /// <param name="listedOn">Day of listing where the form has it.</param>
    public static void Add(PartyDraft draft, IEnumerable<string> programmes, string facts, DateOnly? listedOn = null)
    {
        foreach (var programme in programmes)
        {
            draft.Add(new Designation(programme) { Measures = OfacMeasures.Of(draft.Entry.List, programme, facts), ListedOn = listedOn });
        }
    }
}
