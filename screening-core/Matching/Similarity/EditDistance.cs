namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>Edit distances between folded tokens: whole edits for linking, weighted edits for grading. No allocation.</summary>
internal static class EditDistance
{
    private const int MaxStack = 128;

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours, each counting 1; <paramref name="limit"/> + 1 where there are
    /// more.</summary>
    public static int Units(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        // What both begin and end with needs no edit.
        var begin = left.CommonPrefixLength(right);
        left = left[begin..];
        right = right[begin..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        return left.Length == 0 || right.Length == 0 ? Math.Min(Math.Max(left.Length, right.Length), limit + 1)
            : FillUnits(left, right, limit);
    }

    private static int FillUnits(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        var width = right.Length + 1;
        Span<int> rows = width <= MaxStack ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var here = rows.Slice(width * 2, width);
        for (var j = 0; j < width; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            if (FillUnitRow(left, i, right, before, above, here) > limit)
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

    private static int FillUnitRow(ReadOnlySpan<char> left, int i, ReadOnlySpan<char> right, ReadOnlySpan<int> before,
        ReadOnlySpan<int> above, Span<int> here)
    {
        unchecked
        {
            var letter = left[i - 1];
            var (last, best) = (i, i);
            here[0] = i;
            for (var j = 1; j < here.Length; j++)
            {
                var cost = Math.Min(Math.Min(above[j], last) + 1, above[j - 1] + (letter == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && letter == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                last = cost;
                here[j] = cost;
                best = Math.Min(best, cost);
            }

            return best;
        }
    }

    /// <summary>
    /// Weighted edits in tenths (<see cref="EditCosts"/>); a change of the first letter costs at least one whole edit. Beyond
    /// <paramref name="limit"/> any number above it.
    /// </summary>
    public static int Tenths(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit = int.MaxValue)
    {
        var width = right.Length + 1;
        Span<int> rows = width <= MaxStack ? stackalloc int[width * 3] : new int[width * 3];
        Span<byte> letters = width <= MaxStack ? stackalloc byte[width * 2] : new byte[width * 2];
        var slots = letters[..right.Length];
        var gaps = letters.Slice(width, right.Length);
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var here = rows.Slice(width * 2, width);
        above[0] = 0;
        for (var j = 0; j < right.Length; j++)
        {
            slots[j] = (byte)EditCosts.SlotOf(right[j]);
            gaps[j] = (byte)GapAt(right, j);
            above[j + 1] = above[j] + gaps[j];
        }

        // A swap reaches back two rows, so two rows beyond the limit are needed to know that nothing below it follows.
        var bestAbove = 0;
        for (var i = 1; i <= left.Length; i++)
        {
            var best = FillRow(left, i, right, slots, gaps, before, above, here);
            if (best > limit && bestAbove > limit)
            {
                return best;
            }

            bestAbove = best;
            var spare = before;
            before = above;
            above = here;
            here = spare;
        }

        return above[right.Length];
    }

    // The row of one letter of the left word; returns its least value. No sum here comes near the range of an int.
    private static int FillRow(ReadOnlySpan<char> left, int i, ReadOnlySpan<char> right, ReadOnlySpan<byte> slots, ReadOnlySpan<byte> gaps,
        ReadOnlySpan<int> before, ReadOnlySpan<int> above, Span<int> here)
    {
        unchecked
        {
            var letter = left[i - 1];
            var slot = EditCosts.SlotOf(letter);
            var substitutions = EditCosts.SubstitutionsOf(slot);
            var gap = GapAt(left, i - 1);
            var last = above[0] + gap;
            var best = last;
            here[0] = last;
            for (var j = 1; j < here.Length; j++)
            {
                int substitute = substitutions[slots[j - 1]];
                if (i == 1 && j == 1 && substitute > 0 && substitute < EditCosts.Unit)
                {
                    substitute = Math.Min(EditCosts.Unit, substitute + 2);
                }

                var cost = Math.Min(Math.Min(above[j] + gap, last + gaps[j - 1]), above[j - 1] + substitute);
                if (i > 1 && j > 1 && letter == right[j - 2] && left[i - 2] == right[j - 1] && letter != right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + EditCosts.Transposition);
                }

                last = cost;
                here[j] = cost;
                best = Math.Min(best, cost);
            }

            return best;
        }
    }

    private static int GapAt(ReadOnlySpan<char> text, int at) =>
        at > 0 && text[at] == text[at - 1] ? EditCosts.Doubled : EditCosts.GapOf(EditCosts.SlotOf(text[at]));
}
