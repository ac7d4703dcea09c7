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
    ];
}
