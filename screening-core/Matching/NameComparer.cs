using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// Compares two analysed names: joins what was glued or split, aligns tokens optimally, counts edits over the aligned strings, and states
/// the rows of the name model. One instance per thread; the methods do not allocate unless tokens are joined.
/// </summary>
internal sealed partial class NameComparer
{
    private const int Max = Assignment.MaxSize;

    /// <summary>Weighted edits beyond which counting stops, in tenths.</summary>
    public const int EditCapTenths = 60;

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

    /// <summary>Names compared so far.</summary>
    public long Compared { get; private set; }

    /// <summary>Rows of the last comparison, by <see cref="NameFeature"/>.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Compares; false where nothing that weighs anything is linked, and the rows mean nothing then.</summary>
    public bool Compare(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, bool persons)
        => Compare(subject, listed, persons, [], null);

    /// <summary>Compares with a name of a vocabulary, whose token numbers and links to the subject's tokens a search has found
    /// already.</summary>
    /// <param name="subject">The subject's words.</param>
    /// <param name="listed">The listed name's words.</param>
    /// <param name="persons">True where both were read as persons' names.</param>
    /// <param name="numbers">Numbers of the listed words in the vocabulary of <paramref name="known"/>.</param>
    /// <param name="known">The links found; null to find them here.</param>
    /// <param name="model">The model that will judge; null to fill every row whatever they come to.</param>
    /// <param name="mayJoin">False where a search has found that no neighbours of either name make a word of the other.</param>
    /// <param name="least">Log-odds below which the comparison is of no use: it may answer false as soon as they are out of reach.</param>
    public bool Compare(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, bool persons, ReadOnlySpan<int> numbers,
        LinkTable? known, bool mayJoin = true, NameModel? model = null, double least = double.NegativeInfinity)
    {
        Compared++;
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

        var linked = FillCoverage(persons);
        var limit = model is null ? EditCapTenths : linked ? model.EditLimit(_features, least) : -1;
        if (limit < 0)
        {
            return false;
        }

        FillEdits(limit);
        FillForms();
        FillOrder(persons);
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
                : new TokenAlignment(Shown(_subject[i]), Shown(_listed[j]), _links[i * Max + j].Relation, _links[i * Max + j]
                    .Tenths / 10.0, _subjectWeights[i]));
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

    private static string Shown(NameToken token) => token.Original ?? token.Text;

    private static int Fill(NameToken[] tokens, ReadOnlySpan<NameToken> name)
    {
        var count = Math.Min(name.Length, Max);
        name[..count].CopyTo(tokens);
        return count;
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
            genders |= _listedOf[i] >= 0 && token.Gender != Gender.Unknown && _listed[_listedOf[i]].Gender is var other
                && other != Gender.Unknown && other != token.Gender;
        }

        for (var j = 0; j < _listedCount; j++)
        {
            listedForm |= _listed[j].FormClass;
            listedNumbers |= _listed[j].Number >= 0;
            numberOpen |= _listed[j].Number >= 0 && _subjectOf[j] < 0;
        }

        Set(NameFeature.FormConflict, OrganisationClasses.DifferInPurpose(subjectForm, listedForm)
            ? 1 : OrganisationClasses.Conflict(subjectForm, listedForm) ? 0.5f : 0);
        Set(NameFeature.NumberConflict, subjectNumbers && listedNumbers && numberOpen ? 1 : 0);
        Set(NameFeature.GenderConflict, genders ? 1 : 0);
    }

    // "X bin Y" against "Y bin X": the same words around the same particle, exchanged.
    private void FillOrder(bool persons)
    {
        if (persons && Generations.Differ(_subject.AsSpan(0, _subjectCount), _listed.AsSpan(0, _listedCount)))
        {
            Set(NameFeature.OrderConflict, 1);
            return;
        }

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
