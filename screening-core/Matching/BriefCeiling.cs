using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The ceiling of a candidate from the links of its words and from the words in brief: which of them no word of the other name answers, so
/// that they stay open, and what their letters cost. Nothing is assigned, and no word is read.
/// </summary>
internal static class BriefCeiling
{
    // Sums of shares in another order differ by less than this, once weighted.
    private const double Rounding = 1e-4;

    // The comparer writes no more of a name than this.
    private const int WholeText = 256;

    /// <summary>The highest log-odds of a candidate of which no neighbours are to be joined; ∞ where its words in brief do not
    /// tell.</summary>
    /// <param name="ceiling">What rows weigh.</param>
    /// <param name="own">The subject's name.</param>
    /// <param name="listed">The listed names.</param>
    /// <param name="candidate">Which of them.</param>
    /// <param name="found">How it was found.</param>
    /// <param name="links">The links of the subject's words.</param>
    public static double Of(NameCeiling ceiling, SubjectShares own, ListedShares listed, int candidate, FoundBy found, LinkTable links)
    {
        var numbers = listed.NumbersOf(candidate);
        if (!own.IsWhole || numbers.Length > Assignment.MaxSize || (found & FoundBy.Joined) != 0
            || ((found & FoundBy.Initials) != 0 && own.IsAcronymOf(listed, candidate)))
        {
            return double.PositiveInfinity;
        }

        var (theirs, mine, linked) = (default(OpenShare), default(OpenShare), 0u);
        var total = listed.TotalOf(candidate);
        foreach (var number in numbers)
        {
            ref readonly var word = ref listed.BriefOf(number);
            var answers = AnswersOf(word, number, own, listed, links);
            theirs.Add(word, word.Weight / total, answers != 0);
            linked |= answers;
        }

        own.AddBeside(linked, ref mine);
        var single = Math.Min(mine.Cores, theirs.Cores) <= 1 && Math.Max(mine.Cores, theirs.Cores) > 1;
        return ceiling.Of(mine.Linked, theirs.Linked, mine.Open, theirs.Open)
            + ceiling.OfSingle(single) - ceiling.LostByEdits(TenthsAtLeast(mine, theirs)) + Rounding;
    }

    /// <summary>True where a candidate with this ceiling, as <see cref="Of"/> gave it, certainly stays below the log-odds that are asked
    /// for.</summary>
    public static bool IsBelow(double least, double most, NameCeiling ceiling, SubjectShares own, ListedShares listed, int candidate,
        LinkTable links) =>
        most < least
        || (own.HasGeneric && most + ceiling.OfGenericOnly < least
        && GenericLinks.Alone(own.Tokens, listed.WordsOf(candidate), listed.NumbersOf(candidate), links));

    // Which of the subject's words, by their places, may be linked to a listed one.
    private static uint AnswersOf(in TokenBrief word, int number, SubjectShares own, ListedShares listed, LinkTable links)
    {
        var answers = 0u;
        if (word.IsPosted)
        {
            for (var at = links.First(number); at >= 0; at = links.At(at).Next)
            {
                answers |= 1u << links.At(at).Position;
            }

            answers &= own.Posted;
        }

        // Words without postings are in no look-up; a form answers nothing but forms.
        return answers | (word.IsForm ? own.Forms : !word.IsPosted || own.HasUnposted ? own.MayAnswer(word, number, listed) : 0);
    }

    // Words open on both sides were replaced, and cost their letters one by one or what the aligned texts differ by.
    private static int TenthsAtLeast(in OpenShare mine, in OpenShare theirs)
    {
        if (mine.OpenLetters == 0 || theirs.OpenLetters == 0 || mine.Letters + theirs.Letters > WholeText)
        {
            return 0;
        }

        // A subject's word that is equal is written as the listed one.
        var replaced = Math.Min(NameComparer.EditCapTenths, Math.Max(mine.OpenLetters, theirs.OpenLetters) * EditCosts.Unit);
        return Math.Min(replaced,
            Math.Max(LetterLosses.AtLeast(mine.OpenMask, theirs.Mask),
            LetterLosses.AtLeast(theirs.OpenMask, mine.Mask | theirs.LinkedMask)));
    }
}
