using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>One typing error of each class, in each script, in a word of five letters or more (three in scripts without vowels): shorter
/// words become other words by one letter.</summary>
internal static class TypingErrorRules
{
    private const string Qwerty = "qwertyuiop asdfghjkl zxcvbnm";
    private const string Jcuken = "йцукенгшщзхъ фывапролджэ ячсмитьбю";

    private static readonly ImmutableArray<(string Class, string Words)> Classes =
    [
        ("omitted", "A letter left out"), ("doubled", "A letter doubled, or a double one once"), ("exchanged", "Two letters exchanged"),
        ("wrong", "A wrong letter"), ("inserted", "A letter too many"),
    ];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        .. Kind(PartyKind.Individual, "person", "Latn", "abcdefghijklmnopqrstuvwxyz", 5),
        .. Kind(PartyKind.Individual, "person", "Cyrl", "абвгдежзийклмнопрстуфхцчшщыэюя", 5),
        .. Kind(PartyKind.Individual, "person", "Arab", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 4),
        .. Kind(PartyKind.Organization, "organisation", "Latn", "abcdefghijklmnopqrstuvwxyz", 5),
        .. Kind(PartyKind.Organization, "organisation", "Cyrl", "абвгдежзийклмнопрстуфхцчшщыэюя", 5),
        Neighbour(PartyKind.Individual, "person", "Latn", Qwerty),
        Neighbour(PartyKind.Individual, "person", "Cyrl", Jcuken),
        Neighbour(PartyKind.Organization, "organisation", "Latn", Qwerty),
        VariationRule.Person("typing-two-latn", "Two typing errors in different words of five letters or more", (source, bits) =>
            source.IsLatin && LongWords(source.Words, 5) is { Length: > 1 } places && bits.Below(places.Length - 1) is var first
                ? Join(source.Words.SetItem(places[first], Changed(source.Words[places[first]], "exchanged", "", bits))
                    .SetItem(places[first + 1], Changed(source.Words[places[first + 1]], "omitted", "", bits))) : null),
    ];

    private static IEnumerable<VariationRule> Kind(PartyKind kind, string family, string script, string alphabet, int least) =>
        Classes.Select(one => new VariationRule($"{family}.typing-{one.Class}-{script.ToLowerInvariant()}", $"{one.Words} ({script})",
            VariationRule.EveryRule, (source, bits) => source.Party.Kind == kind && source.Script == script && IsLongEnough(source)
                && Replace(source.Words, bits, word => LettersOnly(word, least) ? Changed(word, one.Class, alphabet, bits)
                    : null) is { } name
                && name != source.Text ? new ScreeningSubject { Kind = kind, Name = name } : null));

    private static VariationRule Neighbour(PartyKind kind, string family, string script, string keyboard) =>
        new($"{family}.typing-neighbour-{script.ToLowerInvariant()}", $"The key beside the right one ({script})", VariationRule.EveryRule,
            (source, bits) => source.Party.Kind == kind && source.Script == script && IsLongEnough(source)
                && Replace(source.Words, bits, word => LettersOnly(word, 5) ? Beside(word, keyboard, bits) : null) is { } name
                && name != source.Text ? new ScreeningSubject { Kind = kind, Name = name } : null);

    // A name of one word that differs is another name: the rule asks for two words or more.
    private static bool IsLongEnough(VariationSource source) => source.Words.Length > 1;

    private static bool LettersOnly(string word, int least) => word.Length >= least && word.All(char.IsLetter);

    private static ImmutableArray<int> LongWords(ImmutableArray<string> words, int least) =>
        [.. Enumerable.Range(0, words.Length).Where(at => LettersOnly(words[at], least))];

    // Never the first letter: people and machines seldom miss it.
    private static string Changed(string word, string error, string alphabet, SplitMix bits)
    {
        var at = 1 + bits.Below(word.Length - 2);
        switch (error)
        {
            case "omitted":
                return word.Remove(at, 1);
            case "doubled":
                return word[at] == word[at + 1] ? word.Remove(at, 1) : word.Insert(at, word[at..(at + 1)]);
            case "exchanged":
                var places = Enumerable.Range(1, word.Length - 2).Where(i => word[i] != word[i + 1]).ToImmutableArray();
                var place = places.IsEmpty ? 0 : Pick(places, bits);
                return word[..place] + word[place + 1] + word[place] + word[(place + 2)..];
            case "inserted":
                return word.Insert(at, Like(alphabet[bits.Below(alphabet.Length)], word[at]));
            default:
                var letter = alphabet[bits.Below(alphabet.Length)];
                letter = char.ToLowerInvariant(word[at]) == letter ? alphabet[(alphabet.IndexOf(letter) + 1) % alphabet.Length] : letter;
                return word[..at] + Like(letter, word[at]) + word[(at + 1)..];
        }
    }

    private static string? Beside(string word, string keyboard, SplitMix bits)
    {
        var at = 1 + bits.Below(word.Length - 2);
        var key = keyboard.IndexOf(char.ToLowerInvariant(word[at]), StringComparison.Ordinal);
        if (key < 0)
        {
            return null;
        }

        var beside = key + 1 < keyboard.Length && keyboard[key + 1] != ' ' ? key + 1 : key - 1;
        return word[..at] + Like(keyboard[beside], word[at]) + word[(at + 1)..];
    }

    private static string Like(char letter, char model) => (char.IsUpper(model) ? char.ToUpperInvariant(letter) : letter).ToString();
}
