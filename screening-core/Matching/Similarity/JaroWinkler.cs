namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>Jaro-Winkler similarity. The engine does not score by it; the emulation of OFAC's search does.</summary>
/// <remarks>Source: W. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage",
/// 1990.</remarks>
public static class JaroWinkler
{
    /// <summary>Jaro similarity from which Winkler's own program grants the bonus for a common beginning.</summary>
    public const double UsualGate = 0.7;

    private const int MaxPrefix = 4;
    private const double PrefixScale = 0.1;
    private const int MaxStack = 256;

    /// <summary>Similarity, 0 to 1.</summary>
    /// <param name="left">One string.</param>
    /// <param name="right">The other.</param>
    /// <param name="gate">Jaro similarity from which the common beginning counts; 0 for always.</param>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right, double gate)
    {
        var jaro = Jaro(left, right);
        if (jaro < gate)
        {
            return jaro;
        }

        var prefix = Math.Min(MaxPrefix, left.CommonPrefixLength(right));
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        var reach = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        Span<bool> leftTaken = left.Length <= MaxStack ? stackalloc bool[left.Length] : new bool[left.Length];
        Span<bool> rightTaken = right.Length <= MaxStack ? stackalloc bool[right.Length] : new bool[right.Length];
        leftTaken.Clear();
        rightTaken.Clear();
        var common = 0;
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j <= i + reach && j < right.Length; j++)
            {
                if (!rightTaken[j] && left[i] == right[j])
                {
                    leftTaken[i] = rightTaken[j] = true;
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        var (outOfOrder, at) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            if (!leftTaken[i])
            {
                continue;
            }

            while (!rightTaken[at])
            {
                at++;
            }

            outOfOrder += left[i] == right[at++] ? 0 : 1;
        }

        return (((double)common / left.Length) + ((double)common / right.Length) + ((common - (outOfOrder / 2.0)) / common)) / 3;
    }
}
