using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Location;

/// <summary>Turns addresses of any script into comparable words.</summary>
public static class AddressText
{
    /// <summary>Longest address that is read, in characters; the rest is ignored.</summary>
    public const int MaxLengthChars = 600;

    // Cyrillic letters that look like Latin ones, and the Latin letters they pass for.
    private const string LookAlikes = "АВЕКМНОРСТУХІЈЅ";
    private const string Latin = "ABEKMHOPCTYXIJS";

    private static readonly SearchValues<char> AsciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The words of an address, in their order.</summary>
    public static AddressWords Words(string address)
    {
        var shortened = address.Length > MaxLengthChars ? address[..MaxLengthChars] : address;
        return Ascii.IsValid(shortened) ? OfAscii(shortened) : OfUnicode(shortened);
    }

    /// <summary>The folded words of a name joined by single spaces: the form in which names and addresses meet.</summary>
    public static string Fold(string text) => Words(text).Text;

    /// <summary>True where the text is of a script that writes without spaces between words.</summary>
    public static bool IsUnspaced(ReadOnlySpan<char> text)
        => text.ContainsAnyInRange('\u2E80', '\u9FFF') || text.ContainsAnyInRange('\uAC00', '\uD7AF')
        || text.ContainsAnyInRange('\u1100', '\u11FF');

    /// <summary>True where the text holds Cyrillic letters.</summary>
    public static bool IsCyrillic(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u0400', '\u04FF');

    // The common case, without normalisation and categories.
    private static AddressWords OfAscii(string address)
    {
        Span<char> text = stackalloc char[MaxLengthChars + 1];
        var slots = ImmutableArray.CreateBuilder<AddressWords.Slot>(16);
        var (length, start, broken) = (0, 0, true);
        foreach (var one in address)
        {
            if (char.IsAsciiLetterOrDigit(one))
            {
                text[length++] = char.IsAsciiLetterLower(one) ? (char)(one - 32) : one;
            }
            else if (one is not ('\'' or '`'))
            {
                length = CloseWord(slots, text, start, length, ref broken);
                start = length;
                broken |= IsBreak(one);
            }
        }

        length = CloseWord(slots, text, start, length, ref broken);
        return slots.Count == 0 ? AddressWords.None : new AddressWords(new string(text[..(length - 1)]), slots.DrainToImmutable());
    }

    private static int CloseWord(ImmutableArray<AddressWords.Slot>.Builder slots, Span<char> text, int start, int length, ref bool broken)
    {
        if (length == start)
        {
            return length;
        }

        slots.Add(new AddressWords.Slot(start, length - start, broken));
        broken = false;
        text[length] = ' ';
        return length + 1;
    }

    private static AddressWords OfUnicode(string address)
    {
        var slots = ImmutableArray.CreateBuilder<AddressWords.Slot>(16);
        var text = new StringBuilder(address.Length + 8);
        var word = new StringBuilder(32);
        var broken = true;
        foreach (var one in NameFolding.WellFormed(address).Normalize(NormalizationForm.FormKD))
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
                    Close(slots, text, word, ref broken);
                    broken |= IsBreak(one);
                    continue;
            }
        }

        Close(slots, text, word, ref broken);
        return slots.Count == 0 ? AddressWords.None : new AddressWords(text.ToString(), slots.DrainToImmutable());
    }

    private static bool IsBreak(char one) => one is ',' or ';' or '\n' or '،' or '、' or '|' or '/';

    private static void Close(ImmutableArray<AddressWords.Slot>.Builder slots, StringBuilder text, StringBuilder word, ref bool broken)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (text.Length > 0)
        {
            text.Append(' ');
        }

        var folded = word.ToString();
        slots.Add(new AddressWords.Slot(text.Length, folded.Length, broken));
        text.Append(folded.AsSpan().ContainsAny(AsciiLetters) && IsCyrillic(folded) ? ToLatin(folded) : folded);
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
