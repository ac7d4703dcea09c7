using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>Makes a variation of a Latin name; where there are several ways, the generator's bits choose.</summary>
internal static class NameVariation
{
    private const int TypoWordLetters = 4;
    private const int DroppingWords = 3;

    private static readonly ImmutableArray<char> Invisible = ['\u200B', '\u200D', '\u00AD', '\u2060', '\u200E', '\uFEFF'];

    // Cyrillic letters that no reader tells from Latin ones in print.
    private static readonly ImmutableDictionary<char, char> Lookalikes = new Dictionary<char, char>
    {
        ['a'] = 'а',
        ['c'] = 'с',
        ['e'] = 'е',
        ['o'] = 'о',
        ['p'] = 'р',
        ['x'] = 'х',
        ['y'] = 'у',
        ['i'] = 'і',
        ['s'] = 'ѕ',
        ['j'] = 'ј',
        ['A'] = 'А',
        ['B'] = 'В',
        ['C'] = 'С',
        ['E'] = 'Е',
        ['H'] = 'Н',
        ['K'] = 'К',
        ['M'] = 'М',
        ['O'] = 'О',
        ['P'] = 'Р',
        ['T'] = 'Т',
        ['X'] = 'Х',
    }.ToImmutableDictionary();

    /// <summary>The varied name; null where the name has no place for this kind of variation.</summary>
    public static string? Of(string name, VariationKind kind, SplitMix bits)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return kind switch
        {
            VariationKind.Exact or VariationKind.OriginalScript or VariationKind.Transliteration => name,
            VariationKind.WordOrder => words.Length < 2 ? null : Joined([words[^1], .. words[..^1]]),
            VariationKind.GivenInitial => words.Length < 2 ? null : Initial(words, 0),
            VariationKind.MiddleInitial => words.Length < 3 ? null : Initial(words, 1 + bits.Below(words.Length - 2)),
            VariationKind.DroppedWord => words.Length < DroppingWords ? null : Joined([.. Without(words, bits.Below(words.Length))]),
            VariationKind.OneTypo => Typo(words, bits),
            VariationKind.TwoTypos => Typo(words, bits) is { } once ? Typo(once.Split(' '), bits) : null,
            VariationKind.Transposition =>
                InWord(words, bits, word => Letters(word, (left, right) => left != right),
                (word, at) => word[..at] + word[at + 1] + word[at] + word[(at + 2)..]),
            VariationKind.DoubledLetter => Doubled(words, bits),
            VariationKind.Homoglyph => Homoglyphs(name, bits),
            VariationKind.InvisibleCharacters => Inserted(name, bits),
            VariationKind.Concatenation => words.Length < 2 ? null : Glued(words, bits.Below(words.Length - 1)),
            VariationKind.LegalForm => LegalFormVariation.Of(words, bits),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static string? Initial(string[] words, int at) =>
        words[at].Length < 2 || !char.IsLetter(words[at][0]) ? null : Joined([.. words[..at], words[at][..1] + ".", .. words[(at + 1)..]]);

    private static IEnumerable<string> Without(string[] words, int left) => words.Where((_, i) => i != left);

    private static string Glued(string[] words, int at) => Joined([.. words[..at], words[at] + words[at + 1], .. words[(at + 2)..]]);

    // Never the first letter: people and machines rarely miss it, and the study of the field holds it apart.
    private static string? Typo(string[] words, SplitMix bits)
        => InWord(words, bits, word => Letters(word, (_, _) => true), (word, at) => bits.Below(3) switch
    {
        0 => word[..at] + word[(at + 1)..],
        1 => word[..at] + Letter(word[at], bits) + word[at..],
        _ => word[..at] + Letter(word[at], bits) + word[(at + 1)..],
    });

    private static string? Doubled(string[] words, SplitMix bits)
        => InWord(words, bits, word => Letters(word, (_, _) => true), (word, at) =>
        word[at] == word[at + 1] ? word[..at] + word[(at + 1)..] : word[..at] + word[at] + word[at..]);

    // A letter of the alphabet other than the one it replaces, in the same case.
    private static char Letter(char instead, SplitMix bits)
    {
        var first = char.IsUpper(instead) ? 'A' : 'a';
        var letter = (char)(first + bits.Below(26));
        return letter == instead ? (char)(first + ((letter - first + 1) % 26)) : letter;
    }

    private static string? Homoglyphs(string name, SplitMix bits)
    {
        var places = Enumerable.Range(0, name.Length).Where(i => Lookalikes.ContainsKey(name[i])).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var letters = name.ToCharArray();
        for (var changes = Math.Min(2, places.Count); changes > 0; changes--)
        {
            var at = places[bits.Below(places.Count)];
            places.Remove(at);
            letters[at] = Lookalikes[letters[at]];
        }

        return new string(letters);
    }

    private static string Inserted(string name, SplitMix bits)
    {
        for (var i = 0; i < 3; i++)
        {
            name = name.Insert(bits.Below(name.Length + 1), Invisible[bits.Below(Invisible.Length)].ToString());
        }

        return name;
    }

    // Places from the second letter to the last but one, in words long enough to bear a slip.
    private static List<int> Letters(string word, Func<char, char, bool> suits) => word.Length < TypoWordLetters
        ? []
        : [.. Enumerable.Range(1, word.Length - 2)
            .Where(at => char.IsAsciiLetter(word[at]) && char.IsAsciiLetter(word[at + 1]) && suits(word[at], word[at + 1]))];

    private static string? InWord(string[] words, SplitMix bits, Func<string, List<int>> places, Func<string, int, string> change)
    {
        var suited = Enumerable.Range(0, words.Length).Where(i => places(words[i]).Count > 0).ToList();
        if (suited.Count == 0)
        {
            return null;
        }

        var word = suited[bits.Below(suited.Count)];
        var at = places(words[word]);
        return Joined([.. words[..word], change(words[word], at[bits.Below(at.Count)]), .. words[(word + 1)..]]);
    }

    private static string Joined(string[] words) => string.Join(' ', words);
}
