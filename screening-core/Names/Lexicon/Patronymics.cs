using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Names formed from the father's by their ending. Shape only: some family names end alike (Abramovich), so the place in the name decides.
/// Serbian -ovic, Polish -owicz, Turkish -oglu (glued) and Icelandic -son and -dottir stand where a family name stands and are left alone.
/// </summary>
public static class Patronymics
{
    private const int MinStemChars = 2;

    private static readonly string[] Masculine =
        ["ovich", "evich", "ovych", "evych", "avich", "ovitch", "evitch", "ogly", "oghlu", "uulu", "uly"];
    private static readonly string[] Feminine = ["ovna", "evna", "ivna", "avna", "ichna", "inichna", "kyzy", "kizi", "gyzy", "qizi"];
    private static readonly string[] OldShort =
        ["ilyich", "ilich", "kuzmich", "fomich", "lukich", "nikitich", "savvich", "ilyinichna", "illich"];

    /// <summary>True where the token is formed as a patronymic: Petrovich, Petrovna, Ilyich, Mammadogly.</summary>
    public static bool IsPatronymic(ReadOnlySpan<char> token) => GenderOf(token) != Gender.Unknown;

    /// <summary>The gender that a patronymic shows; Unknown where the token is none.</summary>
    public static Gender GenderOf(ReadOnlySpan<char> token)
    {
        foreach (var name in OldShort)
        {
            if (token.SequenceEqual(name))
            {
                return name.EndsWith('a') ? Gender.Female : Gender.Male;
            }
        }

        if (Ends(token, Feminine))
        {
            return Gender.Female;
        }

        return Ends(token, Masculine) ? Gender.Male : Gender.Unknown;
    }

    private static bool Ends(ReadOnlySpan<char> token, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (token.Length >= ending.Length + MinStemChars && token.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
