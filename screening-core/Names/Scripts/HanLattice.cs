using System.Text;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The lattice and the spellings of a token in Chinese characters: every character may be read in Mandarin, Cantonese, Korean,
/// Japanese or Vietnamese, or stand for a syllable of a foreign name.</summary>
internal static class HanLattice
{
    private const int Repetition = '々';

    // One language more than other scripts have.
    private const int MaxSpellings = Romanisation.MaxSpellings + 1;

    /// <summary>Adds the readings of every character; false when none is known.</summary>
    public static bool Build(ReadOnlySpan<char> token, LatticeBuilder builder)
    {
        Span<int> starts = stackalloc int[token.Length + 1];
        Span<int> middles = stackalloc int[token.Length * 2];
        var position = 0;
        while (position < token.Length)
        {
            // Nodes stand in the order of the text, so the inner nodes of a character come before the node that ends it.
            _ = Rune.DecodeFromUtf16(token[position..], out _, out var length);
            middles[position * 2] = builder.AddNode();
            middles[(position * 2) + 1] = builder.AddNode();
            for (var i = 1; i < length; i++)
            {
                starts[position + i] = -1;
            }

            position += length;
            starts[position] = builder.AddNode();
        }

        var known = 0;
        for (position = 0; position < token.Length; position++)
        {
            if (starts[position] < 0)
            {
                continue;
            }

            _ = Rune.DecodeFromUtf16(token[position..], out var rune, out var length);
            known += AddCharacter(token, position, rune.Value, starts[position], starts[position + length], middles[(position * 2)..],
                builder) ? 1 : 0;
            foreach (var word in HanTable.Instance.WordsFrom(token[position]))
            {
                if (token[position..].StartsWith(word.Text, StringComparison.Ordinal))
                {
                    builder.Add(starts[position], starts[position + word.Text.Length], word.Renderings);
                }
            }
        }

        return known > 0;
    }

    /// <summary>The spellings in Pinyin, Cantonese or Japanese, Korean (also as the north writes it), Wade-Giles and Vietnamese, as far as
    /// all characters have such a reading.</summary>
    public static void Spell(string token, List<string> spellings)
    {
        var japanese = Japanese(token);
        if (token.AsSpan().ContainsAnyInRange('぀', 'ヿ')
            || (japanese.Length > 0 && HanTable.Instance.WordsFrom(token[0]).Length > 0 && IsWord(token)))
        {
            Romanisation.Keep(spellings, japanese);
        }

        Romanisation.Keep(spellings, Join(token, static c => c.Mandarin.Length > 0 ? c.Mandarin[0].Pinyin : ""));
        Romanisation.Keep(spellings, Join(token, static c => c.Cantonese));
        Romanisation.Keep(spellings, Join(token, static c => c.Mandarin.Length > 0 ? c.Mandarin[0].WadeGiles : ""));
        var korean = Join(token, static c => c.Korean);
        Romanisation.Keep(spellings, korean);
        Romanisation.Keep(spellings, korean.Replace("eo", "o", StringComparison.Ordinal).Replace("eu", "u", StringComparison.Ordinal));
        Romanisation.Keep(spellings, japanese);
        Romanisation.Keep(spellings, Join(token, static c => c.Vietnamese), MaxSpellings);
    }

    private static bool AddCharacter(ReadOnlySpan<char> token, int position, int rune, int from, int to, ReadOnlySpan<int> middles,
        LatticeBuilder builder)
    {
        if (rune == Repetition && position > 0)
        {
            rune = token[position - 1];
        }

        if (rune <= char.MaxValue && ScriptRanges.ScriptOf(new Rune(rune)) == Script.Kana)
        {
            return KanaForm.AddOne((char)rune, from, to, builder);
        }

        if (HanTable.Instance.Find(rune) is not { } character)
        {
            builder.AddUnknown(rune <= char.MaxValue ? (char)rune : '\0', from, to);
            return false;
        }

        var middle = 0;
        foreach (var syllable in character.Mandarin)
        {
            builder.Add(from, to, syllable.Whole);
            if (syllable.Initial is null)
            {
                builder.Add(from, to, syllable.Final);
            }
            else if (middle < 2)
            {
                builder.Add(from, middles[middle], syllable.Initial);
                builder.Add(middles[middle], to, syllable.Final);
                middle++;
            }
        }

        if (character.Others is { } others)
        {
            builder.Add(from, to, others);
        }

        return true;
    }

    private static bool IsWord(string token)
    {
        foreach (var word in HanTable.Instance.WordsFrom(token[0]))
        {
            if (word.Readings.Length > 0 && token.StartsWith(word.Text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Join(string token, Func<HanTable.Character, string> reading)
    {
        var text = new StringBuilder();
        foreach (var rune in token.EnumerateRunes())
        {
            var spelling = HanTable.Instance.Find(rune.Value) is { } character ? reading(character) : "";
            if (spelling.Length == 0)
            {
                return "";
            }

            text.Append(spelling);
        }

        return text.ToString();
    }

    private static string Japanese(string token)
    {
        var text = new StringBuilder();
        for (var i = 0; i < token.Length;)
        {
            var length = 1;
            var spelling = "";
            foreach (var word in HanTable.Instance.WordsFrom(token[i]))
            {
                if (word.Readings.Length > 0 && token.AsSpan(i).StartsWith(word.Text, StringComparison.Ordinal))
                {
                    (spelling, length) = (word.Readings[0], word.Text.Length);
                    break;
                }
            }

            if (spelling.Length == 0)
            {
                var c = token[i] == Repetition && i > 0 ? token[i - 1] : token[i];
                spelling = ScriptRanges.ScriptOf(new ReadOnlySpan<char>(in c)) == Script.Kana
                    ? Romanisation.Of(c.ToString(), Script.Kana) is [var kana, ..] ? kana : ""
                    : HanTable.Instance.Find(c)?.Japanese ?? "";
            }

            if (spelling.Length == 0)
            {
                return "";
            }

            text.Append(spelling);
            i += length;
        }

        return text.ToString();
    }
}
