using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Names that are the initials of other names: PLA. Only names of organisations, ships and aircraft are compared so.</summary>
internal static class Acronyms
{
    /// <summary>Fewest letters of an acronym that stands for a name although nobody listed it: UBS is the initials of many firms.</summary>
    public const int MinLetters = 5;

    /// <summary>Most letters of an acronym.</summary>
    public const int MaxLetters = 8;

    /// <summary>True where one name is the acronym of the other.</summary>
    public static bool Match(ReadOnlySpan<NameToken> left, ReadOnlySpan<NameToken> right) => IsOf(left, right) || IsOf(right, left);

    /// <summary>The one token that is not light; null where there are none or several.</summary>
    public static NameToken? SingleCoreOf(ReadOnlySpan<NameToken> tokens)
    {
        NameToken? single = null;
        foreach (var token in tokens)
        {
            if (TokenWeights.IsLight(token))
            {
                continue;
            }

            if (single is not null)
            {
                return null;
            }

            single = token;
        }

        return single;
    }

    /// <summary>First letters of all tokens but stopwords, and but the organisation forms where they are not wanted: the National Tanker
    /// Company is NT or NTC.</summary>
    public static string InitialsOf(ReadOnlySpan<NameToken> tokens, bool withForms)
    {
        Span<char> letters = stackalloc char[Assignment.MaxSize];
        var count = 0;
        foreach (var token in tokens)
        {
            if (HasInitial(token, withForms) && count < Assignment.MaxSize)
            {
                letters[count++] = token.Text[0];
            }
        }

        return new string(letters[..count]);
    }

    private static bool IsOf(ReadOnlySpan<NameToken> acronym, ReadOnlySpan<NameToken> full) =>
        full.Length >= 3 && SingleCoreOf(acronym) is { } single && single.Text.Length is >= MinLetters and <= MaxLetters
        && single.Original is null && (AreInitials(single.Text, full, withForms: false) || AreInitials(single.Text, full, withForms: true));

    // The same as comparing with InitialsOf, without writing them down.
    private static bool AreInitials(string text, ReadOnlySpan<NameToken> full, bool withForms)
    {
        var at = 0;
        foreach (var token in full)
        {
            if (!HasInitial(token, withForms))
            {
                continue;
            }

            // Initials are read in the letters they are written in.
            if (at == text.Length || token.Original is not null || text[at] != token.Text[0])
            {
                return false;
            }

            at++;
        }

        return at == text.Length;
    }

    private static bool HasInitial(NameToken token, bool withForms) =>
        !token.Is(withForms ? TokenTraits.Stopword : TokenTraits.OrganisationForm | TokenTraits.Stopword) && token.Text.Length > 0;
}
