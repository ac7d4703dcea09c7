namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>What one edit between Latin letters costs, in tenths of an edit. Cheap pairs are the alternations most often seen between
/// two romanisations of one name (i~y, h~nothing, a~e, e~i, o~u, k~q, c~s, v~w, s~z, j~y, d~t, c~k). The tables hold how a letter may be
/// written, so what is left for an edit is rarely another consonant.</summary>
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

    /// <summary>How many codes there are: the letters, the digits, and one for every other character.</summary>
    public const int Codes = 37;

    private const byte Other = Codes - 1;

    private static readonly byte[] Substitution = BuildSubstitution();

    /// <summary>The code of a character: 0-25 for a-z, 26-35 for digits, 36 for all others.</summary>
    public static byte CodeOf(char c) => c switch
    {
        >= 'a' and <= 'z' => (byte)(c - 'a'),
        >= '0' and <= '9' => (byte)(c - '0' + 26),
        _ => Other,
    };

    /// <summary>The costs of every code in place of this one.</summary>
    public static ReadOnlySpan<byte> InPlaceOf(byte code) => Substitution.AsSpan(code * Codes, Codes);

    /// <summary>The cost of a letter that only one side has, given the letter before it on the same side (<see cref="Codes"/> for
    /// none).</summary>
    public static int Gap(byte code, byte before) => code == before ? Doubled : code switch
    {
        0 or 4 or 8 or 14 or 20 or 24 => Vowel,
        7 => Aitch,
        _ => One,
    };

    private static byte[] BuildSubstitution()
    {
        var costs = new byte[Codes * Codes];
        Array.Fill(costs, (byte)One);
        for (var code = 0; code < Other; code++)
        {
            costs[(code * Codes) + code] = 0;
        }

        foreach (var a in "aeiouy")
        {
            foreach (var b in "aeiouy")
            {
                if (a != b)
                {
                    Set(a, b, 8);
                }
            }
        }

        Set('i', 'y', 3);
        foreach (var pair in (ReadOnlySpan<string>)["ei", "ou", "kq", "ck", "vw", "ae"])
        {
            Set(pair[0], pair[1], 6);
        }

        foreach (var pair in (ReadOnlySpan<string>)["ao", "sz", "cs", "jy", "dt", "fv", "cz", "uw"])
        {
            Set(pair[0], pair[1], 8);
        }

        return costs;

        void Set(char a, char b, byte cost)
        {
            costs[(CodeOf(a) * Codes) + CodeOf(b)] = cost;
            costs[(CodeOf(b) * Codes) + CodeOf(a)] = cost;
        }
    }
}
