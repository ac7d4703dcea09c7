namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Finds what was probably meant by a word that is not known.</summary>
internal static class NearestWord
{
    /// <summary>The nearest of several words; null where none is within a third of its letters.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var best = known.Select(one => (Word: one, Distance: Distance(word.ToUpperInvariant(), one.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is { } found && best.Distance <= Math.Max(1, Math.Max(word.Length, found.Length) / 3) ? found : null;
    }

    // Letters to insert, remove, replace or swap with their neighbour.
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var left = 0; left <= one.Length; left++)
        {
            for (var right = 0; right <= other.Length; right++)
            {
                if (left == 0 || right == 0)
                {
                    rows[left, right] = left + right;
                    continue;
                }

                var same = one[left - 1] == other[right - 1] ? 0 : 1;
                rows[left, right] = Math.Min(Math.Min(rows[left - 1, right], rows[left, right - 1]) + 1, rows[left - 1, right - 1] + same);
                if (left > 1 && right > 1 && one[left - 1] == other[right - 2] && one[left - 2] == other[right - 1])
                {
                    rows[left, right] = Math.Min(rows[left, right], rows[left - 2, right - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
