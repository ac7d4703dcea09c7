using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>Birth dates of UN entries: a day, a year or a range, exact or approximate.</summary>
internal static class UnDates
{
    /// <summary>Adds all birth dates. EXACT with a year alone is known to the year; a note is read as a date only where no date is
    /// given.</summary>
    public static void AddBirthDates(PartyDraft draft, XElement entity)
    {
        foreach (var element in entity.Children("INDIVIDUAL_DATE_OF_BIRTH"))
        {
            var circa = element.Text("TYPE_OF_DATE") is "APPROXIMATELY";
            var note = element.Text("NOTE");
            var found = Read(element, circa || (note?.StartsWith("approx", StringComparison.OrdinalIgnoreCase) ?? false));
            if (!found.IsStated && PublishedDates.TryParse(note, out var fromNote))
            {
                draft.AddBirthDate(fromNote);
                continue;
            }

            draft.AddBirthDate(found);
            draft.AddRemark(note is null ? null : $"Date of birth: {note}");
            // What is stated and is no date (abc-1956, a range that ends before it begins, the year 71) is kept where a person reads it.
            draft.AddRemark(found.IsStated || Written(element) is not { } text ? null : $"Date of birth not read: {text}");
        }
    }

    private static string? Written(XElement element)
    {
        var (from, to) = (element.Text("FROM_YEAR"), element.Text("TO_YEAR"));
        return element.Text("DATE") ?? (from is not null && to is not null ? $"{from} to {to}" : element.Text("YEAR") ?? from ?? to);
    }

    private static PartialDate Read(XElement element, bool circa)
    {
        var text = Written(element);
        return PublishedDates.TryParse(circa && text is not null ? "circa " + text : text, out var date) ? date : default;
    }
}
