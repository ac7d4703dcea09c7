using System.Text.RegularExpressions;

namespace Compliance.Lists.Reading;

/// <summary>
/// Publishers list aircraft under their registration mark (<c>EP-SMP</c>, <c>YV1000</c>, <c>N200ZZ</c>) and often state it nowhere else.
/// The mark is painted on the tail and identifies the aircraft alone (ICAO Annex 7), so a name that is one is an identifier too. Serial
/// numbers (<c>MSN 550</c>) and words are not.
/// </summary>
internal static partial class RegistrationMarks
{
    /// <summary>Adds the marks among the names of an aircraft, each once.</summary>
    public static void Add(PartyDraft draft, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => Mark().IsMatch(name)))
        {
            draft.AddMark(name);
        }
    }

    /// <summary>A nationality mark of one or two characters, a hyphen and the registration; or one of the countries that write it without a
    /// hyphen.</summary>
    [GeneratedRegex(@"^(?:[A-Z0-9]{1,2}-[A-Z0-9]{3,5}|(?:YV|HL|JA|UK|HI|XA|XB|XC)[A-Z0-9]{3,5}|N[1-9][0-9]{0,4}[A-Z]{0,2})$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
