using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>What stays open when two names are aligned: tokens without a partner (partner −1), and what that says.</summary>
internal static class OpenTokens
{
    /// <summary>Share of its weight that a patronymic keeps where only one side states one.</summary>
    public const float LonePatronymic = 0.3f;

    public static bool Hold(NameToken[] tokens, int count, int[] partner, TokenTraits traits)
    {
        for (var i = 0; i < count; i++)
        {
            if (partner[i] < 0 && tokens[i].Is(traits))
            {
                return true;
            }
        }

        return false;
    }

    // Nothing is unlinked but words that only join (of, and) and organisation forms: a form more or less makes no other name. Where a
    // single word is linked and it is generic, what joins is all that is left to tell "En Bank" from a bank.
    public static bool IsWhole(NameToken[] tokens, int count, int[] partner, bool distinctive)
    {
        var spared = distinctive || LinkedWords(tokens, count, partner) > 1
            ? TokenTraits.Stopword | TokenTraits.OrganisationForm : TokenTraits.OrganisationForm;
        for (var i = 0; i < count; i++)
        {
            if (partner[i] < 0 && !tokens[i].Is(spared) && !(i == 0 && tokens[i].Text == "the"))
            {
                return false;
            }
        }

        return true;
    }

    private static int LinkedWords(NameToken[] tokens, int count, int[] partner)
    {
        var words = 0;
        for (var i = 0; i < count; i++)
        {
            words += partner[i] >= 0 && !TokenWeights.IsLight(tokens[i]) ? 1 : 0;
        }

        return words;
    }

    public static bool Contradicts(NameToken[] tokens, int count, int[] partner, int othersOpen) =>
        othersOpen > 0 && Hold(tokens, count, partner, TokenTraits.Initial) && Words(tokens, count, partner) == 0;

    public static int Words(NameToken[] tokens, int count, int[] partner)
    {
        var words = 0;
        for (var i = 0; i < count; i++)
        {
            words += partner[i] < 0 && !tokens[i].Is(TokenTraits.Initial) && !TokenWeights.MayBeLeftOut(tokens[i]) ? 1 : 0;
        }

        return words;
    }

    // What may be left out counts only where it is linked.
    public static float Share(float linked, float open) => linked <= 0 ? 0 : linked / (linked + open);

    // A patronymic that only one side states is hardly missed; two that differ are two fathers.
    public static float Weight(NameToken[] tokens, int count, float[] weights, int[] partner, bool fathers)
    {
        var open = 0f;
        for (var i = 0; i < count; i++)
        {
            if (partner[i] < 0 && !TokenWeights.MayBeLeftOut(tokens[i]))
            {
                open += !fathers && tokens[i].Is(TokenTraits.Patronymic) ? weights[i] * LonePatronymic : weights[i];
            }
        }

        return open;
    }
}
