namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The languages in which Chinese characters of a name are read. One person's name is read in one of them.</summary>
[Flags]
internal enum HanSystems
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Mandarin, in Pinyin or Wade-Giles.</summary>
    Mandarin = 1,

    /// <summary>Cantonese.</summary>
    Cantonese = 2,

    /// <summary>Korean.</summary>
    Korean = 4,

    /// <summary>Japanese.</summary>
    Japanese = 8,

    /// <summary>Vietnamese.</summary>
    Vietnamese = 16,

    /// <summary>Any of them.</summary>
    Any = Mandarin | Cantonese | Korean | Japanese | Vietnamese,
}

/// <summary>Tells in which languages a word of Chinese characters may be read as a Latin word: 斌 is Bin in Mandarin and Korean, 胡 is Wu in
/// Cantonese only.</summary>
internal static class HanReading
{
    private const int MostLetters = 2 * RawTokens.MaxTokenChars;

    /// <summary>The languages; all of them where none fits, since the tables hold one reading per language only, but none where readings
    /// must be exact.</summary>
    /// <param name="word">Chinese characters.</param>
    /// <param name="latin">A folded Latin word.</param>
    /// <param name="isNear">Whether a reading, as one word, is the Latin word but for its spelling.</param>
    /// <param name="isExact">True where a reading must be in the tables: one character read freely is any name.</param>
    public static HanSystems Of(string word, string latin, Func<ReadOnlySpan<char>, ReadOnlySpan<char>, bool> isNear,
        bool isExact = false)
    {
        Span<char> text = stackalloc char[MostLetters];
        var systems = HanSystems.None;
        Add(HanSystems.Mandarin, text, static one => one.Mandarin.Length > 0 ? one.Mandarin[0].Pinyin : "", isExact);
        Add(HanSystems.Mandarin, text, static one => one.Mandarin.Length > 0 ? one.Mandarin[0].WadeGiles : "", isExact);
        Add(HanSystems.Mandarin, text, static one => one.Mandarin.Length > 1 ? one.Mandarin[1].Pinyin : "", isExact);
        Add(HanSystems.Cantonese, text, static one => one.Cantonese);
        Add(HanSystems.Korean, text, static one => one.Korean);
        Add(HanSystems.Japanese, text, static one => one.Japanese);
        Add(HanSystems.Vietnamese, text, static one => one.Vietnamese);
        return systems == HanSystems.None && !isExact ? HanSystems.Any : systems;

        void Add(HanSystems system, Span<char> text, Func<HanTable.Character, string> reading, bool exact = false)
        {
            if ((systems & system) == 0 && Join(word, reading, text) is { Length: > 0 } written
                && (exact ? written.SequenceEqual(latin) : isNear(written, latin)))
            {
                systems |= system;
            }
        }
    }

    // Nothing where a character has no reading of the kind, or the reading is longer than any word that a name is cut into.
    private static ReadOnlySpan<char> Join(string word, Func<HanTable.Character, string> reading, Span<char> text)
    {
        var length = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (HanTable.Instance.Find(rune.Value) is not { } character || reading(character) is not { Length: > 0 } one
                || !one.TryCopyTo(text[length..]))
            {
                return [];
            }

            length += one.Length;
        }

        return text[..length];
    }
}
