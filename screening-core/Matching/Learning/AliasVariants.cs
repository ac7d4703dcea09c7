using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Learning;

/// <summary>Two spellings that stand for one another in names of one person.</summary>
/// <param name="Left">One word in a-z, ordinally the lesser.</param>
/// <param name="Right">The other.</param>
/// <param name="Support">Persons who bear both, each in a name of its own.</param>
/// <param name="TogetherIn">Persons who bear both words in one name: then they are two words, not two spellings.</param>
/// <param name="Similarity">Share of letters that need no edit, 0 to 1, by spelling or by sound, the larger.</param>
public sealed record AliasVariant(string Left, string Right, int Support, int TogetherIn, double Similarity)
{
    /// <summary>
    /// The filter that the matching study found safe (section 5; 4 of 40 sampled pairs looked wrong): likeness, and support beyond standing
    /// together. Counts alone mislead, because one person's nom de guerre repeats in every list.
    /// </summary>
    public bool IsSafe => Support >= 2
        ? Support > 2 * TogetherIn && Similarity >= 0.6
        : TogetherIn == 0 && Similarity >= 0.65 && Math.Min(Left.Length, Right.Length) >= 4;
}

/// <summary>Finds spellings that alternate between the names of listed persons.</summary>
public static class AliasVariants
{
    private const int MostDifferingWords = 3;
    private const int ShortestWordLetters = 2;

    /// <summary>All variants in ordinal order, before the filter. Persons who share a whole name across lists count as one
    /// person.</summary>
    public static ImmutableArray<AliasVariant> Of(IEnumerable<ListedParty> parties)
    {
        var (support, together) = (new Dictionary<(string, string), int>(), new Dictionary<(string, string), int>());
        foreach (var names in SamePersons.NamesOf(parties.Where(party => party.Kind == PartyKind.Individual).Select(WordsOf)))
        {
            foreach (var pair in Variants(names))
            {
                support[pair] = support.GetValueOrDefault(pair) + 1;
            }

            foreach (var pair in names.SelectMany(Pairs).Distinct())
            {
                together[pair] = together.GetValueOrDefault(pair) + 1;
            }
        }

        return
        [
            .. support.OrderBy(one => one.Key.Item1, StringComparer.Ordinal).ThenBy(one => one.Key.Item2, StringComparer.Ordinal)
                .Select(one =>
                    new AliasVariant(one.Key.Item1, one.Key.Item2, one.Value, together.GetValueOrDefault(one.Key),
                    Similarity(one.Key.Item1, one.Key.Item2))),
        ];
    }

    // The words that can be spellings of one another: no particles, titles or initials, nothing from another script.
    private static IEnumerable<ImmutableArray<string>> WordsOf(ListedParty party) => party.Names
        .Select(name => NameAnalyser.Analyse(name.Text, isPerson: true)).Where(name => !name.HasOriginal)
        .Select(name =>
            name.Tokens.Where(token => !TokenWeights.IsLight(token) && token.Text.Length >= ShortestWordLetters && token.Number < 0)
            .Select(token => token.Text).Order(StringComparer.Ordinal).ToImmutableArray())
        .Where(words => !words.IsEmpty);

    private static HashSet<(string, string)> Variants(IReadOnlyList<ImmutableArray<string>> names)
    {
        var found = new HashSet<(string, string)>();
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = i + 1; j < names.Count; j++)
            {
                var (left, right) = (Without(names[i], names[j]), Without(names[j], names[i]));
                if (left.Count == right.Count && left.Count is > 0 and <= MostDifferingWords && left.Count < names[i].Length)
                {
                    Assign(left, right, found);
                }
            }
        }

        return found;
    }

    // The likest words of what differs belong together, then the next.
    private static void Assign(List<string> left, List<string> right, HashSet<(string, string)> found)
    {
        while (left.Count > 0)
        {
            var (one, other) = left.SelectMany(_ => right, (one, other) => (one, other))
                .MaxBy(pair => (Similarity(pair.one, pair.other), pair.one.Length));
            found.Add(Ordered(one, other));
            left.Remove(one);
            right.Remove(other);
        }
    }

    private static IEnumerable<(string, string)> Pairs(ImmutableArray<string> words) =>
        words.SelectMany((_, i) => words.Skip(i + 1), (one, other) => Ordered(one, other)).Where(pair => pair.Item1 != pair.Item2);

    private static List<string> Without(ImmutableArray<string> words, ImmutableArray<string> taken)
    {
        var rest = words.ToList();
        foreach (var word in taken)
        {
            rest.Remove(word);
        }

        return rest;
    }

    private static (string, string) Ordered(string one, string other)
        => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    // Whole edits, not the engine's weighted ones: the weights are what is to be learned.
    private static double Similarity(string left, string right)
        => Math.Max(Plain(left, right), Plain(SoundSpelling.Of(left), SoundSpelling.Of(right)));

    private static double Plain(string left, string right)
    {
        var longest = Math.Max(left.Length, right.Length);
        return longest == 0 ? 0 : 1 - ((double)EditDistance.Units(left, right, longest) / longest);
    }
}
