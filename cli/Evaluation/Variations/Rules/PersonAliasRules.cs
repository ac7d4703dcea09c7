using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed person's name beside another name or words that are none, in the one field that a form has.</summary>
internal static class PersonAliasRules
{
    private static readonly ImmutableArray<string> Aka =
        ["aka", "a.k.a.", "AKA", "also known as", "alias", "known as", "fka", "f.k.a.", "formerly", "ex", "né", "/", ";", "или", "dit"];

    private static readonly ImmutableArray<string> Maiden =
        ["née", "nee", "geb.", "born", "z domu", "maiden name", "ur.", "nata", "урожд."];

    private static readonly ImmutableArray<string> Around =
    [
        "{0}, Moscow", "{0} - Dubai", "{0} (Russia)", "c/o {0}", "Attn: {0}", "FAO {0}", "{0} (director)", "{0} - owner", "Account of {0}",
        "{0} / personal", "Estate of {0}", "{0} (UBO)", "Name: {0}", "{0} and family", "\"{0}\"", "{0}, director", "on behalf of {0}",
    ];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Person("aka-behind", "A stranger's name, also known as the listed one", (source, bits) => Whole(source)
            ? $"Zephyrine Vexhux {Pick(Aka, bits)} {source.Text}" : null),
        Person("aka-front", "The listed name, also known as another", (source, bits) => Whole(source)
            ? $"{source.Text} {Pick(Aka, bits)} Zephyrine Vexhux" : null),
        Person("aka-brackets", "Another name, the listed one in brackets", (source, _) => Whole(source)
            ? $"Zephyrine Vexhux ({source.Text})" : null),
        Person("maiden-listed", "The listed family name as the maiden name", (source, bits) => source is { IsLatin: true, HasParts: true }
            && source.Party.Gender == Gender.Female && source.Given.Length > 1
                ? $"{Join(source.Given)} Quennebrink {Bracketed($"{Pick(Maiden, bits)} {Join(source.Family)}", bits)}" : null),
        Person("maiden-hyphen", "Another family name joined behind the listed one by a hyphen", (source, _) =>
            source is { IsLatin: true, HasParts: true, Family.Length: 1, Given.Length: > 1 } && Letters(source.Family[0]) > 4
            && !source.Family[0].Contains('-', StringComparison.Ordinal)
                ? $"{Join(source.Given)} {source.Family[0]}-Quennebrink" : null),
        Person("words-around", "Words around it that are no name", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? Pick(Around, bits).Replace("{0}", source.Text, StringComparison.Ordinal) : null),
        Person("two-people", "Two people in one field", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{source.Text} {Pick(["&", "and", "und", "y", "et"], bits)} Zephyrine Quennebrink" : null),
        Person("number-behind", "A number of the form behind it", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{source.Text} {Pick(["(1)", "2", "#1", "123", "01.01.1970"], bits)}" : null),
    ];

    private static bool Whole(VariationSource source) => source is { IsLatin: true, Words.Length: > 1 };

    private static string Bracketed(string text, SplitMix bits) => bits.Below(2) == 0 ? $"({text})" : text;
}
