using System.Collections.Immutable;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed ship as shipping papers name it.</summary>
internal static class VesselRules
{
    public static ImmutableArray<VariationRule> All { get; } =
    [
        Vessel("exact", "As published", (source, _) => source.Text),
        Vessel("lower-case", "In small letters", (source, _) => Unless(source.Text.ToLowerInvariant(), source.Text)),
        Vessel("prefix", "With the prefix of its kind", (source, bits) => source.IsLatin
            ? $"{Pick(["MV", "M/V", "MT", "M/T", "M.V.", "SS", "LPG/C", "OSV"], bits)} {source.Text}" : null),
        Vessel("quotes", "In quotation marks behind its kind", (source, _) => source.IsLatin ? $"Vessel \"{source.Text}\"" : null),
        Vessel("hyphens-as-blanks", "Hyphens as blanks", (source, _) => Unless(source.Text.Replace('-', ' '), source.Text)),
        Vessel("glued", "Words as one", (source, _) => source is { IsLatin: true, Words.Length: 2 } && source.Text.Length > 8
            && source.Words.All(word => Letters(word) > 2) ? string.Concat(source.Words) : null),
        Vessel("typing-error", "Two letters of a long word exchanged", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? Replace(source.Words, bits, word => word.Length > 5 && word.All(char.IsLetter) && word[2] != word[3]
                ? word[..2] + word[3] + word[2] + word[4..] : null) : null),
        Vessel("number-roman", "A number in Roman digits", (source, bits) => source.IsLatin
            ? Replace(source.Words, bits, word => word switch
        {
            "1" => "I", "2" => "II", "3" => "III", "4" => "IV", "5" => "V", "6" => "VI", "7" => "VII", "8" => "VIII", "9" => "IX",
            _ => null,
        }) : null),
        Vessel("imo-in-name", "With its IMO number in the field of the name", (source, bits) => source.IsLatin
            && Imo(source) is { } imo ? $"{source.Text} {Pick(["(IMO {0})", "IMO {0}", "IMO: {0}", "/ IMO{0}", "- IMO No. {0}"], bits)
                .Replace("{0}", imo, StringComparison.Ordinal)}" : null),
        Vessel("imo-as-name", "Its IMO number as the name", (source, bits) => Imo(source) is { } imo
            ? Pick(["IMO {0}", "IMO{0}", "IMO: {0}", "IMO no. {0}", "{0}"], bits).Replace("{0}", imo, StringComparison.Ordinal) : null),
        Vessel("flag-behind", "Its flag in brackets behind", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{source.Text} {Pick(["(Panama)", "[PA]", "(Liberia)", "(Flag: Iran)", "(RU)"], bits)}" : null),
        Vessel("former-name", "A new name, the listed one as the former", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"QUENNEBRINK {Pick(["ex {0}", "(ex {0})", "(ex-{0})", "formerly {0}", "f/n {0}", "(ex. {0})"], bits)
                .Replace("{0}", source.Text, StringComparison.Ordinal)}" : null),
        Vessel("kind-behind", "What it is behind the name", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{source.Text} {Pick(["tanker", "vessel", "(crude oil tanker)", "ship", "bulk carrier", "yacht"], bits)}" : null),
        Vessel("lookalikes", "One or two letters of another script that look the same", (source, bits) => source is { IsLatin: true,
            Words.Length: > 1 } ? NameVariation.Of(source.Text, VariationKind.Homoglyph, bits) : null),
    ];

    private static string? Imo(VariationSource source) => source.Party.Identifiers.FirstOrDefault(one =>
        one.Type == Compliance.ScreeningCore.Parties.IdentifierType.Imo) is { } imo
            && string.Concat(imo.Value.Where(char.IsAsciiDigit)) is { Length: 7 } digits ? digits : null;
}
