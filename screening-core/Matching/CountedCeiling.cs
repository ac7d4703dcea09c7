using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The ceiling of a name from what the look-ups counted of it and from the name in brief, before its words are looked at: words of the
/// subject that it does not answer stay open and cost their letters. It is never lower than <see cref="BriefCeiling"/>, so what it leaves
/// out would have been left out.
/// </summary>
internal sealed class CountedCeiling
{
    // Sums of shares in another order differ by less than this, once weighted.
    private const double Rounding = 2e-4;

    // The comparer writes no more of a name than this.
    private const int WholeText = 255;

    // The look-ups tell so many words of the subject apart.
    private const int MostWords = 16;

    // Of subjects of so many words, what each choice of words leaves open is kept.
    private const int FewWords = 6;

    private const float Weightless = 1e-3f;

    private readonly NameCeiling _ceiling;
    private readonly SubjectShares _own;
    private readonly HashSet<int>? _kept;
    private readonly double _least;
    private readonly (OpenShare Share, bool IsKnown)[] _open;

    private CountedCeiling(NameCeiling ceiling, SubjectShares own, double least, HashSet<int>? kept)
    {
        (_ceiling, _own, _least, _kept) = (ceiling, own, least, kept);
        _open = new (OpenShare, bool)[own.Tokens.Length <= FewWords ? 1 << own.Tokens.Length : 0];
    }

    /// <summary>The ceilings of a search; null where a subject has too many words for them.</summary>
    /// <param name="ceiling">What rows weigh.</param>
    /// <param name="own">The subject's name.</param>
    /// <param name="least">Log-odds below which no name is of any use.</param>
    /// <param name="kept">Names that are wanted whatever they come to; null for none.</param>
    public static CountedCeiling? Of(NameCeiling ceiling, SubjectShares own, double least, HashSet<int>? kept) =>
        own.Tokens.Length > MostWords ? null : new CountedCeiling(ceiling, own, least, kept);

    /// <summary>True where the name certainly stays below what is asked for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="count">What the look-ups counted of it.</param>
    /// <param name="listed">Share of the listed name's weight that they could link.</param>
    /// <param name="total">Weight of all its words.</param>
    /// <param name="brief">The name in brief.</param>
    public bool IsBelow(int name, in NameCount count, float listed, float total, NameBrief brief)
    {
        // A word that no look-up finds may answer any of the subject's, as initials do.
        if (count.Found != FoundBy.Words || brief.IsUntold || brief.Unposted > 0)
        {
            return false;
        }

        var mine = OpenOf(count.Positions);
        var theirs = Math.Min(1, listed + (_own.UnpostedWords / total));
        var theirsOpen = Math.Max(0, 1 - theirs - brief.Spared);
        var single = Math.Min(_own.Cores, brief.Cores) <= 1 && Math.Max(_own.Cores, brief.Cores) > 1;
        var most = _ceiling.Of(Math.Min(1, mine.Linked), theirs, mine.Open, theirsOpen) + _ceiling.OfSingle(single)
            - _ceiling.LostByEdits(TenthsAtLeast(mine, 1 - theirs > Weightless, brief)) + Rounding;
        return most < _least && _kept?.Contains(name) != true;
    }

    // Words open on both sides were replaced: the subject's letters that the listed name lacks cost something each.
    private static int TenthsAtLeast(in OpenShare mine, bool isOpen, NameBrief brief) =>
        !isOpen || mine.OpenLetters == 0 || mine.Letters + brief.Letters > WholeText ? 0
        : Math.Min(Math.Min(NameComparer.EditCapTenths, mine.OpenLetters * EditCosts.Unit),
            LetterLosses.AtLeast(mine.OpenMask, brief.Mask));

    private OpenShare OpenOf(ushort positions)
    {
        if (positions >= _open.Length)
        {
            return _own.Beside(positions);
        }

        ref var open = ref _open[positions];
        if (!open.IsKnown)
        {
            open = (_own.Beside(positions), true);
        }

        return open.Share;
    }
}
