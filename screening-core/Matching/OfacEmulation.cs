using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// An emulation of the score that OFAC's public search tool shows, so that an officer can see both numbers side by side. It decides
/// nothing.
/// </summary>
/// <remarks>
/// Not OFAC's own program: a rule that reproduces scores which the tool showed (<c>evaluate ofac</c> measures how many). It is the larger
/// of (a) Jaro-Winkler of the whole strings, whose bonus for a common beginning is granted at any likeness where the first letters agree,
/// and (b) the mean over the searched words of the best Jaro-Winkler against any listed word, where a word below <see cref="WordFloor"/>
/// counts nothing and searched words of two letters or fewer are left out.
/// </remarks>
public static class OfacEmulation
{
    /// <summary>Least likeness, 0 to 1, at which a word counts as found.</summary>
    public const double WordFloor = 0.5;

    private const int ShortestWordLetters = 3;

    /// <summary>The score, 0 to 1; the tool shows it times 100. It is not symmetric: the first name is the one searched for.</summary>
    public static double Score(string searched, string listed) => Score(OfacName.Of(searched), OfacName.Of(listed));

    /// <summary>The same for names made comparable beforehand.</summary>
    public static double Score(OfacName searched, OfacName listed)
    {
        if (searched.Words.IsEmpty || listed.Words.IsEmpty)
        {
            return 0;
        }

        var gate = searched.Text[0] == listed.Text[0] ? 0 : JaroWinkler.UsualGate;
        return Math.Max(JaroWinkler.Similarity(searched.Text, listed.Text, gate), MeanOfWords(searched, listed));
    }

    private static double MeanOfWords(OfacName searched, OfacName listed)
    {
        var (sum, count) = (0.0, 0);
        var keepShort = searched.Words.All(word => word.Length < ShortestWordLetters);
        foreach (var word in searched.Words)
        {
            if (word.Length < ShortestWordLetters && !keepShort)
            {
                continue;
            }

            var best = 0.0;
            foreach (var other in listed.Words)
            {
                best = Math.Max(best, JaroWinkler.Similarity(word, other, JaroWinkler.UsualGate));
            }

            sum += best < WordFloor ? 0 : best;
            count++;
        }

        return sum / count;
    }
}

/// <summary>A name as the emulation compares it: capitals and digits without accents, punctuation as space.</summary>
/// <param name="Text">The words with one space between them.</param>
/// <param name="Words">The words.</param>
public sealed record OfacName(string Text, System.Collections.Immutable.ImmutableArray<string> Words)
{
    /// <summary>Makes a name comparable.</summary>
    public static OfacName Of(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark || letter is '\'' or '’')
            {
                continue;
            }

            letters.Append(char.IsLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : ' ');
        }

        var words = letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new OfacName(string.Join(' ', words), [.. words]);
    }
}
