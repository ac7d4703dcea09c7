using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>What a token weighs within its name before the weights of one name are made to sum to 1: names over titles, distinctive words
/// over generic ones.</summary>
/// <remarks>Uniform weights within a role are as good as rarity weights in a pair score (study of the labelled pairs); rarity serves the
/// ranking of candidates.</remarks>
internal static class TokenWeights
{
    /// <summary>What a word weighs at least that is a name, not a particle or a title.</summary>
    public const double LeastOfAName = 0.2;

    public static float Of(NameToken token)
    {
        var traits = token.Traits;
        if ((traits & TokenTraits.OrganisationForm) != 0)
        {
            return 0.02f;
        }

        if ((traits & TokenTraits.Stopword) != 0)
        {
            return 0.05f;
        }

        if ((traits & TokenTraits.Honorific) != 0)
        {
            return 0.1f;
        }

        if ((traits & TokenTraits.Particle) != 0)
        {
            return 0.15f;
        }

        if ((traits & (TokenTraits.VeryGeneric | TokenTraits.WeakHonorific)) != 0)
        {
            return 0.3f;
        }

        if ((traits & TokenTraits.Initial) != 0)
        {
            return 0.35f;
        }

        if ((traits & (TokenTraits.Generic | TokenTraits.Patronymic | TokenTraits.Number | TokenTraits.Bound)) != 0)
        {
            return 0.5f;
        }

        return (traits & TokenTraits.Place) != 0 ? 0.6f : token.Original is null && token.Text.Length <= 2 ? 0.6f : 1f;
    }

    /// <summary>True for tokens that may be left out without a word about it: light ones, and titles that are also name parts.</summary>
    public static bool MayBeLeftOut(NameToken token) => IsLight(token) || token.Is(TokenTraits.WeakHonorific);

    /// <summary>True for tokens whose absence on one side says nothing: forms, titles, particles, stopwords.</summary>
    public static bool IsLight(NameToken token) =>
        token.Is(TokenTraits.OrganisationForm | TokenTraits.Stopword | TokenTraits.Honorific | TokenTraits.Particle);

    /// <summary>True where postings are kept for the token: light tokens and initials would only lengthen them. A name that has nothing
    /// else is posted under all its tokens.</summary>
    public static bool IsPosted(NameToken token) => !IsLight(token) && !token.Is(TokenTraits.Initial);
}
