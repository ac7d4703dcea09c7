namespace Compliance.ScreeningCore.Names;

/// <summary>
/// One spelling for letters that stand for the same sound across romanisations: kh and h, q and k, ou, oo and u, y and i, doubled letters
/// and one. Not a phonetic code: vowels stay (as a, i, u), so that two spellings that differ in one sound differ in one letter.
/// </summary>
/// <remarks>
/// The alternations are those that occur most between the romanised names of one party on official lists: i~y, a~e, o~u, k~q, gh~q, oo~u,
/// v~w, kh~h.
/// </remarks>
public static class SoundSpelling
{
    private static readonly (string From, string To)[] Rules =
    [
        ("tsch", "c"), ("dsch", "j"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("tj", "c"),
            ("sh", "s"),
        ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("cz", "c"), ("ch", "c"), ("ts", "c"),
            ("tz", "c"),
        ("ks", "ks"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("oe", "u"), ("ue", "u"), ("au", "au"), ("ee", "i"), ("ie", "i"), ("ei", "i"),
            ("ey", "i"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("yy", "i"),
        ("ay", "ai"), ("aj", "ai"), ("ya", "ia"), ("ja", "ia"), ("ye", "i"), ("je", "i"), ("yu", "iu"), ("ju", "iu"), ("yo", "iu"),
            ("jo", "iu"), ("aa", "a"), ("ae", "a"),
    ];

    /// <summary>Spells a folded token (a-z and digits) by sound; the empty text for the empty token.</summary>
    public static string Of(ReadOnlySpan<char> token)
    {
        Span<char> spelled = stackalloc char[Math.Min(token.Length, 256) * 2];
        var length = 0;
        var limit = Math.Min(token.Length, 256);
        for (var i = 0; i < limit;)
        {
            var taken = Rule(token[i..limit], out var written);
            if (taken == 0)
            {
                written = Single(token, i, limit);
                taken = 1;
            }

            foreach (var letter in written)
            {
                if (length == 0 || spelled[length - 1] != letter)
                {
                    spelled[length++] = letter;
                }
            }

            i += taken;
        }

        return new string(spelled[..length]);
    }

    private static int Rule(ReadOnlySpan<char> rest, out ReadOnlySpan<char> written)
    {
        foreach (var (from, to) in Rules)
        {
            if (rest.StartsWith(from, StringComparison.Ordinal))
            {
                written = to;
                return from.Length;
            }
        }

        written = default;
        return 0;
    }

    private static ReadOnlySpan<char> Single(ReadOnlySpan<char> token, int at, int limit) => token[at] switch
    {
        'q' or 'c' => "k",
        'w' => "v",
        'y' or 'e' => "i",
        'o' => "u",
        'x' => "ks",
        'h' when at > 0 && (at + 1 == limit || !IsVowel(token[at + 1])) => "",
        _ => token.Slice(at, 1),
    };

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
