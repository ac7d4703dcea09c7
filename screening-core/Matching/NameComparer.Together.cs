using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <content>The rows of differences that weigh more together than one by one.</content>
internal sealed partial class NameComparer
{
    // Least weight on one side only that counts as a word more, and least similarity that counts as equal.
    private const float AnyExtra = 0.05f;
    private const float AsEqual = 0.9f;

    private void FillTogether(float extra, float worst)
    {
        var (crossed, first) = (0f, 0f);
        for (var i = 0; i < _subjectCount; i++)
        {
            var j = _listedOf[i];
            if (j < 0 || _links[i * Max + j] is not { Similarity: < AsEqual } link || (TokenWeights.IsLight(_subject[i]) && TokenWeights.IsLight(_listed[j])))
            {
                continue;
            }

            var weight = (_subjectWeights[i] + _listedWeights[j]) / 2;
            crossed += IsCrossed(i, j) ? weight * (1 - link.Similarity) : 0;
            first += IsFirstEdited(i, j, link.Relation) ? weight : 0;
        }

        Set(NameFeature.ExtraEdited, extra > AnyExtra && worst < AsEqual ? 1 : 0);
        Set(NameFeature.FirstEdited, first);
        Set(NameFeature.CrossedEdited, crossed);
    }

    private bool IsFirstEdited(int i, int j, TokenRelation relation) =>
        relation == TokenRelation.Edit && _subject[i].Original is null && _listed[j].Original is null && _subject[i].Text[0] != _listed[j].Text[0];

    // Another linked word stands before it in one name and after it in the other.
    private bool IsCrossed(int i, int j)
    {
        for (var k = 0; k < _subjectCount; k++)
        {
            if (k != i && _listedOf[k] >= 0 && (k < i) != (_listedOf[k] < j) && !TokenWeights.IsLight(_subject[k]))
            {
                return true;
            }
        }

        return false;
    }
}
