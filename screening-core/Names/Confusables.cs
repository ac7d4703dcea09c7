using System.Collections.Frozen;
using System.Text;

namespace Compliance.ScreeningCore.Names;

/// <summary>Letters that look like letters of another script, and digits that stand for letters: what is written to deceive a filter reads
/// as what it looks like.</summary>
/// <remarks>Source: Unicode Technical Standard 39 (confusables); digits by common "leet" usage.</remarks>
internal static class Confusables
{
    private static readonly FrozenDictionary<char, char> ToLatin = new Dictionary<char, char>
    {
        ['а'] = 'a',
        ['е'] = 'e',
        ['о'] = 'o',
        ['р'] = 'p',
        ['с'] = 'c',
        ['у'] = 'y',
        ['х'] = 'x',
        ['і'] = 'i',
        ['ѕ'] = 's',
        ['ј'] = 'j',
        ['һ'] = 'h',
        ['ԁ'] = 'd',
        ['ԛ'] = 'q',
        ['ԝ'] = 'w',
        ['к'] = 'k',
        ['м'] = 'm',
        ['т'] = 't',
        ['в'] = 'b',
        ['н'] = 'h',
        ['ӏ'] = 'l',
        ['ё'] = 'e',
        ['ї'] = 'i',
        ['ѵ'] = 'v',
        ['г'] = 'r',
        ['α'] = 'a',
        ['ο'] = 'o',
        ['ν'] = 'v',
        ['ρ'] = 'p',
        ['κ'] = 'k',
        ['ι'] = 'i',
        ['τ'] = 't',
        ['υ'] = 'u',
        ['χ'] = 'x',
        ['ε'] = 'e',
        ['η'] = 'n',
        ['γ'] = 'y',
        ['β'] = 'b',
        ['μ'] = 'u',
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, char> ToCyrillic = new Dictionary<char, char>
    {
        ['a'] = 'а',
        ['e'] = 'е',
        ['o'] = 'о',
        ['p'] = 'р',
        ['c'] = 'с',
        ['y'] = 'у',
        ['x'] = 'х',
        ['i'] = 'і',
        ['k'] = 'к',
        ['m'] = 'м',
        ['t'] = 'т',
        ['b'] = 'в',
        ['h'] = 'н',
        ['s'] = 'ѕ',
        ['j'] = 'ј',
    }.ToFrozenDictionary();

    // Capitals look like others than their small letters: a Greek Ν is an N, its ν a v.
    private static readonly FrozenDictionary<char, char> CapitalsToLatin =
        "АAВBСCЕEНHКKМMОOРPТTХXУYІIЅSЈJҺHΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    // So many of the letters at least are Latin where a name is Latin under another script's letters.
    private const int LeastLatinOf = 6;

    /// <summary>The folded name in Latin letters where one of its words mixes these with look-alikes and every other letter of the name
    /// looks like a Latin one too: words that are disguised as a whole go with those that show it. Other names stay.</summary>
    /// <param name="folded">The folded name, in its capitals.</param>
    public static string Unmask(string folded)
    {
        if (Ascii.IsValid(folded))
        {
            return folded;
        }

        var (latin, letters, isMixed) = (0, 0, false);
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var (own, alike) = (0, 0);
            foreach (var letter in folded.AsSpan()[range])
            {
                own += char.IsAsciiLetter(letter) ? 1 : 0;
                var looksLatin = ToLatin.ContainsKey(letter) || CapitalsToLatin.ContainsKey(letter);
                alike += looksLatin ? 1 : 0;
                if (char.IsLetter(letter) && !looksLatin && !char.IsAsciiLetter(letter))
                {
                    return folded;
                }
            }

            (latin, letters, isMixed) = (latin + own, letters + own + alike, isMixed || (own > 0 && alike > 0));
        }

        return isMixed && latin * LeastLatinOf >= letters ? Map(Map(folded, CapitalsToLatin), ToLatin) : folded;
    }

    /// <summary>Letters of another script as the Latin ones they look like, all of them.</summary>
    /// <param name="capitals">Text in capitals.</param>
    public static string CapitalsInLatin(string capitals) => Ascii.IsValid(capitals) ? capitals : Map(capitals, CapitalsToLatin);

    /// <summary>Resolves a word of mixed scripts to one script where every foreign letter looks like one of it; other words stay.</summary>
    public static string Unmix(string word, bool nameIsLatin)
    {
        var (latin, lookalikes, others) = (0, 0, 0);
        foreach (var letter in word)
        {
            if (char.IsAsciiLetter(letter))
            {
                latin++;
            }
            else if (ToLatin.ContainsKey(letter))
            {
                lookalikes++;
            }
            else if (char.IsLetter(letter))
            {
                others++;
            }
        }

        if (lookalikes == 0 && (latin == 0 || others == 0))
        {
            return word;
        }

        if (others == 0 && lookalikes > 0 && (latin > 0 || nameIsLatin))
        {
            return Map(word, ToLatin);
        }

        return latin > 0 && others > 0 && IsCyrillic(word) ? Map(word, ToCyrillic) : word;
    }

    /// <summary>Reads digits among letters as the letters they stand for ("k4dyrov", "robert0", "a1"); other words stay. A one is an l
    /// behind a vowel and an i elsewhere: "abde1", "v1adimir".</summary>
    public static string Unleet(string word)
    {
        var (letters, digits) = (0, 0);
        foreach (var letter in word)
        {
            letters += char.IsAsciiLetter(letter) ? 1 : 0;
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
        }

        if (word is "a1" or "e1")
        {
            return word[0] + "l";
        }

        if (digits == 0 || letters < 3 || digits > letters || word.Length != letters + digits || !MayEndSo(word))
        {
            return word;
        }

        return string.Create(word.Length, word, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] switch
                {
                    '0' => 'o',
                    '1' => i > 0 && (IsVowel(target[i - 1]) || source[i - 1] == '1') ? 'l' : 'i',
                    '3' => 'e',
                    '4' => 'a',
                    '5' => 's',
                    '7' => 't',
                    '8' => 'b',
                    '9' => 'g',
                    '2' => 'z',
                    '6' => 'b',
                    var letter => letter,
                };
            }
        });
    }

    // A number behind a name is a number, but a nought or a one behind a letter: "smith42", "robert0".
    private static bool MayEndSo(string word) =>
        char.IsAsciiLetter(word[^1]) || (word[^1] is '0' or '1' && (char.IsAsciiLetter(word[^2]) || word[^2] == '1'));

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static bool IsCyrillic(string word)
        => word.All(letter => !char.IsLetter(letter) || char.IsAsciiLetter(letter) || letter is >= 'Ѐ' and <= 'ӿ');

    private static string Map(string word, FrozenDictionary<char, char> map) =>
        string.Create(word.Length, (word, map), static (target, state) =>
        {
            for (var i = 0; i < state.word.Length; i++)
            {
                target[i] = state.map.TryGetValue(state.word[i], out var mapped) ? mapped : state.word[i];
            }
        });
}
