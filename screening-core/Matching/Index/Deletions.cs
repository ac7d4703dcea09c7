namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The forms a word takes when up to two of its letters are deleted, as 32-bit hashes.</summary>
internal static class Deletions
{
    /// <summary>Visits the hash of the word itself and of every form with up to <paramref name="budget"/> (0 to 2) letters deleted; forms of one letter or less are not visited.</summary>
    public static void Visit(string word, int budget, Action<uint> visit)
    {
        visit(Hash(word, -1, -1));
        if (budget == 0 || word.Length <= 2)
        {
            return;
        }

        for (var i = 0; i < word.Length; i++)
        {
            visit(Hash(word, i, -1));
            if (budget < 2 || word.Length <= 3)
            {
                continue;
            }

            for (var j = i + 1; j < word.Length; j++)
            {
                visit(Hash(word, i, j));
            }
        }
    }

    /// <summary>FNV-1a over the UTF-16 letters, two of them left out, mixed so that the high bits serve as a directory.</summary>
    public static uint Hash(ReadOnlySpan<char> word, int skip, int skipToo)
    {
        unchecked
        {
            var hash = 2166136261u;
            for (var i = 0; i < word.Length; i++)
            {
                if (i != skip && i != skipToo)
                {
                    hash = (hash ^ word[i]) * 16777619u;
                }
            }

            hash ^= hash >> 15;
            hash *= 2246822519u;
            return hash ^ (hash >> 13);
        }
    }
}
