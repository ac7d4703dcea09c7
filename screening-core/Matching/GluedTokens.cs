using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// Joins neighbouring tokens of one name where the other name writes them as one word: "Plat Ono Vich" and "Platonovich", "Rami Makhlouf"
/// and "Ramimakhlouf".
/// </summary>
/// <remarks>
/// The subject's neighbours may be joined with the same tolerance as a single token, since the index is asked for the joined word; the
/// listed name's neighbours only where the joined word is equal by text, since that is what the index holds for them. Syllables of Chinese
/// and Korean: <see cref="GluedSyllables"/>.
/// </remarks>
internal static class GluedTokens
{
    /// <summary>Most neighbours that are joined.</summary>
    public const int MaxRun = 3;

    public static bool Join(NameToken[] subject, ref int subjectCount, NameToken[] listed, ref int listedCount, TokenLink[] links)
    {
        var any = false;
        for (var j = 0; j < listedCount; j++)
        {
            if (MayBeJoined(listed[j]) && !HasNear(links, j, Assignment.MaxSize, subjectCount))
            {
                any |= JoinRun(subject, ref subjectCount, listed[j], tolerant: true);
            }
        }

        for (var i = 0; i < subjectCount && !any; i++)
        {
            if (MayBeJoined(subject[i]) && !HasNear(links, i * Assignment.MaxSize, 1, listedCount))
            {
                any = JoinRun(listed, ref listedCount, subject[i], tolerant: false);
            }
        }

        return any;
    }

    /// <summary>Whole edits allowed between neighbours written as one and the word of this many letters.</summary>
    public static int JoinBudget(int letters) => letters <= 4 ? 0 : 1;

    /// <summary>True for a word that neighbours of the other name may make.</summary>
    public static bool MayBeJoined(NameToken target)
        => (target.Text.Length >= 4 && !target.Is(TokenTraits.OrganisationForm)) || GluedSyllables.MayBeJoined(target);

    // A pet form beside the name does not stand for its neighbour as well: Anne is Annemarie, and Marie is the rest of her.
    private static bool HasNear(TokenLink[] links, int from, int step, int count)
    {
        for (var k = 0; k < count; k++)
        {
            if (links[from + (k * step)] is { Similarity: >= 0.8f, Relation: not TokenRelation.Nickname })
            {
                return true;
            }
        }

        return false;
    }

    private static bool JoinRun(NameToken[] tokens, ref int count, NameToken target, bool tolerant)
    {
        Span<char> text = stackalloc char[RawTokens.MaxTokenChars * MaxRun];
        var syllables = GluedSyllables.MayBeJoined(target) ? target.Original!.Length : 0;
        for (var start = 0; start + 1 < count; start++)
        {
            var length = 0;
            for (var run = 1; run <= MaxRun && start + run <= count; run++)
            {
                var token = tokens[start + run - 1];
                length += token.Text.Length;
                if (token.Original is not null || token.Is(TokenTraits.OrganisationForm)
                    || (run > syllables && length > target.Text.Length + 1))
                {
                    break;
                }

                var neighbours = tokens.AsSpan(start, run);
                var joined = Written(neighbours, text);
                if (run > 1
                    && (Fits(joined, target, tolerant)
                    || (run == syllables && count > run && GluedSyllables.AreSyllables(neighbours)
                    && GluedSyllables.Reads(joined, target))))
                {
                    tokens[start] = TokenMemory.OfSubjects.Joined(joined);
                    Array.Copy(tokens, start + run, tokens, start + 1, count - start - run);
                    count -= run - 1;
                    return true;
                }
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Written(ReadOnlySpan<NameToken> run, Span<char> text)
    {
        var length = 0;
        foreach (var token in run)
        {
            token.Text.CopyTo(text[length..]);
            length += token.Text.Length;
        }

        return text[..length];
    }

    private static bool Fits(ReadOnlySpan<char> joined, NameToken target, bool tolerant)
    {
        if (Math.Abs(joined.Length - target.Text.Length) > 1)
        {
            return false;
        }

        if (joined.SequenceEqual(target.Text))
        {
            return true;
        }

        foreach (var romanised in target.Romanisations)
        {
            if (joined.SequenceEqual(romanised))
            {
                return true;
            }
        }

        var budget = tolerant ? JoinBudget(Math.Max(joined.Length, target.Text.Length)) : 0;
        return budget > 0 && EditDistance.Units(joined, target.Text, budget) <= budget;
    }
}
