using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>
/// Names typed while the keyboard was set to another language, so that every key gave another letter: "Genby Dkflbvbh" is Путин
/// Владимир. Only what can hardly be a name of the letters it is written in is read so.
/// </summary>
/// <remarks>Sources: the layouts US English, Russian (ЙЦУКЕН), French (AZERTY) and German (QWERTZ) as operating systems have
/// them.</remarks>
internal static class KeyboardLayouts
{
    private const int LeastLetters = 8;
    private const string English = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private const string Russian = "йцукенгшщзхъфывапролджэячсмитьбюё";

    // Latin names have a vowel in three letters; typed for Russian ones, those keys give rare letters.
    private const double MostVowelsTyped = 0.22;
    private const double LeastVowelsMeant = 0.28;

    // These six are 5 letters of 100 in Russian; they lie on the keys of a, o, i, m, s and ].
    private const double LeastRareLetters = 0.2;

    private static readonly FrozenDictionary<char, char> ToRussian = English.Zip(Russian).ToFrozenDictionary(p => p.First, p => p.Second);
    private static readonly FrozenDictionary<char, char> ToEnglish = Russian.Zip(English).ToFrozenDictionary(p => p.First, p => p.Second);

    private static readonly FrozenDictionary<char, char> FromFrench = new Dictionary<char, char>
    {
        ['q'] = 'a',
        ['a'] = 'q',
        ['w'] = 'z',
        ['z'] = 'w',
        [','] = 'm',
        ['m'] = ';',
        [';'] = ',',
        ['ù'] = '\'',
    }.ToFrozenDictionary();

    /// <summary>What may have been meant; none for nearly every name.</summary>
    /// <param name="name">The name as written.</param>
    public static IEnumerable<string> Meant(string name)
    {
        var (latin, cyrillic) = Count(name);
        if (latin >= LeastLetters && cyrillic == 0)
        {
            if (Share(name, "aeiou") is var vowels && vowels <= MostVowelsTyped && Mapped(name, ToRussian) is var russian
                && Share(russian, "аеиоуыэюяё") >= LeastVowelsMeant)
            {
                yield return russian;
            }

            if (IsFrench(name))
            {
                yield return Mapped(name, FromFrench);
            }

            if (Exchanged(name) is { } german)
            {
                yield return german;
            }
        }
        else if (cyrillic >= LeastLetters && latin == 0 && Share(name, "фщшьъы") >= LeastRareLetters)
        {
            yield return Mapped(name, ToEnglish);
        }
    }

    // On French keys a lies where q is, and m where the comma is: a q without a u, or a comma inside a word.
    private static bool IsFrench(string name)
    {
        var (lone, letters) = (0, 0);
        for (var i = 0; i < name.Length; i++)
        {
            var (letter, next) = (char.ToLowerInvariant(name[i]), i + 1 < name.Length ? char.ToLowerInvariant(name[i + 1]) : ' ');
            lone += letter == 'q' && next != 'u' ? 1 : letter == ',' && char.IsLetter(next) ? 1 : 0;
            letters += letter == 'a' ? 1 : 0;
        }

        return lone > 1 || (lone == 1 && letters == 0);
    }

    // Y and z change places on German keys: a z between consonants, or a given name that only the exchange gives.
    private static string? Exchanged(string name)
    {
        var places = name.Count(letter => letter is 'y' or 'z' or 'Y' or 'Z');
        if (places == 0)
        {
            return null;
        }

        var other = string.Concat(name.Select(letter => letter switch { 'y' => 'z', 'z' => 'y', 'Y' => 'Z', 'Z' => 'Y', _ => letter }));
        var (words, others) = (name.Split(' '), other.Split(' '));
        for (var i = 0; i < words.Length; i++)
        {
            if (HasZBetweenConsonants(words[i]) || (words[i] != others[i] && GivenNames.KnowsAsWritten(others[i])
                && !GivenNames.KnowsAsWritten(words[i])))
            {
                return other;
            }
        }

        return null;
    }

    private static bool HasZBetweenConsonants(string word)
    {
        for (var i = 1; i + 1 < word.Length; i++)
        {
            if (word[i] is 'z' or 'Z' && IsConsonant(word[i - 1]) && IsConsonant(word[i + 1])
                && char.ToLowerInvariant(word[i - 1]) is not ('c' or 's' or 'r' or 'd' or 't' or 'z')
                && char.ToLowerInvariant(word[i + 1]) != 'z')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConsonant(char letter) => char.IsAsciiLetter(letter)
        && char.ToLowerInvariant(letter) is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y');

    private static string Mapped(string name, FrozenDictionary<char, char> keys) => string.Create(name.Length, (name, keys),
        static (target, state) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var letter = state.name[i];
                var small = char.ToLowerInvariant(letter);
                target[i] = !state.keys.TryGetValue(small, out var key) ? letter : small != letter ? char.ToUpperInvariant(key) : key;
            }
        });

    private static (int Latin, int Cyrillic) Count(string name)
    {
        var (latin, cyrillic, others) = (0, 0, false);
        foreach (var letter in name)
        {
            latin += char.IsAsciiLetter(letter) ? 1 : 0;
            cyrillic += letter is >= 'Ѐ' and <= 'ӿ' ? 1 : 0;
            others |= letter > '~' && letter is not (>= 'Ѐ' and <= 'ӿ') && char.IsLetter(letter);
        }

        // A letter that no layout here has under one key shows that the keys were the right ones.
        return others ? (0, 0) : (latin, cyrillic);
    }

    private static double Share(string name, string of)
    {
        var (some, all) = (0, 0);
        foreach (var letter in name)
        {
            all += char.IsLetter(letter) ? 1 : 0;
            some += of.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)some / all;
    }
}
