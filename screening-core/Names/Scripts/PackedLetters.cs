namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>A short Latin word in eight bytes: five bits a letter from the lowest, its length in the highest four.</summary>
/// <param name="Bits">The bits; 0 for a word that does not fit.</param>
internal readonly record struct PackedLetters(ulong Bits)
{
    /// <summary>Most letters that fit.</summary>
    public const int Most = 12;

    private const int LetterBits = 5;
    private const int LengthAt = 60;

    /// <summary>True where the word fits: a to z, at least one and at most <see cref="Most"/>.</summary>
    public bool Fits => Bits != 0;

    /// <summary>Number of letters.</summary>
    public int Length => (int)(Bits >> LengthAt);

    /// <summary>A letter's code, as <see cref="EditCosts.CodeOf"/> numbers it.</summary>
    public int this[int place] => (int)((Bits >> (place * LetterBits)) & 31);

    /// <summary>Packs a word.</summary>
    public static PackedLetters Of(ReadOnlySpan<char> latin)
    {
        if (latin.Length is 0 or > Most)
        {
            return default;
        }

        var bits = (ulong)latin.Length << LengthAt;
        for (var i = 0; i < latin.Length; i++)
        {
            if (latin[i] is < 'a' or > 'z')
            {
                return default;
            }

            bits |= (ulong)EditCosts.CodeOf(latin[i]) << (i * LetterBits);
        }

        return new PackedLetters(bits);
    }
}
