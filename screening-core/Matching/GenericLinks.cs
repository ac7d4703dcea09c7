using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Whether everything that can be linked between two names is generic ("trading", "bank", a country), so that
/// <see cref="NameFeature.GenericOnly"/> speaks against them for certain.</summary>
internal static class GenericLinks
{
    /// <summary>What makes a word generic.</summary>
    public const TokenTraits Generic = TokenTraits.Generic | TokenTraits.VeryGeneric | TokenTraits.Place
        | TokenTraits.Common;

    /// <summary>True only where the comparison, if anything is linked at all, finds generic words alone and leaves a word open.</summary>
    /// <param name="subject">The subject's words.</param>
    /// <param name="listed">The listed name's words, none of them to be joined.</param>
    /// <param name="numbers">Their numbers in the vocabulary of <paramref name="links"/>.</param>
    /// <param name="links">What the look-ups linked.</param>
    public static bool Alone(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, ReadOnlySpan<int> numbers, LinkTable links)
    {
        // Names without any word that is looked up are compared by what is light: no generic word need be linked then.
        if (!HasPosted(subject) || !HasPosted(listed))
        {
            return false;
        }

        Span<bool> answered = stackalloc bool[listed.Length];
        var open = false;
        for (var i = 0; i < subject.Length; i++)
        {
            var linked = false;
            for (var j = 0; j < listed.Length; j++)
            {
                if (!links.Between(subject[i], i, listed[j], numbers[j]).Exists)
                {
                    continue;
                }

                (linked, answered[j]) = (true, true);
                var light = TokenWeights.IsLight(subject[i]) && TokenWeights.IsLight(listed[j]);
                if (!light && (!subject[i].Is(Generic) || subject[i].Is(TokenTraits.Initial | TokenTraits.Number)))
                {
                    return false;
                }
            }

            open |= !linked && !subject[i].Is(TokenTraits.Stopword | TokenTraits.OrganisationForm);
        }

        for (var j = 0; j < listed.Length; j++)
        {
            open |= !answered[j] && !listed[j].Is(TokenTraits.Stopword | TokenTraits.OrganisationForm);
        }

        // A light pair (Ltd and Ltd) is linked beside them and says nothing; alone it makes no two names comparable.
        return open;
    }

    private static bool HasPosted(ReadOnlySpan<NameToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.IsPosted)
            {
                return true;
            }
        }

        return false;
    }
}
