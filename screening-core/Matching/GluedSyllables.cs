using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// A given name of Chinese or Korean is one word in its own letters, and often a word for each syllable in Latin ones: 영철 is Yong Chol, 国基
/// is Kwok Ki. Neighbouring Latin syllables are joined where the original word reads so. Another word stands beside them, the family name:
/// without it they are no given name.
/// </summary>
internal static class GluedSyllables
{
    private const int LeastSyllables = 2;
    private const int MostLetters = 7;
    private const string Vowels = "aeiouy";

    /// <summary>True for a word of several syllables, each one letter of its script: as many Latin neighbours may make it.</summary>
    public static bool MayBeJoined(NameToken word) =>
        word.Script is Script.Han or Script.Hangul && word.Original is { Length: >= LeastSyllables and <= GluedTokens.MaxRun }
        && !word.Is(TokenTraits.Transcribed);

    /// <summary>True for a Latin word that may write one syllable: few letters, and its vowels side by side (Hyeok, Zhuang,
    /// Ngor).</summary>
    public static bool IsSyllable(NameToken word)
    {
        if (word.Original is not null || word.Text.Length > MostLetters)
        {
            return false;
        }

        var (groups, inside) = (0, false);
        foreach (var letter in word.Text)
        {
            var isVowel = Vowels.Contains(letter, StringComparison.Ordinal);
            groups += isVowel && !inside ? 1 : 0;
            inside = isVowel;
        }

        return groups == 1;
    }

    /// <summary>True where all neighbours may each write a syllable.</summary>
    public static bool AreSyllables(ReadOnlySpan<NameToken> run)
    {
        foreach (var word in run)
        {
            if (!IsSyllable(word))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where a word of the original script is read as the joined one; both have a consonant key in common then, which the
    /// index finds them by.</summary>
    public static bool Reads(ReadOnlySpan<char> joined, NameToken original) =>
        ConsonantKey.OfLatin(joined) is var key and not 0 && original.ConsonantKeys.Contains(key) && TokenLinks.MayBeRead(original, joined);
}
