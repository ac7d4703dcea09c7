using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Parts of a person's name glued, split, hyphened, left out or put in brackets.</summary>
internal static class PersonPartRules
{
    private const int LongName = 10;

    private static readonly ImmutableArray<string> Particles =
        ["AL", "EL", "BIN", "BEN", "IBN", "VON", "VAN", "DER", "DEN", "DE", "DEL", "LA", "DA", "DOS", "DI", "DU", "LE", "TER", "OULD"];

    private static readonly ImmutableArray<string> Articles = ["al", "el", "ul", "ur", "as", "ar", "an", "ad", "ash", "at", "az"];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Person("glued-all", "All words as one", (source, _) => source is { IsLatin: true, Words.Length: 2 or 3 }
            && source.Words.All(word => Letters(word) > 1) && source.Text.Length >= LongName ? string.Concat(source.Words) : null),
        Person("glued-two", "Two words as one", (source, bits) => source is { IsLatin: true, Words.Length: > 2 }
            && source.Words.All(word => Letters(word) > 2) ? Glued(source.Words, bits.Below(source.Words.Length - 1)) : null),
        Person("split-word", "A long word written as two", (source, bits) => source is { IsLatin: true, Words.Length: > 1 }
            ? Replace(source.Words, bits, word => word.Length >= LongName - 1 && word.All(char.IsLetter)
                ? word.Insert(3 + bits.Below(word.Length - 5), " ") : null) : null),
        Person("hyphens-as-blanks", "Hyphens as blanks", (source, _) => Unless(source.Text.Replace('-', ' '), source.Text)),
        Person("hyphens-gone", "Hyphens left out", (source, _) => source.IsLatin ? Unless(source.Text.Replace("-", "",
            StringComparison.Ordinal), source.Text) : null),
        Person("blanks-as-hyphens", "Two given names joined by a hyphen", (source, _) => source is { IsLatin: true, HasParts: true,
            Given.Length: > 1 } ? Join([$"{source.Given[0]}-{source.Given[1]}", .. source.Given[2..], .. source.Family]) : null),
        Person("apostrophes-gone", "Apostrophes left out", (source, _) => Unless(string.Concat(source.Text
            .Where(one => one is not ('\'' or '’' or '‘' or 'ʼ' or '`'))), source.Text)),
        Person("apostrophes-curly", "Apostrophes of another form", (source, _) => Unless(source.Text.Replace('\'', '’'), source.Text)),
        Person("middle-dropped", "Middle names left out", (source, _) => source is { IsLatin: true, HasParts: true, Given.Length: 2 }
            ? Join([source.Given[0], .. source.Family]) : null),
        Person("middle-dropped-cyrillic", "The patronymic left out, in Cyrillic letters", (source, _) =>
            source is { Script: "Cyrl", Words.Length: 3 } && IsPatronymic(source.Words[1]) ? $"{source.Words[0]} {source.Words[2]}"
            : source is { Script: "Cyrl", Words.Length: 3 } && IsPatronymic(source.Words[2]) ? $"{source.Words[1]} {source.Words[0]}"
            : null),
        Person("given-swapped", "Two given names exchanged", (source, _) => source is { IsLatin: true, HasParts: true, Given.Length: 2 }
            ? Join([source.Given[1], source.Given[0], .. source.Family]) : null),
        Person("particles-dropped", "Particles of a name of three words or more left out", (source, _) =>
            source is { IsLatin: true, Words.Length: > 2 } && Unless(Join(source.Words.Where(word => !Particles.Contains(
                word.ToUpperInvariant()))), source.Text) is { } rest && rest.Contains(' ', StringComparison.Ordinal) ? rest : null),
        Person("article-blank", "An Arabic article apart: al-X as al X", (source, _) => source.IsLatin
            ? ReplaceAll(source.Words, word => Article(word, " ")) : null),
        Person("article-glued", "An Arabic article joined: al-X as alX", (source, _) => source.IsLatin
            ? ReplaceAll(source.Words, word => Article(word, "")) : null),
        Person("article-dropped", "An Arabic article left out: al-X as X", (source, _) => source.IsLatin
            ? ReplaceAll(source.Words, word => Article(word, "") is { } joined ? joined[(joined.Length - After(word).Length)..] : null)
            : null),
        Person("second-surname-dropped", "The mother's surname left out", (source, _) => source.IsLatin && source.Name.Parts.Any(part =>
            part.Role == ScreeningCore.Parties.NamePartRole.Matronymic) && source.HasParts
                ? Join([.. source.Given, .. source.Family]) : null),
        Person("double-surname-first", "Of a hyphened surname the first half", (source, _) => source is { IsLatin: true, Given.Length: > 0,
            Family.Length: 1 } && source.Family[0].Split('-') is [{ Length: > 3 } first, { Length: > 3 }]
                ? Join([.. source.Given, first]) : null),
        Person("nickname-brackets", "A nickname in brackets between the names", (source, _) => source is { IsLatin: true, HasParts: true }
            ? $"{Join(source.Given)} (\"Tiger\") {Join(source.Family)}" : null),
        Person("maiden-name", "A maiden name behind née", (source, _) => source is { IsLatin: true, HasParts: true }
            && source.Party.Gender == ScreeningCore.Parties.Gender.Female
                ? $"{Join(source.Given)} {Join(source.Family)} (née Quennebrink)" : null),
    ];

    internal static bool IsPatronymic(string word) => word.ToUpperInvariant() is var upper
        && (upper.EndsWith("ВИЧ", StringComparison.Ordinal) || upper.EndsWith("ВНА", StringComparison.Ordinal)
        || upper.EndsWith("ЧНА", StringComparison.Ordinal));

    private static string Glued(ImmutableArray<string> words, int at) =>
        Join([.. words[..at], words[at] + words[at + 1], .. words[(at + 2)..]]);

    private static string? Article(string word, string between) => word.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
        && Articles.Contains(word[..dash].ToLowerInvariant()) && Letters(After(word)) > 2 ? word[..dash] + between + After(word) : null;

    private static string After(string word) => word[(word.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
