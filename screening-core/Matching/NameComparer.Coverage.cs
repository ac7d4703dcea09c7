using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching;

/// <content>The rows of coverage: what of the two names is linked, how well, and what stays open.</content>
internal sealed partial class NameComparer
{
    // Most edits, in tenths, between a reading of Chinese characters and a spelling of it.
    private const int NearReading = 9;

    // What it weighs that the words of one name are read in different languages, as if a syllable of this share were another one.
    private const float MixedReadings = 0.55f;

    private bool FillCoverage(bool persons)
    {
        var (subjectFound, listedFound, anchored) = (0f, 0f, false);
        var (subjectLinked, listedLinked, edited, originalDiffers, indirect, generic, shortEdited) = (0f, 0f, 0f, 0f, 0f, 0f, 0f);
        var (worst, subjectCores, listedCores) = (1f, 0, 0);
        var (sameScript, syllables, equal, distinctive, describing) = (false, false, false, false, false);
        var readings = HanSystems.Any;
        for (var i = 0; i < _subjectCount; i++)
        {
            var token = _subject[i];
            subjectCores += IsCore(token) ? 1 : 0;
            var j = _listedOf[i];
            if (j < 0)
            {
                continue;
            }

            var link = _links[i * Max + j];
            var weight = (_subjectWeights[i] + _listedWeights[j]) / 2;
            subjectLinked += _subjectWeights[i];
            listedLinked += _listedWeights[j];
            subjectFound += IsFindable(token, _listed[j]) ? _subjectWeights[i] : 0;
            listedFound += IsFindable(_listed[j], token) ? _listedWeights[j] : 0;
            anchored |= IsAnchor(token, _listed[j], link.Relation);
            if (TokenWeights.IsLight(token) && TokenWeights.IsLight(_listed[j]))
            {
                continue;
            }

            edited += weight * (1 - link.Similarity);
            worst = Math.Min(worst, link.Similarity);
            indirect += link.Relation is TokenRelation.Nickname or TokenRelation.Initial ? weight : 0;
            distinctive |= !token.Is(GenericLinks.Generic | TokenTraits.Initial | TokenTraits.Number);
            describing |= token.Is(GenericLinks.Generic);
            generic += token.Is(TokenTraits.Generic | TokenTraits.VeryGeneric | TokenTraits.Place) ? weight : 0;
            shortEdited += link.Tenths > 0 && Math.Max(token.Text.Length, _listed[j].Text.Length) <= 4 ? weight * link.Tenths / 10f : 0;
            equal |= link.Similarity >= 0.9f;
            syllables |= link.Relation == TokenRelation.Transliteration && IsSyllabic(token.Original is not null ? token : _listed[j]);
            readings &= link.Relation == TokenRelation.Transliteration
                ? ReadingsOf(token, _listed[j], first: (token.Original is not null ? i : j) == 0) : HanSystems.Any;
            sameScript |= token.Original is not null && token.Script == _listed[j].Script && !TokenLinks.IsAlphabet(token.Script);
        }

        for (var j = 0; j < _listedCount; j++)
        {
            listedCores += IsCore(_listed[j]) ? 1 : 0;
        }

        var fathers = OpenTokens.Hold(_subject, _subjectCount, _listedOf, TokenTraits.Patronymic)
            && OpenTokens.Hold(_listed, _listedCount, _subjectOf, TokenTraits.Patronymic);
        var (subjectOpen, listedOpen) =
            (OpenTokens.Weight(_subject, _subjectCount, _subjectWeights, _listedOf, fathers),
            OpenTokens.Weight(_listed, _listedCount, _listedWeights, _subjectOf, fathers));
        var replaced = OnlyInitialsOpen() ? Math.Max(subjectOpen, listedOpen) : Math.Min(subjectOpen, listedOpen);
        if (sameScript)
        {
            originalDiffers = Math.Min(1, (edited * 2) + replaced);
        }

        var (subjectShare, listedShare) = (OpenTokens.Share(subjectLinked, subjectOpen), OpenTokens.Share(listedLinked, listedOpen));
        Set(NameFeature.CoverageBest,
            Math.Max(subjectShare * subjectFound / Math.Max(subjectLinked, 1e-6f),
            listedShare * listedFound / Math.Max(listedLinked, 1e-6f)));
        Set(NameFeature.CoverageWorst, Math.Min(subjectShare, listedShare));
        Set(NameFeature.WorstLink, subjectLinked > 0 ? worst : 0);
        Set(NameFeature.Replaced, replaced);
        Set(NameFeature.Extra, Math.Max(subjectOpen, listedOpen) - replaced);
        Set(NameFeature.NoneEqual, subjectLinked > 0 && !equal ? 1 : 0);
        Set(NameFeature.SyllableExtra, syllables && persons
            ? Math.Min(1, subjectOpen + listedOpen + (readings == HanSystems.None ? MixedReadings : 0)) : 0);
        Set(NameFeature.Edited, edited);
        Set(NameFeature.OriginalDiffers, originalDiffers);
        Set(NameFeature.Indirect, indirect);
        var whole = OpenTokens.IsWhole(_subject, _subjectCount, _listedOf, distinctive)
            && OpenTokens.IsWhole(_listed, _listedCount, _subjectOf, distinctive);
        Set(NameFeature.GenericLinked, whole ? 0 : generic);
        Set(NameFeature.GenericOnly, describing && !whole && !distinctive ? 1 : 0);
        Set(NameFeature.ShortEdited, Math.Min(1, shortEdited));
        Set(NameFeature.SingleToken, Math.Min(subjectCores, listedCores) <= 1 && Math.Max(subjectCores, listedCores) > 1 ? 1 : 0);
        Set(NameFeature.EndsLinked, NameEnds.Linked(_subject, _subjectCount, _listedOf, _listed, _listedCount, _subjectOf));
        FillCore(persons, subjectCores, listedCores);
        FillTogether(Math.Max(subjectOpen, listedOpen) - replaced, replaced, worst, persons);
        return anchored;
    }

    // Words of one's own language, syllable by syllable; a foreign name in such letters is a word like others.
    private static bool IsSyllabic(NameToken token) => token.Script is Script.Han or Script.Hangul && !token.Is(TokenTraits.Transcribed);

    private static HanSystems ReadingsOf(NameToken left, NameToken right, bool first)
    {
        var (characters, latin) = left.Original is not null ? (left, right) : (right, left);
        if (characters.Script != Script.Han || !IsSyllabic(characters))
        {
            return HanSystems.Any;
        }

        // Where every character is a word, each must be read as the tables read it; a family name may be spelt as custom spells it.
        var isOne = characters.Original!.Length == 1;
        return HanReading.Of(characters.Original!, latin.Text,
            !isOne ? static (reading, word) => EditDistance.Tenths(reading, word, NearReading) <= NearReading
            : first ? static (reading, word) => reading.SequenceEqual(word)
                || NameVariants.Relation(reading, word) == VariantRelation.SameName
            : static (reading, word) => reading.SequenceEqual(word), isExact: isOne);
    }

    // What carries a comparison, and what the index finds it by: two words that are more than initials, titles or particles; where neither
    // name has such a word ("The Doctor", "V. X."), two words that are more than an initial of one another.
    private bool IsAnchor(NameToken subject, NameToken listed, TokenRelation relation)
    {
        var subjectBears = subject.IsPosted;
        return subjectBears == listed.IsPosted
            && (subjectBears || (relation != TokenRelation.Initial && !HasPosted(_subject, _subjectCount)
            && !HasPosted(_listed, _listedCount)));
    }

    private static bool HasPosted(NameToken[] tokens, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (tokens[i].IsPosted)
            {
                return true;
            }
        }

        return false;
    }

    // A full word that only an initial or a particle of the other name answers is linked, but does not make two names comparable.
    private static bool IsFindable(NameToken token, NameToken partner) =>
        !token.IsPosted || TokenWeights.MayBeLeftOut(token) || partner.IsPosted;

    // An initial that fits none of the other side's open words contradicts them: it does not merely stand beside them.
    private bool OnlyInitialsOpen() =>
        OpenTokens.Contradicts(_subject, _subjectCount, _listedOf, OpenTokens.Words(_listed, _listedCount, _subjectOf))
        || OpenTokens.Contradicts(_listed, _listedCount, _subjectOf, OpenTokens.Words(_subject, _subjectCount, _listedOf));

    // Words that can bear a name alone; an initial cannot.
    private static bool IsCore(NameToken token) => !TokenWeights.MayBeLeftOut(token) && !token.Is(TokenTraits.Initial);
}
