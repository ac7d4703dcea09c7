using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>Cuts a Chinese or Korean person's name that is written without a space into family name and given name.</summary>
internal static class PersonSyllables
{
    // Family names of two characters: Chinese compound surnames (simplified and traditional) and Korean ones.
    private static readonly FrozenSet<string> DoubleFamilyNames = new[]
    {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "宇文", "长孙", "長孫", "夏侯", "轩辕",
            "軒轅",
        "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방",
    }.ToFrozenSet();

    /// <summary>Longest name of the language that is written as one word.</summary>
    private const int MaxNameLength = 4;

    /// <summary>Longest family name or given name.</summary>
    private const int MaxPartLength = 2;

    /// <summary>
    /// True where words in Chinese characters or Hangul are too long for a name of the language: they write a foreign one by its sounds. A
    /// dot between words says the same.
    /// </summary>
    public static bool AreTranscribed(List<string> words, bool hasDot)
    {
        var longest = 0;
        foreach (var word in words)
        {
            if (ScriptRanges.ScriptOf(word) is Script.Han or Script.Hangul)
            {
                longest = Math.Max(longest, word.Length);
            }
        }

        return longest > 0 && (hasDot || longest > MaxNameLength || (words.Count > 1 && longest > MaxPartLength));
    }

    /// <summary>Family and given name; null where the word is not such a name (other scripts, one character, more than four).</summary>
    public static (string Family, string Given)? Split(string word, Script script)
    {
        if (script is not (Script.Han or Script.Hangul) || word.Length is < 2 or > MaxNameLength)
        {
            return null;
        }

        var cut = word.Length > 2 && DoubleFamilyNames.Contains(word[..2]) ? 2 : 1;
        return (word[..cut], word[cut..]);
    }
}
