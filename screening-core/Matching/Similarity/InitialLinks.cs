using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>Links initials with the names that begin with them, within one script and across: V. and Vladimir, В. and Vladimir, Yu. and
/// Юрий.</summary>
internal static class InitialLinks
{
    /// <summary>Similarity of an initial and a name that begins with it.</summary>
    private const float InitialSimilarity = 0.6f;

    /// <summary>The link of two words of which one is an initial at least.</summary>
    public static TokenLink Between(NameToken subject, NameToken listed)
    {
        if (subject.Is(TokenTraits.Initial) && listed.Is(TokenTraits.Initial))
        {
            return AreSame(subject, listed) ? new TokenLink(TokenRelation.Equal, 0, 1) : TokenLink.None;
        }

        var (initial, word) = subject.Is(TokenTraits.Initial) ? (subject, listed) : (listed, subject);
        return Begins(initial, word) ? new TokenLink(TokenRelation.Initial, 0, InitialSimilarity) : TokenLink.None;
    }

    private static bool AreSame(NameToken one, NameToken other)
    {
        if (one.Original is not null && other.Original is not null && one.Script == other.Script)
        {
            return one.Original == other.Original;
        }

        return one.Text == other.Text || Begins(one, other) || Begins(other, one);
    }

    private static bool Begins(NameToken initial, NameToken word)
    {
        if (initial.Original is not null && word.Original is not null && initial.Script == word.Script)
        {
            return word.Original.StartsWith(initial.Original, StringComparison.Ordinal);
        }

        if (initial.Original is null)
        {
            return BeginsWith(initial.Text, word);
        }

        foreach (var romanised in initial.Romanisations)
        {
            if (BeginsWith(romanised, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWith(string initial, NameToken word)
    {
        if (initial.Length == 0 || !char.IsAsciiLetter(initial[0]))
        {
            return false;
        }

        if (Starts(word.Text, initial))
        {
            return true;
        }

        foreach (var romanised in word.Romanisations)
        {
            if (Starts(romanised, initial))
            {
                return true;
            }
        }

        return false;
    }

    // The letters of one sound begin a name alike: Yevgeny and Evgeny, Jurij and Yuri, Khalid and Halid, Carl and Karl.
    private static bool Starts(string word, string initial) =>
        word.StartsWith(initial, StringComparison.Ordinal)
        || (word.Length > 1 && (initial, word[0], word[1]) switch
        {
            ("y", 'e' or 'j' or 'i', _) or ("e", 'y', 'e') or ("e", 'j', 'e') or ("ye", 'e', _) => true,
            ("j", 'y', _) or ("yu", 'i' or 'j', 'u') or ("ya", 'i' or 'j', 'a') => true,
            ("ju" or "iu", 'y', 'u') or ("ja" or "ia", 'y', 'a') => true,
            ("kh", 'h', _) or ("h", 'k', 'h') or ("zh", 'j', _) or ("j", 'z', 'h') or ("dzh", 'j', _) or ("dj", 'j', _) => true,
            ("c", 'k', _) or ("k", 'c', not 'h') or ("v", 'w', _) or ("w", 'v', _) or ("f", 'p', 'h') or ("ts", 'c' or 'z', _) => true,
            _ => false,
        });
}
