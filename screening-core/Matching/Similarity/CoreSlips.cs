using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>How alike two words are that carry a name alone.</summary>
internal enum CoreLikeness
{
    /// <summary>One word: equal, or the same by custom or in other letters.</summary>
    Same,

    /// <summary>One word with a slip of the pen: there is no other explanation for letters so alike in a word so long.</summary>
    Slip,

    /// <summary>One letter apart in a word of middle length: a slip where another word of both names agrees, else another word.</summary>
    Near,

    /// <summary>Two letters apart in such a word: a slip where two other words agree.</summary>
    NearByTwo,

    /// <summary>Another word.</summary>
    Another,
}

/// <summary>
/// Tells a slip of the pen from another name where one word carries the name. Two letters exchanged or one doubled make no name of their
/// own; a letter more, less or other makes one in a short word (Krones and Kronos), seldom in a long one.
/// </summary>
internal static class CoreSlips
{
    private const int LettersOfExchange = 5;
    private const int LettersOfOmission = 7;
    private const int LettersOfOther = 8;
    private const int LettersOfTwo = 9;
    private const int LettersOfSound = 7;
    private const int LettersOfNear = 4;
    private const int LettersOfCustom = 4;
    private const int SlipOfReading = 6;

    public static CoreLikeness Of(NameToken subject, NameToken listed, TokenLink link)
    {
        if (link.Relation is TokenRelation.Equal or TokenRelation.OrganisationForm)
        {
            return CoreLikeness.Same;
        }

        if (subject.Original is not null || listed.Original is not null)
        {
            return link.Relation != TokenRelation.Transliteration ? Letters(subject.Original ?? "", listed.Original ?? "")
                : link.Tenths <= SlipOfReading ? CoreLikeness.Same : CoreLikeness.Another;
        }

        return link.Relation is TokenRelation.Nickname or TokenRelation.Initial ? CoreLikeness.Another
            : AreOneByCustom(subject, listed) ? CoreLikeness.Same
            : subject.Sound == listed.Sound && Math.Min(subject.Text.Length, listed.Text.Length) >= LettersOfSound ? CoreLikeness.Slip
            : Letters(subject.Text, listed.Text);
    }

    // The lexicon joins them: spellings of one name, an abbreviation and its word, a word in two languages.
    private static bool AreOneByCustom(NameToken subject, NameToken listed)
    {
        if (subject.Concept != 0 && subject.Concept == listed.Concept)
        {
            return true;
        }

        foreach (var group in subject.Groups)
        {
            if (group < NameToken.FirstNicknameGroup
                && (group >= NameToken.FirstAbbreviationGroup || Math.Min(subject.Text.Length, listed.Text.Length) >= LettersOfCustom)
                && listed.Groups.Contains(group))
            {
                return true;
            }
        }

        return false;
    }

    private static CoreLikeness Letters(string left, string right)
    {
        var letters = Math.Min(left.Length, right.Length);
        if (left.Length == 0 || right.Length == 0 || left[0] != right[0])
        {
            return CoreLikeness.Another;
        }

        var begin = left.AsSpan().CommonPrefixLength(right);
        var a = left.AsSpan(begin);
        var b = right.AsSpan(begin);
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        var needed = (a.Length, b.Length) switch
        {
            (0, 0) => 0,
            (2, 2) when a[0] == b[1] && a[1] == b[0] => LettersOfExchange,
            (0, 1) or (1, 0) => IsDoubled(a.Length > b.Length ? left : right, begin) ? LettersOfExchange : LettersOfOmission,
            (1, 1) => EditCosts.Substitute(a[0], b[0]) < EditCosts.Unit ? LettersOfOmission : LettersOfOther,
            ( <= 2, <= 2) => LettersOfTwo,
            _ => int.MaxValue,
        };
        return letters >= needed ? CoreLikeness.Slip
            : letters < LettersOfNear || a.Length > 2 || b.Length > 2 ? CoreLikeness.Another
            : a.Length <= 1 && b.Length <= 1 ? CoreLikeness.Near : letters > LettersOfNear ? CoreLikeness.NearByTwo : CoreLikeness.Another;
    }

    private static bool IsDoubled(string longer, int at) =>
        (at > 0 && longer[at] == longer[at - 1]) || (at + 1 < longer.Length && longer[at] == longer[at + 1]);
}
