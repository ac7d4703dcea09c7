using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Russian, Ukrainian and Belarusian names in Latin letters as papers, passports and their bearers spell them.</summary>
internal static class SlavicSpellingRules
{
    private static readonly FrozenDictionary<string, string> Ukrainian =
        ("Aleksandr Oleksandr Alexander Oleksandr Vladimir Volodymyr Sergey Serhii Sergei Serhiy Nikolai Mykola Nikolay Mykola Dmitry "
        + "Dmytro Dmitriy Dmytro Evgeny Yevhen Yevgeny Yevhen Andrey Andrii Andrei Andriy Aleksey Oleksii Alexey Oleksiy Igor Ihor "
        + "Mikhail Mykhailo Pavel Pavlo Oleg Oleh Anton Anton Olga Olha Elena Olena Ekaterina Kateryna Tatyana Tetiana Anna Hanna "
        + "Natalia Nataliia Vasily Vasyl Petr Petro Yury Yurii Yuri Yurii Konstantin Kostiantyn Maksim Maksym Denis Denys")
        .Split(' ').Chunk(2).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1],
            StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<(string From, string To)> Ends =
        [("iy", "y"), ("iy", "i"), ("skiy", "sky"), ("skiy", "ski"), ("skyy", "sky"), ("sky", "skiy"), ("sky", "skii"), ("ey", "ei"),
            ("ei", "ey"), ("y", "iy"), ("ov", "off"), ("ev", "eff"), ("ev", "yev"), ("ov", "ow"), ("ich", "itch"), ("vich", "vych"),
            ("in", "ine"), ("iya", "ia"), ("aya", "aia"), ("ko", "co")];

    private static readonly ImmutableArray<(string From, string To)> Sounds =
        [("zh", "j"), ("zh", "ž"), ("kh", "h"), ("kh", "x"), ("ts", "c"), ("ts", "tz"), ("ch", "tch"), ("sh", "sch"), ("ya", "ia"),
            ("ya", "ja"), ("yu", "iu"), ("yu", "ju"), ("ye", "e"), ("e", "ye"), ("ks", "x"), ("x", "ks"), ("shch", "sch"), ("v", "w"),
            ("y", "j"), ("i", "y"), ("yo", "e"), ("ie", "ye"), ("f", "ph"), ("k", "c")];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Slavic("slavic-end", "The end of a word as another paper spells it",
            (words, bits) => Replace(words, bits, word => End(word, bits))),
        Slavic("slavic-sound", "One sound of a word as another paper spells it", (words, bits) => Replace(words, bits, word =>
            Sound(word, bits))),
        Slavic("slavic-sound-two", "One sound in each of two words", (words, bits) => words.Length > 1 && Sound(words[0], bits) is { } first
            && Sound(words[^1], bits) is { } last ? Join([first, .. words[1..^1], last]) : null),
        Slavic("slavic-ukrainian", "A given name in its Ukrainian form", (words, bits) => Replace(words, bits, word =>
            Ukrainian.GetValueOrDefault(word) is { } other ? Unless(other, word) : null)),
        Person("slavic-man-form", "A woman's family name in the form of men", (source, _) => Is(source) && source.HasParts
            && source.Party.Gender == Gender.Female && source.Given.Length > 1 && source.Family.Length == 1
            && Masculine(source.Family[0]) is { } other ? Join([.. source.Given, other]) : null),
        Person("patronymic-added", "A patronymic that is not listed", (source, bits) => Is(source) && source is { HasParts: true,
            Given.Length: 1, Family.Length: 1 } && !source.Text.Contains("vich", StringComparison.OrdinalIgnoreCase)
                ? $"{source.Given[0]} {(source.Party.Gender == Gender.Female ? Pick(["Ivanovna", "Sergeevna", "Petrovna"], bits)
                    : Pick(["Ivanovich", "Sergeevich", "Petrovich", "Nikolaevich"], bits))} {source.Family[0]}" : null),
        Person("patronymic-initial", "Family name, given name and the initial of the patronymic", (source, _) => Is(source)
            && source is { HasParts: true, Given.Length: 2 } ? $"{Join(source.Family)} {source.Given[0]} {source.Given[1][..1]}" : null),
    ];

    private static bool Is(VariationSource source) => source is { IsLatin: true, Words.Length: > 1 } && source.Party.Nationalities
        .Concat(source.Party.Countries).Any(country => country.Value is "RU" or "BY" or "UA");

    private static VariationRule Slavic(string id, string description, Func<ImmutableArray<string>, SplitMix, string?> write) =>
        Person(id, description, (source, bits) => Is(source) && source.Words.All(word => word.All(char.IsLetter))
            ? write([.. source.Words.Select(Capital)], bits) is { } text ? Unless(text, Join(source.Words.Select(Capital))) : null : null);

    private static string? End(string word, SplitMix bits)
    {
        var fits = Ends.Where(one => word.Length > one.From.Length + 2 && word.EndsWith(one.From, StringComparison.Ordinal))
            .ToImmutableArray();
        return fits.IsEmpty ? null : Pick(fits, bits) is var (from, to) ? word[..^from.Length] + to : null;
    }

    private static string? Sound(string word, SplitMix bits)
    {
        var fits = Sounds.Where(one => word.Length > 4 && word.IndexOf(one.From, 1, StringComparison.Ordinal) > 0).ToImmutableArray();
        return fits.IsEmpty ? null : Pick(fits, bits) is var (from, to) && word.IndexOf(from, 1, StringComparison.Ordinal) is var at
            ? word[..at] + to + word[(at + from.Length)..] : null;
    }

    private static string? Masculine(string word) => Capital(word) is var text
        && Regex.IsMatch(text, "(ov|ev|in|yn)a$", RegexOptions.CultureInvariant) ? text[..^1]
        : text.EndsWith("skaya", StringComparison.Ordinal) || text.EndsWith("skaia", StringComparison.Ordinal) ? text[..^5] + "sky" : null;
}
