using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A person with titles and suffixes, in twenty languages.</summary>
internal static class PersonTitleRules
{
    // English, Spanish, French, German, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Czech, Hungarian, Romanian, Turkish,
    // Indonesian, Swahili, Finnish, Vietnamese, Hindi and Filipino.
    private static readonly ImmutableArray<string> Civil =
    [
        "Mr", "Mr.", "Mrs.", "Ms", "Señor", "Sr.", "Don", "Monsieur", "M.", "Madame", "Herr", "Frau", "Signor", "Sig.", "Senhor", "Dhr.",
        "Mevrouw", "Herr", "Hr.", "Pan", "Pani", "Pán", "Úr", "Domnul", "Bay", "Bapak", "Bwana", "Herra", "Ông", "Shri", "Ginoo",
    ];

    private static readonly ImmutableArray<string> Learned =
        ["Dr", "Dr.", "Prof.", "Professor", "Eng.", "Ing.", "Dipl.-Ing.", "Lic.", "Mag.", "Prof. Dr.", "Doctor", "Docteur", "Doutor",
            "Ir."];

    private static readonly ImmutableArray<string> Offices =
    [
        "President", "Präsident", "Presidente", "Président", "Minister", "Prime Minister", "His Excellency", "H.E.", "Hon.", "Honourable",
        "The Hon.", "Senator", "General", "Gen.", "Colonel", "Col.", "Major", "Captain", "Lt. Gen.", "Brigadier General", "Admiral",
        "Governor", "Ambassador", "Deputy Minister", "Judge", "Sheikh", "Haji", "Sayyid", "Mullah", "Ayatollah",
    ];

    private static readonly ImmutableArray<string> CyrillicTitles =
        ["Президент", "Г-н", "Господин", "Генерал", "Министр", "Полковник", "Премьер-министр", "Пан", "Доктор", "Губернатор"];

    private static readonly ImmutableArray<string> ArabicTitles = ["السيد", "الدكتور", "الرئيس", "الشيخ", "اللواء", "العميد", "الحاج"];

    private static readonly ImmutableArray<string> Suffixes =
        ["PhD", "Ph.D.", "MD", "Esq.", "MBA", "Jr.", "Sr.", "CEO", "MP", "(retired)", "KBE", "QC"];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Person("title", "A courtesy title of one of twenty languages in front", (source, bits) =>
            source is { IsLatin: true, Words.Length: > 1 }
            ? $"{Pick(Civil, bits)} {source.Text}" : null),
        Person("title-learned", "An academic title in front", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{Pick(Learned, bits)} {source.Text}" : null),
        Person("title-office", "An office or a rank in front", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{Pick(Offices, bits)} {source.Text}" : null),
        Person("title-one-given", "A title, one given name and the family name: the other given names left out", (source, bits) =>
            source is { IsLatin: true, HasParts: true, Given.Length: > 1 }
                ? $"{Pick(Civil.AddRange(Offices), bits)} {source.Given[0]} {Join(source.Family)}" : null),
        Person("title-cyrillic", "A title in front, in Cyrillic letters", (source, bits) => source is { Script: "Cyrl", Words.Length: > 1 }
            ? $"{Pick(CyrillicTitles, bits)} {source.Text}" : null),
        Person("title-arabic", "A title in front, in Arabic letters", (source, bits) => source is { Script: "Arab", Words.Length: > 1 }
            ? $"{Pick(ArabicTitles, bits)} {source.Text}" : null),
        Person("title-east-asian", "A title behind, in Han letters", (source, bits) =>
            source.Script is "Hani" or "Hans" or "Hant" or "Jpan" && source.Words.Length == 1 && source.Text.Length is 2 or 3 or 4
            && source.Text.All(one => one is >= '\u4E00' and <= '\u9FFF')
                ? source.Text + Pick(["先生", "博士", "主席", "将军"], bits) : null),
        Person("suffix", "A suffix behind", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? $"{source.Text}{(bits.Below(2) == 0 ? "," : "")} {Pick(Suffixes, bits)}" : null),
    ];
}
