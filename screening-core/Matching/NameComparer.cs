using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// Compares two analysed names: joins what was glued or split, aligns tokens optimally, counts edits over the aligned strings, and states the rows of the
/// name model. One instance per thread; the methods do not allocate unless tokens are joined.
/// </summary>
internal sealed class NameComparer
{
    private const int Max = Assignment.MaxSize;

    /// <summary>Weighted edits beyond which counting stops, in tenths.</summary>
    public const int EditCapTenths = 60;

    // Most edits, in tenths, between a reading of Chinese characters and a spelling of it.
    private const int NearReading = 9;

    // What it weighs that the words of one name are read in different languages, as if a syllable of this share were another one.
    private const float MixedReadings = 0.5f;

    private readonly TokenLink[] _links = new TokenLink[Max * Max];
    private readonly float[] _values = new float[Max * Max];
    private readonly int[] _listedOf = new int[Max];
    private readonly int[] _subjectOf = new int[Max];
    private readonly float[] _subjectWeights = new float[Max];
    private readonly float[] _listedWeights = new float[Max];
    private readonly float[] _features = new float[NameFeatureFacts.Count];
    private readonly AlignedText _aligned = new();
    private readonly NameToken[] _subject = new NameToken[Max];
    private readonly NameToken[] _listed = new NameToken[Max];
    private int _subjectCount;
    private int _listedCount;

    [ThreadStatic]
    private static NameComparer? _ofThread;

    /// <summary>The comparer of this thread.</summary>
    public static NameComparer OfThread => _ofThread ??= new NameComparer();

    /// <summary>Rows of the last comparison, by <see cref="NameFeature"/>.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Compares; false where nothing that weighs anything is linked, and the rows mean nothing then.</summary>
    public bool Compare(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, bool persons) => Compare(subject, listed, persons, [], null);

    /// <summary>Compares with a name of a vocabulary, whose token numbers and links to the subject's tokens a search has found already.</summary>
    /// <param name="subject">The subject's words.</param>
    /// <param name="listed">The listed name's words.</param>
    /// <param name="persons">True where both were read as persons' names.</param>
    /// <param name="numbers">Numbers of the listed words in the vocabulary of <paramref name="known"/>.</param>
    /// <param name="known">The links found; null to find them here.</param>
    /// <param name="model">The model that will judge; null to fill every row whatever they come to.</param>
    /// <param name="mayJoin">False where a search has found that no neighbours of either name make a word of the other.</param>
    /// <param name="least">Log-odds below which the comparison is of no use: it may answer false as soon as they are out of reach.</param>
    public bool Compare(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, bool persons, ReadOnlySpan<int> numbers, LinkTable? known, bool mayJoin = true, NameModel? model = null, double least = double.NegativeInfinity)
    {
        _subjectCount = Fill(_subject, subject);
        _listedCount = Fill(_listed, listed);
        Array.Clear(_features);
        if (_subjectCount == 0 || _listedCount == 0)
        {
            return false;
        }

        if (known is null)
        {
            LinkAll();
        }
        else
        {
            LinkKnown(numbers, known);
        }

        if (mayJoin && GluedTokens.Join(_subject, ref _subjectCount, _listed, ref _listedCount, _links))
        {
            LinkAll();
        }

        Weigh(_subject, _subjectCount, _subjectWeights);
        Weigh(_listed, _listedCount, _listedWeights);
        Assign();
        if (!persons && (Acronyms.Match(_subject.AsSpan(0, _subjectCount), _listed.AsSpan(0, _listedCount))))
        {
            // The letters of an acronym say nothing about the letters of the name: no other row applies.
            _features[(int)NameFeature.Acronym] = 1;
            return true;
        }

        var linked = FillCoverage();
        var limit = model is null ? EditCapTenths : linked ? model.EditLimit(_features, least) : -1;
        if (limit < 0)
        {
            return false;
        }

        FillEdits(limit);
        FillForms();
        FillOrder();
        return linked;
    }

    /// <summary>The alignment of the last comparison, subject's tokens first, then what only the listed name has.</summary>
    public ImmutableArray<TokenAlignment> Alignment()
    {
        var rows = ImmutableArray.CreateBuilder<TokenAlignment>(_subjectCount + _listedCount);
        for (var i = 0; i < _subjectCount; i++)
        {
            var j = _listedOf[i];
            rows.Add(j < 0
                ? new TokenAlignment(Shown(_subject[i]), null, TokenRelation.OnlySubject, 0, _subjectWeights[i])
                : new TokenAlignment(Shown(_subject[i]), Shown(_listed[j]), _links[i * Max + j].Relation, _links[i * Max + j].Tenths / 10.0, _subjectWeights[i]));
        }

        for (var j = 0; j < _listedCount; j++)
        {
            if (_subjectOf[j] < 0)
            {
                rows.Add(new TokenAlignment(null, Shown(_listed[j]), TokenRelation.OnlyListed, 0, _listedWeights[j]));
            }
        }

        return rows.ToImmutable();
    }

    // Words that can bear a name alone; an initial cannot.
    private static bool IsCore(NameToken token) => !TokenWeights.MayBeLeftOut(token) && !token.Is(TokenTraits.Initial);

    private static string Shown(NameToken token) => token.Original ?? token.Text;

    private static int Fill(NameToken[] tokens, ReadOnlySpan<NameToken> name)
    {
        var count = Math.Min(name.Length, Max);
        name[..count].CopyTo(tokens);
        return count;
    }

    private void LinkAll()
    {
        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                _links[i * Max + j] = TokenLinks.Between(_subject[i], _listed[j]);
            }
        }
    }

    // Words without postings are in no look-up: their links are asked for here.
    private void LinkKnown(ReadOnlySpan<int> numbers, LinkTable known)
    {
        var unposted = 0u;
        for (var i = 0; i < _subjectCount; i++)
        {
            unposted |= _subject[i].IsPosted ? 0 : 1u << i;
            Array.Clear(_links, i * Max, _listedCount);
        }

        for (var j = 0; j < _listedCount; j++)
        {
            var posted = _listed[j].IsPosted;
            for (var at = posted ? known.First(numbers[j]) : -1; at >= 0; at = known.At(at).Next)
            {
                ref readonly var found = ref known.At(at);
                if (found.Position < _subjectCount && (unposted >> found.Position & 1) == 0)
                {
                    _links[(found.Position * Max) + j] = found.Link;
                }
            }

            for (var open = posted ? unposted : uint.MaxValue; open != 0; open &= open - 1)
            {
                var i = System.Numerics.BitOperations.TrailingZeroCount(open);
                if (i >= _subjectCount)
                {
                    break;
                }

                _links[(i * Max) + j] = TokenLinks.Between(_subject[i], _listed[j]);
            }
        }
    }

    private static void Weigh(NameToken[] tokens, int count, float[] weights)
    {
        var sum = 0f;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i] = tokens[i].Weight;
        }

        for (var i = 0; i < count; i++)
        {
            weights[i] /= sum;
        }
    }

    private void Assign()
    {
        Array.Fill(_listedOf, -1, 0, _subjectCount);
        Array.Fill(_subjectOf, -1, 0, _listedCount);
        if (AssignsItself())
        {
            return;
        }

        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                var near = 1e-3f / (1 + Math.Abs(i - j));
                _values[i * _listedCount + j] = _links[i * Max + j] is { Exists: true } link ? (link.Similarity + near) * (_subjectWeights[i] + _listedWeights[j]) : 0;
            }
        }

        Assignment.Maximise(_values.AsSpan(0, _subjectCount * _listedCount), _subjectCount, _listedCount, _listedOf);
        Array.Fill(_subjectOf, -1, 0, _listedCount);
        for (var i = 0; i < _subjectCount; i++)
        {
            if (_listedOf[i] >= 0)
            {
                _subjectOf[_listedOf[i]] = i;
            }
        }
    }

    // Where no token has two links, there is nothing to choose.
    private bool AssignsItself()
    {
        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                if (!_links[i * Max + j].Exists)
                {
                    continue;
                }

                if (_listedOf[i] >= 0 || _subjectOf[j] >= 0)
                {
                    return false;
                }

                (_listedOf[i], _subjectOf[j]) = (j, i);
            }
        }

        return true;
    }

    private bool FillCoverage()
    {
        var (subjectFound, listedFound, anchored) = (0f, 0f, false);
        var (subjectLinked, listedLinked, edited, originalDiffers, indirect, generic, shortEdited) = (0f, 0f, 0f, 0f, 0f, 0f, 0f);
        var (worst, subjectCores, listedCores) = (1f, 0, 0);
        var (sameScript, syllables, equal, distinctive) = (false, false, false, false);
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
            distinctive |= !token.Is(TokenTraits.Generic | TokenTraits.VeryGeneric | TokenTraits.Place | TokenTraits.Initial | TokenTraits.Number);
            generic += token.Is(TokenTraits.Generic | TokenTraits.VeryGeneric | TokenTraits.Place) ? weight : 0;
            shortEdited += link.Tenths > 0 && Math.Max(token.Text.Length, _listed[j].Text.Length) <= 4 ? weight * link.Tenths / 10f : 0;
            equal |= link.Similarity >= 0.9f;
            syllables |= link.Relation == TokenRelation.Transliteration && IsSyllabic(token.Original is not null ? token : _listed[j]);
            readings &= link.Relation == TokenRelation.Transliteration ? ReadingsOf(token, _listed[j]) : HanSystems.Any;
            sameScript |= token.Original is not null && token.Script == _listed[j].Script;
        }

        for (var j = 0; j < _listedCount; j++)
        {
            listedCores += IsCore(_listed[j]) ? 1 : 0;
        }

        var fathers = OpenTokens.Hold(_subject, _subjectCount, _listedOf, TokenTraits.Patronymic) && OpenTokens.Hold(_listed, _listedCount, _subjectOf, TokenTraits.Patronymic);
        var (subjectOpen, listedOpen) = (OpenTokens.Weight(_subject, _subjectCount, _subjectWeights, _listedOf, fathers), OpenTokens.Weight(_listed, _listedCount, _listedWeights, _subjectOf, fathers));
        var replaced = OnlyInitialsOpen() ? Math.Max(subjectOpen, listedOpen) : Math.Min(subjectOpen, listedOpen);
        if (sameScript)
        {
            originalDiffers = Math.Min(1, (edited * 2) + replaced);
        }

        var (subjectShare, listedShare) = (OpenTokens.Share(subjectLinked, subjectOpen), OpenTokens.Share(listedLinked, listedOpen));
        Set(NameFeature.CoverageBest, Math.Max(subjectShare * subjectFound / Math.Max(subjectLinked, 1e-6f), listedShare * listedFound / Math.Max(listedLinked, 1e-6f)));
        Set(NameFeature.CoverageWorst, Math.Min(subjectShare, listedShare));
        Set(NameFeature.WorstLink, subjectLinked > 0 ? worst : 0);
        Set(NameFeature.Replaced, replaced);
        Set(NameFeature.Extra, Math.Max(subjectOpen, listedOpen) - replaced);
        Set(NameFeature.NoneEqual, subjectLinked > 0 && !equal ? 1 : 0);
        Set(NameFeature.SyllableExtra, syllables ? Math.Min(1, subjectOpen + listedOpen + (readings == HanSystems.None ? MixedReadings : 0)) : 0);
        Set(NameFeature.Edited, edited);
        Set(NameFeature.OriginalDiffers, originalDiffers);
        Set(NameFeature.Indirect, indirect);
        var whole = OpenTokens.IsWhole(_subject, _subjectCount, _listedOf, distinctive) && OpenTokens.IsWhole(_listed, _listedCount, _subjectOf, distinctive);
        Set(NameFeature.GenericLinked, whole ? 0 : generic);
        Set(NameFeature.GenericOnly, generic > 0 && !whole && !distinctive ? 1 : 0);
        Set(NameFeature.ShortEdited, Math.Min(1, shortEdited));
        Set(NameFeature.SingleToken, Math.Min(subjectCores, listedCores) <= 1 && Math.Max(subjectCores, listedCores) > 1 ? 1 : 0);
        Set(NameFeature.EndsLinked, NameEnds.Linked(_subject, _subjectCount, _listedOf, _listed, _listedCount, _subjectOf));
        return anchored;
    }

    // Words of one's own language, syllable by syllable; a foreign name in such letters is a word like others.
    private static bool IsSyllabic(NameToken token) => token.Script is Script.Han or Script.Hangul && !token.Is(TokenTraits.Transcribed);

    private static HanSystems ReadingsOf(NameToken left, NameToken right)
    {
        var (characters, latin) = left.Original is not null ? (left, right) : (right, left);
        return characters.Script == Script.Han && IsSyllabic(characters)
            ? HanReading.Of(characters.Original!, latin.Text, static (reading, word) => EditDistance.Tenths(reading, word, NearReading) <= NearReading)
            : HanSystems.Any;
    }

    // What carries a comparison, and what the index finds it by: two words that are more than initials, titles or particles; where neither name has such a
    // word ("The Doctor", "V. X."), two words that are more than an initial of one another.
    private bool IsAnchor(NameToken subject, NameToken listed, TokenRelation relation)
    {
        var subjectBears = subject.IsPosted;
        return subjectBears == listed.IsPosted && (subjectBears || (relation != TokenRelation.Initial && !HasPosted(_subject, _subjectCount) && !HasPosted(_listed, _listedCount)));
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

    private void FillEdits(int limit)
    {
        var tenths = _aligned.EditTenths(_subject, _subjectCount, _listed, _listedCount, _listedOf, _subjectOf, _links, Max, limit);
        foreach (var (row, most) in NameFeatureFacts.EditSteps)
        {
            Set(row, tenths <= most ? 1 : 0);
        }
    }

    private void FillForms()
    {
        var (subjectForm, listedForm) = (OrganisationClass.None, OrganisationClass.None);
        var (subjectNumbers, listedNumbers, numberOpen, genders) = (false, false, false, false);
        for (var i = 0; i < _subjectCount; i++)
        {
            var token = _subject[i];
            subjectForm |= token.FormClass;
            subjectNumbers |= token.Number >= 0;
            numberOpen |= token.Number >= 0 && _listedOf[i] < 0;
            genders |= _listedOf[i] >= 0 && token.Gender != Gender.Unknown && _listed[_listedOf[i]].Gender is var other && other != Gender.Unknown && other != token.Gender;
        }

        for (var j = 0; j < _listedCount; j++)
        {
            listedForm |= _listed[j].FormClass;
            listedNumbers |= _listed[j].Number >= 0;
            numberOpen |= _listed[j].Number >= 0 && _subjectOf[j] < 0;
        }

        Set(NameFeature.FormConflict, OrganisationClasses.DifferInPurpose(subjectForm, listedForm) ? 1 : OrganisationClasses.Conflict(subjectForm, listedForm) ? 0.5f : 0);
        Set(NameFeature.NumberConflict, subjectNumbers && listedNumbers && numberOpen ? 1 : 0);
        Set(NameFeature.GenderConflict, genders ? 1 : 0);
    }

    // "X bin Y" against "Y bin X": the same words around the same particle, exchanged.
    private void FillOrder()
    {
        for (var i = 1; i + 1 < _subjectCount; i++)
        {
            var j = _listedOf[i];
            if (j < 1 || j + 1 >= _listedCount || !_subject[i].Is(TokenTraits.SonOf))
            {
                continue;
            }

            if (_listedOf[i - 1] > j && _listedOf[i + 1] >= 0 && _listedOf[i + 1] < j)
            {
                Set(NameFeature.OrderConflict, 1);
                return;
            }
        }
    }

    private void Set(NameFeature feature, float value) => _features[(int)feature] = value;
}
