using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <content>The rows of differences that weigh more together than one by one.</content>
internal sealed partial class NameComparer
{
    // Least weight on one side only that counts as a word more, and least similarity that counts as equal.
    private const float AnyExtra = 0.05f;
    private const float AsEqual = 0.9f;

    private void FillTogether(float extra, float replaced, float worst, bool persons)
    {
        var (crossed, first, other) = (0f, 0f, 0f);
        for (var i = 0; i < _subjectCount; i++)
        {
            var j = _listedOf[i];
            if (j < 0 || _links[i * Max + j] is not { Similarity: < AsEqual } link
                || (TokenWeights.IsLight(_subject[i]) && TokenWeights.IsLight(_listed[j])))
            {
                continue;
            }

            var weight = (_subjectWeights[i] + _listedWeights[j]) / 2;
            crossed += link.Relation == TokenRelation.Edit && IsCrossed(i, j) ? weight : 0;
            first += IsFirstEdited(i, j, link.Relation) ? weight : 0;
            other += IsOtherName(_subject[i], _listed[j], link.Relation) ? weight : 0;
        }

        Set(NameFeature.ExtraEdited, extra > AnyExtra && worst < AsEqual ? 1 : 0);
        Set(NameFeature.FirstEdited, first);
        Set(NameFeature.CrossedEdited, crossed);
        Set(NameFeature.OtherName, persons ? other : 0);
        Set(NameFeature.FirstOpen, persons && replaced < AnyExtra && extra > AnyExtra
            && (NameEnds.IsFirstOpen(_subject, _subjectCount, _listedOf) || NameEnds.IsFirstOpen(_listed, _listedCount, _subjectOf))
            ? 1 : 0);
    }

    private bool IsFirstEdited(int i, int j, TokenRelation relation) =>
        relation == TokenRelation.Edit && _subject[i].Original is null && _listed[j].Original is null
        && EditCosts.Substitute(_subject[i].Text[0], _listed[j].Text[0]) >= EditCosts.Unit
        && (_subject[i].Sound.Length == 0 || _listed[j].Sound.Length == 0 || _subject[i].Sound[0] != _listed[j].Sound[0]);

    // Both are given names or spellings of one, neither stands for the other, and they sound otherwise: another name, not another spelling.
    private static bool IsOtherName(NameToken subject, NameToken listed, TokenRelation relation) =>
        relation is TokenRelation.Edit or TokenRelation.Phonetic && IsKnownName(subject) && IsKnownName(listed)
        && subject.Sound != listed.Sound;

    private static bool IsKnownName(NameToken token)
        => token.Original is null && (!token.Groups.IsEmpty || token.Gender != Parties.Gender.Unknown);

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
