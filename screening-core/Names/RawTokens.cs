using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Names;

/// <summary>Cuts a folded name into words, still in their own script and in lower case.</summary>
/// <remarks>
/// Apostrophes vanish inside words, but for the Hebrew geresh; dashes, spaces and other punctuation separate; initials with periods become
/// one word ("A.B.C." is "abc"); a capital after small letters separates glued words ("RamiMakhlouf"); a comma is remembered as the mark
/// behind the family name.
/// </remarks>
internal static class RawTokens
{
    /// <summary>Most words of one name; further words are cut off.</summary>
    public const int MaxTokens = 24;

    /// <summary>Longest word in characters; the rest of a longer word is cut off.</summary>
    public const int MaxTokenChars = 64;

    public static List<string> Cut(string folded)
    {
        var words = new List<string>(6);
        var word = new StringBuilder(24);
        var periods = false;
        var previous = '\0';
        foreach (var letter in folded)
        {
            if (IsGeresh(letter) && previous is >= 'א' and <= 'ת')
            {
                word.Append('\'');
                continue;
            }

            if (IsJoiner(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.ModifierLetter && !IsKanaMark(letter))
            {
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
            else if (IsWordPart(letter))
            {
                if (char.IsUpper(letter) && char.IsLower(previous) && LettersAtEnd(word) >= 3)
                {
                    Flush(words, word, ref periods);
                }

                word.Append(char.ToLowerInvariant(letter));
            }
            else
            {
                Flush(words, word, ref periods);
            }

            previous = letter;
        }

        Flush(words, word, ref periods);
        return words;
    }

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

    private static void Flush(List<string> words, StringBuilder word, ref bool periods)
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
            if (pieces.Length > 1 && pieces.All(piece => piece.Length <= 2 && piece.All(char.IsLetter)))
            {
                Add(words, string.Concat(pieces));
            }
            else
            {
                foreach (var piece in pieces)
                {
                    Add(words, piece);
                }
            }
        }

        word.Clear();
        periods = false;
    }

    private static void Add(List<string> words, string word)
    {
        if (words.Count < MaxTokens && word.Length > 0)
        {
            words.Add(word.Length > MaxTokenChars ? word[..MaxTokenChars] : word);
        }
    }
}
