namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>What one edit between Latin letters costs, in tenths of an edit. Cheap pairs are the alternations most often seen between
/// two romanisations of one name (i~y, h~nothing, a~e, e~i, o~u, k~q, c~s, v~w, s~z, j~y, d~t, c~k).</summary>
internal static class EditCosts
{
    /// <summary>One whole edit.</summary>
    public const int One = 10;

    /// <summary>A vowel lost or added.</summary>
    public const int Vowel = 8;

    /// <summary>An h lost or added.</summary>
    public const int Aitch = 6;

    /// <summary>A doubled letter written once, or the reverse.</summary>
    public const int Doubled = 2;

    private const int Letters = 26;

    private static readonly byte[] Substitution = BuildSubstitution();

    /// <summary>The cost of <paramref name="a"/> in place of <paramref name="b"/>.</summary>
    public static int Substitute(char a, char b)
    {
        if (a == b)
        {
            return 0;
        }

        uint i = unchecked((uint)(a - 'a')), j = unchecked((uint)(b - 'a'));
        return i < Letters && j < Letters ? Substitution[(int)((i * Letters) + j)] : One;
    }

    /// <summary>The cost of a letter that only one side has, given the letter before it on the same side.</summary>
    public static int Gap(char letter, char before) => letter == before ? Doubled : letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => Vowel,
        'h' => Aitch,
        _ => One,
    };

    private static byte[] BuildSubstitution()
    {
        var costs = new byte[Letters * Letters];
        Array.Fill(costs, (byte)One);
        foreach (var a in "aeiouy")
        {
            foreach (var b in "aeiouy")
            {
                Set(a, b, 8);
            }
        }

        Set('i', 'y', 3);
        foreach (var pair in (ReadOnlySpan<string>)["ei", "ou", "kq", "ck", "vw", "ae"])
        {
            Set(pair[0], pair[1], 6);
        }

        foreach (var pair in (ReadOnlySpan<string>)["ao", "sz", "cs", "jy", "dt", "fv", "bv", "bp", "gk", "gj", "cz", "gh", "kx", "uw", "gq", "hk", "lr", "mn", "fp"])
        {
            Set(pair[0], pair[1], 8);
        }

        return costs;

        void Set(char a, char b, byte cost)
        {
            costs[((a - 'a') * Letters) + (b - 'a')] = cost;
            costs[((b - 'a') * Letters) + (a - 'a')] = cost;
        }
    }
}
