using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A person's name in another order, in another case, with other punctuation.</summary>
internal static class PersonOrderRules
{
    private static readonly ImmutableArray<char> Invisible = ['\u200B', '\u200D', '\u00AD', '\u2060', '\u200E', '\uFEFF'];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Person("exact", "As published", (source, _) => source.Text),
        Person("surname-first", "Family name, then given names", (source, _) => source.HasParts ? Join([.. source.Family, .. source.Given])
            : null),
        Person("surname-comma", "Family name, comma, given names", (source, _) => source.HasParts
            ? $"{Join(source.Family)}, {Join(source.Given)}" : null),
        Person("last-word-first", "The last word in front", (source, _) => source is { IsLatin: true, Words.Length: > 1 }
            ? Join([source.Words[^1], .. source.Words[..^1]]) : null),
        Person("machine-readable", "As in the machine-readable zone of a passport", (source, _) =>
            source is { HasParts: true, IsLatin: true }
            ? $"{string.Join('<', source.Family)}<<{string.Join('<', source.Given)}".ToUpperInvariant() : null),
        Person("upper-case", "In capitals", (source, _) => source.IsLatin ? Unless(source.Text.ToUpperInvariant(), source.Text) : null),
        Person("lower-case", "In small letters", (source, _) => source.IsLatin ? Unless(source.Text.ToLowerInvariant(), source.Text)
            : null),
        Person("surname-capitals", "The family name in capitals", (source, _) => source is { HasParts: true, IsLatin: true }
            ? Join([.. source.Given.Select(Capital), .. source.Family.Select(word => word.ToUpperInvariant())]) : null),
        Person("plain-letters", "Letters without their marks", (source, _) => source.IsLatin ? Unless(Plain(source.Text), source.Text)
            : null),
        Person("blanks", "Blanks of other kinds, doubled, in front and behind", (source, _) => source.Words.Length > 1
            ? $"  {string.Join(" \u00A0", source.Words)} " : null),
        Person("stops", "A full stop or a comma behind words", (source, bits) => source.Words.Length > 1
            ? string.Join(bits.Below(2) == 0 ? ". " : ", ", source.Words) + "." : null),
        Person("invisible-letters", "Invisible characters between letters", (source, bits) => Inserted(source.Text, bits)),
        Person("lookalikes", "One or two letters of another script that look the same", (source, bits) => source.IsLatin
            ? NameVariation.Of(source.Text, VariationKind.Homoglyph, bits) : null),
        Person("wide-letters", "In the full-width letters of East Asian forms", (source, _) => source.IsLatin
            && source.Text.All(char.IsAscii)
            ? Wide(source.Text) : null),
        Person("digits-for-letters", "A zero for an O, a one for an l", (source, bits) => source.IsLatin
            ? Replace(source.Words, bits, word => word.Length < 5 ? null
                : Unless(word[..1] + word[1..].Replace('o', '0').Replace('O', '0').Replace('l', '1'), word)) : null),
    ];

    private static string Inserted(string text, SplitMix bits)
    {
        for (var i = 0; i < 3; i++)
        {
            // Not into the middle of a letter that takes two places.
            var at = bits.Below(text.Length + 1);
            text = at < text.Length && char.IsLowSurrogate(text[at]) ? text : text.Insert(at, Pick(Invisible, bits).ToString());
        }

        return text;
    }

    private static string Wide(string text) => string.Concat(text.Select(one => one == ' ' ? '\u3000' : (char)(one - '!' + '\uFF01')));
}
