using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Location;

/// <summary>A word of an address.</summary>
/// <param name="Text">Folded: upper case, without marks; letters of two alphabets mixed in one word are made Latin.</param>
/// <param name="AfterBreak">True where a comma, semicolon or line end stands before it.</param>
public readonly record struct AddressWord(string Text, bool AfterBreak);

/// <summary>Turns addresses of any script into comparable words.</summary>
public static class AddressText
{
    /// <summary>Longest address that is read, in characters; the rest is ignored.</summary>
    public const int MaxLengthChars = 600;

    // Cyrillic letters that look like Latin ones, and the Latin letters they pass for.
    private const string LookAlikes = "АВЕКМНОРСТУХІЈЅ";
    private const string Latin = "ABEKMHOPCTYXIJS";

    /// <summary>The words of an address, in their order.</summary>
    public static ImmutableArray<AddressWord> Words(string address)
    {
        var words = ImmutableArray.CreateBuilder<AddressWord>();
        var word = new StringBuilder();
        var broken = true;
        var shortened = address.Length > MaxLengthChars ? address[..MaxLengthChars] : address;
        foreach (var one in NameFolding.WellFormed(shortened).Normalize(NormalizationForm.FormKD))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(one))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.EnclosingMark:
                case var _ when one is '\'' or '’' or '`' or 'ʼ' or 'ʹ':
                    continue;
                case var category when char.IsLetterOrDigit(one) || category == UnicodeCategory.SpacingCombiningMark:
                    word.Append(one is 'ı' ? 'I' : char.ToUpperInvariant(one));
                    continue;
                default:
                    Close(words, word, ref broken);
                    broken |= one is ',' or ';' or '\n' or '،' or '、' or '|' or '/';
                    continue;
            }
        }

        Close(words, word, ref broken);
        return words.ToImmutable();
    }

    /// <summary>The folded words of a name joined by single spaces: the form in which names and addresses meet.</summary>
    public static string Fold(string text) => string.Join(' ', Words(text).Select(word => word.Text));

    /// <summary>True where the text is of a script that writes without spaces between words.</summary>
    public static bool IsUnspaced(string text) => text.Any(one => one is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\u1100' and <= '\u11FF'));

    /// <summary>True where the text holds Cyrillic letters.</summary>
    public static bool IsCyrillic(string text) => text.Any(one => one is >= '\u0400' and <= '\u04FF');

    private static void Close(ImmutableArray<AddressWord>.Builder words, StringBuilder word, ref bool broken)
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        words.Add(new AddressWord(text.Any(char.IsAsciiLetter) && IsCyrillic(text) ? ToLatin(text) : text, broken));
        word.Clear();
        broken = false;
    }

    private static string ToLatin(string mixed) => string.Create(mixed.Length, mixed, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var at = LookAlikes.IndexOf(source[i], StringComparison.Ordinal);
            target[i] = at >= 0 ? Latin[at] : source[i];
        }
    });
}
