using System.Globalization;
using System.Text;

namespace Compliance.Cli.Evaluation;

/// <summary>
/// A name as a key that answers "is this the same name, differently written down?": letters and digits only, without accents and case,
/// tokens in order of the alphabet. It is deliberately not the engine's own folding, so that a fault there cannot hide itself in the
/// measurement.
/// </summary>
internal static class FoldedName
{
    /// <summary>The key; empty where the name has no letter or digit.</summary>
    public static string Of(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var rune in Compliance.ScreeningCore.Names.NameFolding.WellFormed(name).Normalize(NormalizationForm.FormKD)
            .EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                    or UnicodeCategory.ModifierLetter:
                    break;
                case var category when Rune.IsLetterOrDigit(rune) || category == UnicodeCategory.SpacingCombiningMark:
                    letters.Append(Rune.ToUpperInvariant(rune));
                    break;
                case UnicodeCategory.OtherPunctuation when rune.Value is '\'' or '’':
                    break;
                default:
                    letters.Append(' ');
                    break;
            }
        }

        return string.Join(' ', letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
