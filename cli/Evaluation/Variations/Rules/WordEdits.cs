using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Small changes of words that several rules need. None of them asks the engine's own tables.</summary>
internal static class WordEdits
{
    /// <summary>Words joined by single spaces.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>A word with its first letter in upper case and the others in lower case.</summary>
    public static string Capital(string word) => word.Length == 0 ? word
        : string.Concat(word[..1].ToUpperInvariant(), word[1..].ToLowerInvariant());

    /// <summary>The first letter of a word; null where it begins with none.</summary>
    public static string? Initial(string word)
    {
        var first = word.TrimStart('\'', '’', '"', '(', '-');
        return first.Length > 1 && char.IsLetter(first[0]) && !char.IsSurrogate(first[0]) ? first[..1].ToUpperInvariant() : null;
    }

    /// <summary>The text without marks above, below and through letters, as somebody types it whose keyboard has none.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var one in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(one) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(one switch
                {
                    'ø' => "o",
                    'Ø' => "O",
                    'ł' => "l",
                    'Ł' => "L",
                    'đ' => "d",
                    'Đ' => "D",
                    'ı' => "i",
                    'ß' => "ss",
                    'æ' => "ae",
                    'Æ' => "AE",
                    'œ' => "oe",
                    'Œ' => "OE",
                    'þ' => "th",
                    'ð' => "d",
                    _ => one.ToString(),
                });
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>One of several.</summary>
    public static T Pick<T>(ImmutableArray<T> all, SplitMix bits) => all[bits.Below(all.Length)];

    /// <summary>The words with one of them exchanged; null where no word suits.</summary>
    public static string? Replace(ImmutableArray<string> words, SplitMix bits, Func<string, string?> change)
    {
        var suited = Enumerable.Range(0, words.Length).Select(at => (At: at, Word: change(words[at]))).Where(one => one.Word is not null)
            .ToImmutableArray();
        return suited.IsEmpty ? null : Pick(suited, bits) is var (place, word) ? Join(words.SetItem(place, word!)) : null;
    }

    /// <summary>The words with every one exchanged that suits; null where none does.</summary>
    public static string? ReplaceAll(ImmutableArray<string> words, Func<string, string?> change)
    {
        var changed = words.Select(word => change(word) ?? word).ToImmutableArray();
        return changed.SequenceEqual(words) ? null : Join(changed);
    }

    /// <summary>The text where it is another than before; null otherwise.</summary>
    public static string? Unless(string changed, string before) => string.Equals(changed, before, StringComparison.Ordinal) ? null
        : changed;

    /// <summary>Letters of a word.</summary>
    public static int Letters(string word) => word.Count(char.IsLetter);
}
