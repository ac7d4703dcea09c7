using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Names in letters that only look right: of another script, styled, marked, turned, read by a scanner, or digits.</summary>
internal static class LookalikeRules
{
    // Letters that print alike. Sources: Unicode UTS 39 confusables; what writers of advertisements use against filters.
    private static readonly FrozenDictionary<char, string> Cyrillic = Table("aаcсeеoоpрxхyуiіsѕjјhһAАBВCСEЕHНKКMМOОPРTТXХIІSЅJЈYУ");
    private static readonly FrozenDictionary<char, string> Greek = Table("oοvνAΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖ");
    private static readonly FrozenDictionary<char, string> Small = Table("aᴀbʙcᴄdᴅeᴇgɢhʜiɪjᴊkᴋlʟmᴍnɴoᴏpᴘrʀtᴛuᴜvᴠwᴡyʏzᴢ");
    private static readonly FrozenDictionary<char, string> Leet = Table("a4e3i1o0s5t7A4E3I1O0S5T7");
    private static readonly FrozenDictionary<char, string> Signs = Table("a@i!s$A@I!S$");

    private static readonly ImmutableArray<(string Right, string Read)> Scans =
        [("m", "rn"), ("rn", "m"), ("l", "I"), ("I", "l"), ("cl", "d"), ("w", "vv"), ("O", "0"), ("S", "5"), ("B", "8"), ("li", "h"),
            ("nn", "m"), ("ri", "n"), ("e", "c"), ("h", "b"), ("u", "ii")];

    private static readonly ImmutableArray<char> Marks = ['\u0301', '\u0308', '\u0302', '\u0336', '\u0323', '\u0327', '\u0331', '\u030A'];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        .. Both("lookalikes-cyrillic", "Every letter that has a Cyrillic twin in Cyrillic", (text, _) => Mapped(text, Cyrillic)),
        .. Both("lookalikes-greek", "Every letter that has a Greek twin in Greek", (text, _) => Mapped(text, Greek)),
        .. Both("small-capitals", "In small capitals of phonetic letters", (text, _) => Mapped(text.ToLowerInvariant(), Small)),
        .. Both("styled", "In bold, script or circled letters", (text, bits) => Styled(text, bits)),
        .. Both("marked", "Letters with marks that the name has not", (text, bits) => Marked(text, bits)),
        .. Both("bidi", "Between marks of writing direction", (text, bits) => Pick(["\u202A{0}\u202C", "\u2066{0}\u2069", "\u200F{0}",
            "\u202D{0}\u202C", "{0}\u200E"], bits).Replace("{0}", text, StringComparison.Ordinal)),
        .. Both("spread", "A blank behind every letter", (text, _) => string.Join("  ", text.Split(' ').Select(word =>
            string.Join(' ', word.AsEnumerable())))),
        .. Both("letters-as-digits", "Some letters as the digits that look like them", (text, bits) => Some(text, Leet, bits)),
        .. Both("letters-as-signs", "Some letters as signs that look like them", (text, bits) => Some(text, Signs, bits)),
        .. Both("scanned", "One misreading of a scanner", (text, bits) => Scanned(text, bits)),
        .. Both("emoji", "With pictures around it", (text, bits) => Pick(["🔥 {0} 🔥", "{0} 🇷🇺", "★ {0} ★", "{0} ❤️", "✅{0}"], bits)
            .Replace("{0}", text, StringComparison.Ordinal)),
        .. Both("escaped", "As web pages escape it", (text, _) => text.Any(one => one is '&' or '\'' or '"') ? text.Replace("&", "&amp;",
            StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
                : null),
    ];

    // A name of one short word that changes becomes another name: two words, or one of seven letters.
    private static IEnumerable<VariationRule> Both(string id, string description, Func<string, SplitMix, string?> write)
    {
        string? Write(VariationSource source, SplitMix bits) => source is { IsLatin: true, Words.Length: > 1 }
            && source.Words.Any(word => word.Length > 4) && write(source.Text, bits) is { } text ? Unless(text, source.Text) : null;
        yield return VariationRule.Person(id, description, Write);
        yield return VariationRule.Organisation(id, description, Write);
    }

    private static FrozenDictionary<char, string> Table(string pairs) =>
        pairs.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1].ToString());

    private static string Mapped(string text, FrozenDictionary<char, string> table) =>
        string.Concat(text.Select(one => table.GetValueOrDefault(one, one.ToString())));

    // At most two in a word, never its first letter: more is no name that a reader reads.
    private static string? Some(string text, FrozenDictionary<char, string> table, SplitMix bits) =>
        Replace([.. text.Split(' ')], bits, word => word.Length > 4 && Enumerable.Range(1, word.Length - 1).Where(at =>
            table.ContainsKey(word[at])).Take(2).ToArray() is { Length: > 0 } places
                ? string.Concat(word.Select((one, at) => places.Contains(at) ? table[one] : one.ToString())) : null);

    private static string? Scanned(string text, SplitMix bits) => Replace([.. text.Split(' ')], bits, word =>
    {
        var fits = Scans.Where(one => word.Length > 4 && word.IndexOf(one.Right, 1, StringComparison.Ordinal) > 0).ToImmutableArray();
        return fits.IsEmpty ? null : Pick(fits, bits) is var (right, read) && word.IndexOf(right, 1, StringComparison.Ordinal) is var at
            ? word[..at] + read + word[(at + right.Length)..] : null;
    });

    private static string Marked(string text, SplitMix bits)
    {
        var marked = new StringBuilder(text.Length * 2);
        foreach (var one in text)
        {
            marked.Append(one);
            if (char.IsLetter(one) && bits.Below(2) == 0)
            {
                marked.Append(Pick(Marks, bits));
            }
        }

        return marked.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Styled(string text, SplitMix bits)
    {
        // First capital and first small letter of a block; circled letters stand in the other order of the planes.
        var (capital, small) = Pick([(0x1D400, 0x1D41A), (0x1D4D0, 0x1D4EA), (0x1D5D4, 0x1D5EE), (0x24B6, 0x24D0), (0x1D670, 0x1D68A)],
            bits);
        return string.Concat(Plain(text).Select(one => char.IsAsciiLetterUpper(one) ? char.ConvertFromUtf32(capital + one - 'A')
            : char.IsAsciiLetterLower(one) ? char.ConvertFromUtf32(small + one - 'a') : one.ToString()));
    }
}
