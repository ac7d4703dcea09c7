using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// A lower ceiling than <see cref="NameCeiling"/> alone gives, from how well each word could be linked at best. Either every word that can
/// be linked is, and costs what its best link costs; or one of those whose best link costs something stays open, and costs that. No word is
/// assigned to another, so no name is compared.
/// </summary>
internal static class LinkCeiling
{
    private const float Equal = 0.9f;

    /// <summary>The ceiling of two names of which no neighbours are to be joined and neither is the acronym of the other; both as long as
    /// the comparer takes them.</summary>
    public static double Of(NameCeiling ceiling, SubjectShares own, ListedShares listed, int candidate, LinkTable links)
    {
        var subject = own.Tokens;
        var words = listed.WordsOf(candidate);
        var numbers = listed.NumbersOf(candidate);
        Span<BestLink> mine = stackalloc BestLink[subject.Length];
        Span<BestLink> theirs = stackalloc BestLink[words.Length];
        for (var j = 0; j < words.Length; j++)
        {
            for (var at = words[j].IsPosted ? links.First(numbers[j]) : -1; at >= 0; at = links.At(at).Next)
            {
                if (subject[links.At(at).Position].IsPosted)
                {
                    Take(mine, theirs, links.At(at).Position, j, subject, words, links.At(at).Link);
                }
            }

            // Words without postings are in no look-up.
            for (var i = 0; i < subject.Length; i++)
            {
                if (!words[j].IsPosted || !subject[i].IsPosted)
                {
                    Take(mine, theirs, i, j, subject, words, TokenLinks.Between(subject[i], words[j]));
                }
            }
        }

        var left = new Side(subject, mine);
        var right = new Side(words, theirs);
        return Math.Min(left.Bound(ceiling, right), right.Bound(ceiling, left));
    }

    private static void Take(Span<BestLink> mine, Span<BestLink> theirs, int i, int j, ReadOnlySpan<NameToken> subject,
        ReadOnlySpan<NameToken> words, TokenLink link)
    {
        if (link.Exists)
        {
            var light = TokenWeights.IsLight(subject[i]) && TokenWeights.IsLight(words[j]);
            (mine[i], theirs[j]) = (mine[i].With(link, light), theirs[j].With(link, light));
        }
    }

    /// <summary>The best of each that any link of a word offers.</summary>
    private readonly record struct BestLink(bool Exists, int Tenths, float Similarity, bool MayBeDirect, bool MayBeEqual)
    {
        public BestLink With(TokenLink link, bool light)
        {
            var direct = light || link.Relation is not (TokenRelation.Nickname or TokenRelation.Initial);
            var similarity = light ? 1 : link.Similarity;
            var equal = !light && link.Similarity >= Equal;
            return Exists
                ? new BestLink(true, Math.Min(Tenths, link.Tenths), Math.Max(Similarity, similarity), MayBeDirect || direct, MayBeEqual
                    || equal)
                : new BestLink(true, link.Tenths, similarity, direct, equal);
        }

        public bool IsFree => Tenths == 0 && Similarity >= 1 && MayBeDirect;
    }

    /// <summary>One of the two names.</summary>
    private readonly ref struct Side
    {
        private readonly ReadOnlySpan<NameToken> _tokens;
        private readonly ReadOnlySpan<BestLink> _best;
        private readonly float _total;

        public Side(ReadOnlySpan<NameToken> tokens, ReadOnlySpan<BestLink> best)
        {
            _tokens = tokens;
            _best = best;
            foreach (var token in tokens)
            {
                _total += token.Weight;
            }

            for (var i = 0; i < tokens.Length; i++)
            {
                Linked += best[i].Exists ? tokens[i].Weight / _total : 0;
                Open += best[i].Exists ? 0 : OpenWeight(i);
            }
        }

        private float Linked { get; }

        private float Open { get; }

        public double Bound(NameCeiling ceiling, Side other)
        {
            var (edited, indirect, tenths, worst) = (0f, 0f, 0, 1f);
            var (complete, equal, left) = (true, false, double.NegativeInfinity);
            for (var i = 0; i < _tokens.Length; i++)
            {
                var (best, weight) = (_best[i], _tokens[i].Weight / _total);
                complete &= best.Exists || TokenWeights.MayBeLeftOut(_tokens[i]);
                equal |= best.MayBeEqual;
                if (best.Exists && !best.IsFree)
                {
                    // What both names bear of a link's weight is halved; of the other's half nothing is known.
                    edited += weight / 2 * (1 - best.Similarity);
                    indirect += best.MayBeDirect ? 0 : weight / 2;
                    tenths += best.Tenths;
                    worst = Math.Min(worst, best.Similarity);
                    left = Math.Max(left, ceiling.Of(Linked - weight, other.Linked, Open + OpenWeight(i), other.Open));
                }
            }

            // Where no word is open on one side, none was replaced, and the edits are those of the links.
            var all = ceiling.Of(Linked, other.Linked, Open, other.Open) - ceiling.LostBy(edited, indirect, complete ? tenths : 0, worst);
            return Math.Max(all, left) - (equal ? 0 : ceiling.LostByNoneEqual);
        }

        private float OpenWeight(int i) =>
            TokenWeights.MayBeLeftOut(_tokens[i])
            ? 0 : _tokens[i].Weight / _total * (_tokens[i].Is(TokenTraits.Patronymic) ? OpenTokens.LonePatronymic : 1);
    }
}
