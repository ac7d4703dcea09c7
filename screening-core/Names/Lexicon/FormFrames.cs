using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Legal forms of several words with one of their long words left out, and the words that may stand there: how a form with one
/// word misspelt is found.</summary>
internal static class FormFrames
{
    /// <summary>What stands in a frame in place of the word.</summary>
    public const string Gap = "*";

    /// <summary>The words by frame, in ordinal order.</summary>
    /// <param name="forms">The forms, their words parted by blanks.</param>
    /// <param name="leastLetters">Fewest letters of a word that one letter makes no other, by the number of words of its form.</param>
    public static FrozenDictionary<string, string[]> Of(IEnumerable<string> forms, Func<int, int> leastLetters) =>
        forms.Select(form => form.Split(' '))
            .SelectMany(words => Enumerable.Range(0, words.Length).Where(at => words[at].Length >= leastLetters(words.Length))
                .Select(at => (Frame: string.Join(' ', words.Select((word, i) => i == at ? Gap : word)), Word: words[at])))
            .GroupBy(one => one.Frame, StringComparer.Ordinal).ToFrozenDictionary(frame => frame.Key,
                frame => frame.Select(one => one.Word).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
