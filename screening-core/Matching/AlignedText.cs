using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Counts weighted edits over two names as wholes, after their tokens were aligned: a space that moved by one letter costs little,
/// a word that was replaced costs its letters.</summary>
internal sealed class AlignedText
{
    private readonly char[] _left = new char[256];
    private readonly char[] _right = new char[256];
    private readonly int[] _order = new int[Assignment.MaxSize];
    private readonly float[] _place = new float[Assignment.MaxSize];

    /// <summary>Edits in tenths, exact up to <paramref name="limit"/>, which is at most <see cref="NameComparer.EditCapTenths"/>; any
    /// number above it where there are more.</summary>
    public int EditTenths(NameToken[] subject, int subjectCount, NameToken[] listed, int listedCount, int[] listedOf, int[] subjectOf,
        TokenLink[] links, int stride, int limit)
    {
        var linked = 0;
        var (openSubject, openListed) = (0, 0);
        for (var i = 0; i < subjectCount; i++)
        {
            if (listedOf[i] >= 0)
            {
                linked += links[i * stride + listedOf[i]].Tenths;
            }
            else if (!TokenWeights.MayBeLeftOut(subject[i]))
            {
                openSubject += subject[i].Text.Length;
            }
        }

        for (var j = 0; j < listedCount; j++)
        {
            openListed += subjectOf[j] < 0 && !TokenWeights.MayBeLeftOut(listed[j]) ? listed[j].Text.Length : 0;
        }

        // Words that only one side has are another row's matter; a word that was replaced costs its letters.
        var replaced = Math.Min(openSubject, openListed) == 0 ? 0 : Math.Max(openSubject, openListed);
        var separate = Math.Min(NameComparer.EditCapTenths, linked + (replaced * EditCosts.Unit));
        if (replaced == 0 || Math.Abs(openSubject - openListed) > 4 || linked >= NameComparer.EditCapTenths)
        {
            return separate;
        }

        Order(subjectCount, listedOf);
        var left = Write(subject, subjectCount, listed, listedOf, links, stride);
        var right = Write(listed, listedCount, subjectOf);
        return left == 0 || right == 0 || Math.Abs(left - right) > 6
            ? separate
            : Math.Min(separate, EditDistance.Tenths(_left.AsSpan(0, left), _right.AsSpan(0, right), Math.Min(limit, separate)));
    }

    // Linked tokens stand where their partner stands; unlinked ones follow their left neighbour.
    private void Order(int count, int[] listedOf)
    {
        var place = -1f;
        for (var i = 0; i < count; i++)
        {
            place = listedOf[i] >= 0 ? listedOf[i] : place + 0.01f;
            _place[i] = place;
            _order[i] = i;
        }

        // Names are short and nearly in order: by insertion.
        for (var k = 1; k < count; k++)
        {
            var (at, own) = (k, _place[k]);
            for (; at > 0 && _place[at - 1] > own; at--)
            {
                (_place[at], _order[at]) = (_place[at - 1], _order[at - 1]);
            }

            (_place[at], _order[at]) = (own, k);
        }
    }

    private int Write(NameToken[] tokens, int count, NameToken[] listed, int[] listedOf, TokenLink[] links, int stride)
    {
        var length = 0;
        for (var k = 0; k < count; k++)
        {
            var i = _order[k];
            var partner = listedOf[i];
            var equivalent = partner >= 0 && links[i * stride + partner].Tenths == 0;
            if (partner >= 0 || !TokenWeights.MayBeLeftOut(tokens[i]))
            {
                length = Append(_left, length, equivalent ? listed[partner].Text : tokens[i].Text);
            }
        }

        return length;
    }

    private int Write(NameToken[] tokens, int count, int[] partner)
    {
        var length = 0;
        for (var j = 0; j < count; j++)
        {
            if (partner[j] >= 0 || !TokenWeights.MayBeLeftOut(tokens[j]))
            {
                length = Append(_right, length, tokens[j].Text);
            }
        }

        return length;
    }

    private static int Append(char[] target, int length, string text)
    {
        var taken = Math.Min(text.Length, target.Length - length);
        text.AsSpan(0, taken).CopyTo(target.AsSpan(length));
        return length + taken;
    }
}
