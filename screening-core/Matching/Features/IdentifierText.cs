using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>An identifier in the characters of its kind: digits of any script as ASCII ones, dashes as hyphens, full-width letters as
/// plain ones, and nothing that is not drawn.</summary>
/// <remarks>Source: Unicode Standard Annex 15 (compatibility forms) and the property Numeric_Type=Decimal.</remarks>
internal static class IdentifierText
{
    /// <summary>The identifier, trimmed.</summary>
    /// <param name="written">As written.</param>
    public static string Plain(string written)
    {
        var text = written.Trim();
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in Names.NameFolding.WellFormed(text).Replace('№', '#').Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format or UnicodeCategory.Control:
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                case UnicodeCategory.DashPunctuation:
                    plain.Append('-');
                    break;
                case UnicodeCategory.SpaceSeparator:
                    plain.Append(' ');
                    break;
                default:
                    plain.Append(rune.ToString());
                    break;
            }
        }

        return plain.ToString().Trim();
    }
}
