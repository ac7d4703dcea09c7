using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Names;

/// <summary>Cuts a folded name into words, still in their own script and in lower case.</summary>
/// <remarks>
/// Apostrophes vanish inside words, but for the Hebrew geresh; dashes, spaces and other punctuation separate; letters with periods become
/// one word ("A.B.C." is "abc"), but a person's initials stay apart ("V.V." is "v v"); a capital after small letters separates glued words
/// ("RamiMakhlouf"); the words before a person's comma, the family name, go behind the others.
/// </remarks>
internal static class RawTokens
{
    /// <summary>Most words of one name; further words are cut off.</summary>
    public const int MaxTokens = 24;

    /// <summary>Longest word in characters; the rest of a longer word is cut off.</summary>
    public const int MaxTokenChars = 64;

    /// <summary>What stands behind a short word that a period marks as abbreviated ("Yu."): it is no letter and no digit.</summary>
    public const char Abbreviated = '.';

    // Most letters of a given name's beginning that a period makes an initial: "Yu.", "Kh.", "Dzh.".
    private const int MaxInitialLetters = 3;

    /// <summary>Cuts a folded name into its words.</summary>
    /// <param name="folded">The name.</param>
    /// <param name="isPerson">True to read it as a person's name: periods part initials, and what stands before a comma is the family
    /// name, which goes to the end.</param>
    public static List<string> Cut(string folded, bool isPerson = false)
    {
        var words = new List<string>(6);
        var word = new StringBuilder(24);
        var commas = new List<int>();
        var periods = false;
        var previous = '\0';
        for (var at = 0; at < folded.Length; at++)
        {
            var letter = folded[at];
            if (IsGeresh(letter) && previous is >= 'א' and <= 'ת')
            {
                word.Append('\'');
                continue;
            }

            if (IsJoiner(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.ModifierLetter && !IsKanaMark(letter))
            {
                previous = letter;
                continue;
            }

            if (letter == '.')
            {
                periods |= word.Length > 0;
                if (word.Length > 0)
                {
                    word.Append('.');
                }
            }
            else if (letter == '%')
            {
                Flush(words, word, isPerson, ref periods);
                word.Append("percent");
            }
            else if (IsWordPart(letter))
            {
                if (BeginsWord(folded, at, previous, word))
                {
                    Flush(words, word, isPerson, ref periods);
                }

                word.Append(char.ToLowerInvariant(letter));
            }
            else
            {
                Flush(words, word, isPerson, ref periods);
                if (letter is ',' or '،')
                {
                    commas.Add(words.Count);
                }
            }

            previous = letter;
        }

        Flush(words, word, isPerson, ref periods);
        return isPerson && commas.Count > 0 ? FamilyNameLast(words, commas) : words;
    }

    // "RamiMakhlouf", "AlSadi": a capital behind small letters begins a word where letters follow it ("GmbH" is one word).
    private static bool BeginsWord(string folded, int at, char previous, StringBuilder word) =>
        char.IsUpper(folded[at]) && char.IsLower(previous) && at + 1 < folded.Length && char.IsLetter(folded[at + 1])
        && (LettersAtEnd(word) >= 3 || (word.Length == 2 && word[1] == 'l' && word[0] is 'a' or 'e'));

    // "Family, Given" and "Family, Given, Jr": the order of the words is that of the language again.
    private static List<string> FamilyNameLast(List<string> words, List<int> commas)
    {
        var (first, second) = (commas[0], commas.Count > 1 ? commas[1] : words.Count);
        if (first == 0 || second <= first || commas.Count > 2 || AreSuffixes(words, first, second)
            || (commas.Count == 2 && second < words.Count && !AreSuffixes(words, second, words.Count)))
        {
            return words;
        }

        return [.. words[first..second], .. words[..first], .. words[second..]];
    }

    private static bool AreSuffixes(List<string> words, int from, int to) =>
        words.Skip(from).Take(to - from).All(word => Lexicon.Honorifics.IsSuffix(word.TrimEnd(Abbreviated)));

    private static bool IsJoiner(char letter)
        => letter is '\'' or '’' or '‘' or '`' or '´' or 'ʻ' or 'ʼ' or 'ʿ' or 'ʾ' or '′' or '＇' or '‛' or '״' or '׳';

    // Behind a Hebrew letter the mark makes another letter of it: צ is ts, צ׳ is ch.
    private static bool IsGeresh(char letter) => letter is '\'' or '’' or '׳' or '´' or '`';

    private static bool IsKanaMark(char letter) => letter is 'ー' or '々';

    private static bool IsWordPart(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.ModifierLetter or UnicodeCategory.LetterNumber;

    private static int LettersAtEnd(StringBuilder word)
    {
        var count = 0;
        for (var i = word.Length - 1; i >= 0 && char.IsLetter(word[i]); i--)
        {
            count++;
        }

        return count;
    }

    private static void Flush(List<string> words, StringBuilder word, bool isPerson, ref bool periods)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (!periods)
        {
            Add(words, word.ToString());
        }
        else
        {
            var pieces = word.ToString().Split('.', StringSplitOptions.RemoveEmptyEntries);
            if (!isPerson && pieces.Length > 1 && pieces.All(piece => piece.Length <= 2 && piece.All(char.IsLetter)))
            {
                Add(words, string.Concat(pieces));
            }
            else
            {
                for (var i = 0; i < pieces.Length; i++)
                {
                    Add(words, isPerson && (i + 1 < pieces.Length || word[^1] == '.') && IsInitial(pieces[i])
                        ? pieces[i] + Abbreviated : pieces[i]);
                }
            }
        }

        word.Clear();
        periods = false;
    }

    // The beginnings of given names that are written as an initial: one letter, or those that stand for one letter of another alphabet.
    private static bool IsInitial(string piece) => piece.Length <= MaxInitialLetters
        && piece is "yu" or "ya" or "ye" or "yo" or "kh" or "zh" or "ch" or "sh" or "ts" or "dzh" or "th" or "ph" or "dj" or "ju" or "ja"
            or "je" or "gh" or "cz" or "sz" or "lj" or "nj" or "dz" or "дж" or "дз" or "ks" or "chr" or "szcz" or "shch";

    private static void Add(List<string> words, string word)
    {
        if (words.Count < MaxTokens && word.Length > 0)
        {
            words.Add(word.Length > MaxTokenChars ? word[..MaxTokenChars] : word);
        }
    }
}
