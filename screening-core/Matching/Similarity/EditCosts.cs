namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>
/// What it costs to read one letter for another, in tenths of an edit. Letters that alternate in romanisations of the same name are cheap;
/// digits are dear.
/// </summary>
/// <remarks>The order of the cheap pairs follows the rewrite counts between alias pairs of listed parties (i~y, a~e, o~u, k~q, c~s, s~z,
/// v~w, j~y, d~t).</remarks>
internal static class EditCosts
{
    /// <summary>One whole edit.</summary>
    public const int Unit = 10;

    /// <summary>Two neighbours swapped.</summary>
    public const int Transposition = 8;

    /// <summary>How many places the tables have.</summary>
    public const int Slots = 36;

    private static readonly byte[] Substitution = MakeSubstitutions();
    private static readonly byte[] Gap = MakeGaps();

    /// <summary>Cost of reading one letter for another; both a-z or 0-9.</summary>
    public static int Substitute(char left, char right) => left == right ? 0 : Substitution[Slot(left) * 36 + Slot(right)];

    /// <summary>Cost of a letter that only one side has.</summary>
    public static int InsertOrDelete(char letter) => Gap[Slot(letter)];

    /// <summary>Cost of a letter that repeats its neighbour and that only one side has.</summary>
    public const int Doubled = 3;

    /// <summary>The place of a letter in the tables, 0 to 35: a to z, then 0 to 9.</summary>
    public static int SlotOf(char letter) => Slot(letter);

    /// <summary>What it costs to read the letter at a place for each other letter, by place.</summary>
    public static ReadOnlySpan<byte> SubstitutionsOf(int slot) => Substitution.AsSpan(slot * Slots, Slots);

    /// <summary>Cost of the letter at a place where only one side has it.</summary>
    public static int GapOf(int slot) => Gap[slot];

    private static int Slot(char letter) => letter is >= 'a' and <= 'z' ? letter - 'a' : letter is >= '0' and <= '9' ? 26 + letter - '0'
        : 25;

    private static byte[] MakeSubstitutions()
    {
        var costs = new byte[36 * 36];
        Array.Fill(costs, (byte)Unit);
        for (var i = 0; i < 36; i++)
        {
            for (var j = 0; j < 36; j++)
            {
                if (i == j)
                {
                    costs[i * 36 + j] = 0;
                }
                else if (i >= 26 || j >= 26)
                {
                    costs[i * 36 + j] = 15;
                }
            }
        }

        void Pair(string letters, byte cost)
        {
            costs[Slot(letters[0]) * 36 + Slot(letters[1])] = cost;
            costs[Slot(letters[1]) * 36 + Slot(letters[0])] = cost;
        }

        foreach (var pair in new[] { "ae", "ai", "ao", "au", "ei", "eo", "eu", "io", "iu", "ou" })
        {
            Pair(pair, 7);
        }

        foreach (var pair in new[] { "iy", "kq", "ck", "vw" })
        {
            Pair(pair, 3);
        }

        foreach (var pair in new[] { "ae", "ou", "sz", "jy", "ei" })
        {
            Pair(pair, 5);
        }

        foreach (var pair in new[] { "ao", "cs", "ij", "dt", "fv", "uw", "gk", "ey", "bp", "gh", "xz", "gq", "gj", "bv" })
        {
            Pair(pair, 7);
        }

        return costs;
    }

    private static byte[] MakeGaps()
    {
        var costs = new byte[36];
        Array.Fill(costs, (byte)Unit);
        foreach (var vowel in "aeiouy")
        {
            costs[Slot(vowel)] = 7;
        }

        costs[Slot('h')] = 5;
        for (var digit = '0'; digit <= '9'; digit++)
        {
            costs[Slot(digit)] = 15;
        }

        return costs;
    }
}
