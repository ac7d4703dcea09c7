using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Traditional and Japanese forms of Chinese characters (see <c>HanVariants.tsv</c>): one name is written in three character
/// sets.</summary>
public static class HanVariants
{
    private static readonly FrozenDictionary<char, char> Simplified = TableText.Rows("HanVariants")
        .SelectMany(row => row[1].Select(form => (form, row[0][0]))).ToFrozenDictionary(one => one.form, one => one.Item2);

    /// <summary>All forms of the table with their simplified character.</summary>
    public static IEnumerable<KeyValuePair<char, char>> All => Simplified;

    /// <summary>The text in simplified characters; the same text where it holds no other form.</summary>
    public static string Simplify(string text)
    {
        foreach (var letter in text)
        {
            if (Simplified.ContainsKey(letter))
            {
                return string.Create(text.Length, text, static (target, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = Simplified.TryGetValue(source[i], out var simple) ? simple : source[i];
                    }
                });
            }
        }

        return text;
    }
}
