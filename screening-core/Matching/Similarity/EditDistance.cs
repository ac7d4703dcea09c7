namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>Edit distances between folded tokens: whole edits for linking, weighted edits for grading. No allocation.</summary>
internal static class EditDistance
{
    private const int MaxStack = 128;

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours, each counting 1; <paramref name="limit"/> + 1 where there are more.</summary>
    public static int Units(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var width = right.Length + 1;
        Span<int> rows = width * 3 <= MaxStack * 3 ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var here = rows.Slice(width * 2, width);
        for (var j = 0; j < width; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            here[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(Math.Min(above[j], here[j - 1]) + 1, above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                here[j] = cost;
                best = Math.Min(best, cost);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = above;
            above = here;
            here = spare;
        }

        return Math.Min(above[right.Length], limit + 1);
    }

    /// <summary>Weighted edits in tenths (<see cref="EditCosts"/>); a change of the first letter costs at least one whole edit.</summary>
    public static int Tenths(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var width = right.Length + 1;
        Span<int> rows = width * 3 <= MaxStack * 3 ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var here = rows.Slice(width * 2, width);
        above[0] = 0;
        for (var j = 1; j < width; j++)
        {
            above[j] = above[j - 1] + GapAt(right, j - 1);
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var letter = left[i - 1];
            var gap = GapAt(left, i - 1);
            here[0] = above[0] + gap;
            for (var j = 1; j < width; j++)
            {
                var other = right[j - 1];
                var substitute = EditCosts.Substitute(letter, other);
                if (i == 1 && j == 1 && substitute > 0 && substitute < EditCosts.Unit)
                {
                    substitute = Math.Min(EditCosts.Unit, substitute + 2);
                }

                var cost = Math.Min(Math.Min(above[j] + gap, here[j - 1] + GapAt(right, j - 1)), above[j - 1] + substitute);
                if (i > 1 && j > 1 && letter == right[j - 2] && left[i - 2] == other && letter != other)
                {
                    cost = Math.Min(cost, before[j - 2] + EditCosts.Transposition);
                }

                here[j] = cost;
            }

            var spare = before;
            before = above;
            above = here;
            here = spare;
        }

        return above[right.Length];
    }

    private static int GapAt(ReadOnlySpan<char> text, int at) =>
        at > 0 && text[at] == text[at - 1] ? EditCosts.Doubled : EditCosts.InsertOrDelete(text[at]);
}
