namespace Compliance.Functions.Console.Comparison;

/// <summary>Puts the words of one name in the order of another, so that letters are compared word by word.</summary>
internal static class NameOrder
{
    private const double LeastAlike = 0.5;

    /// <summary>Our words in the order of the listed name's, each beside the one it is most alike; the rest stand at the end. The name
    /// itself where that changes nothing.</summary>
    public static string Aligned(string ours, string listed)
    {
        var left = ours.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        var ordered = new List<string>();
        foreach (var word in listed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (left.Select((mine, at) => (Likeness: Likeness(mine, word), at)).OrderByDescending(one => one.Likeness)
                .FirstOrDefault() is { Likeness: >= LeastAlike } best)
            {
                ordered.Add(left[best.at]);
                left.RemoveAt(best.at);
            }
        }

        ordered.AddRange(left);
        return string.Join(' ', ordered);
    }

    /// <summary>The share of letters in common, in their order, whatever their case; 1 for the same word.</summary>
    private static double Likeness(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (var letter in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = char.ToUpperInvariant(letter) == char.ToUpperInvariant(b[j - 1]) ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                diagonal = above;
            }
        }

        return row[b.Length] / (double)Math.Max(a.Length, b.Length);
    }
}
