namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// The forms a word takes when up to two of its letters are deleted, as 32-bit hashes. A polynomial hash over prefixes makes every form
/// cost the same, however long the word is.
/// </summary>
internal static class Deletions
{
    /// <summary>Longest word in letters; longer ones are cut (tokens are never longer).</summary>
    public const int MaxLetters = 64;

    /// <summary>Most forms of one word.</summary>
    public const int MaxForms = 1 + MaxLetters + (MaxLetters * (MaxLetters - 1) / 2);

    private const uint Base = 0x01000193;

    private static readonly uint[] Powers = MakePowers();

    /// <summary>How many forms <see cref="Write"/> writes of a word with so many letters.</summary>
    public static int CountOf(int letters, int budget) => Math.Min(letters, MaxLetters) is var length && (budget == 0 || length <= 2) ? 1
        : 1 + length + (budget < 2 || length <= 3 ? 0 : length * (length - 1) / 2);

    /// <summary>Writes the hash of the word itself and of every form with up to <paramref name="budget"/> (0 to 2) letters deleted; returns
    /// how many there are.</summary>
    public static int Write(ReadOnlySpan<char> word, int budget, Span<uint> hashes)
    {
        unchecked
        {
            var length = Math.Min(word.Length, MaxLetters);
            Span<uint> prefix = stackalloc uint[MaxLetters + 1];
            prefix[0] = 0;
            for (var i = 0; i < length; i++)
            {
                prefix[i + 1] = (prefix[i] * Base) + word[i];
            }

            var count = 0;
            hashes[count++] = Mixed(prefix[length], length);
            if (budget == 0 || length <= 2)
            {
                return count;
            }

            for (var i = 0; i < length; i++)
            {
                var afterFirst = prefix[length] - (prefix[i + 1] * Powers[length - i - 1]);
                hashes[count++] = Mixed((prefix[i] * Powers[length - i - 1]) + afterFirst, length - 1);
                if (budget < 2 || length <= 3)
                {
                    continue;
                }

                for (var j = i + 1; j < length; j++)
                {
                    var between = prefix[j] - (prefix[i + 1] * Powers[j - i - 1]);
                    var after = prefix[length] - (prefix[j + 1] * Powers[length - j - 1]);
                    hashes[count++] = Mixed((((prefix[i] * Powers[j - i - 1]) + between) * Powers[length - j - 1]) + after, length - 2);
                }
            }

            return count;
        }
    }

    /// <summary>Hash of a whole word.</summary>
    public static uint Hash(ReadOnlySpan<char> word)
    {
        unchecked
        {
            var hash = 0u;
            foreach (var letter in word)
            {
                hash = (hash * Base) + letter;
            }

            return Mixed(hash, word.Length);
        }
    }

    // The high bits serve as a directory, so every bit must depend on every letter.
    private static uint Mixed(uint hash, int length)
    {
        unchecked
        {
            hash += (uint)length * 0x9E3779B9;
            hash ^= hash >> 16;
            hash *= 0x7FEB352D;
            hash ^= hash >> 15;
            hash *= 0x846CA68B;
            return hash ^ (hash >> 16);
        }
    }

    private static uint[] MakePowers()
    {
        var powers = new uint[MaxLetters + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = unchecked(powers[i - 1] * Base);
        }

        return powers;
    }
}
