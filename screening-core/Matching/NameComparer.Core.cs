using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <content>The rows of what carries a name: one word needs more than a likeness, an initial that fits nothing contradicts, and a person is
/// not told by given name and patronymic.</content>
internal sealed partial class NameComparer
{
    // A word as long as this is no other firm's by chance.
    private const int RareLetters = 12;

    // So many words, one of them only translated, name nobody: Mondo TV is not Dunia Television.
    private const int FewWords = 2;

    // Fewest letters of a word one letter apart that a single word beside it confirms.
    private const int NearLetters = 5;

    private void FillCore(bool persons, int subjectCores, int listedCores)
    {
        if (persons)
        {
            Set(NameFeature.InitialConflict, HasInitialConflict() ? 1 : 0);
            Set(NameFeature.FamilyOpen,
                IsFamilyOpen(_subject, _subjectCount, _listedOf) || IsFamilyOpen(_listed, _listedCount, _subjectOf)
                || IsFamilyALikeness(_subject, _subjectCount, _listedOf, isSubject: true)
                || IsFamilyALikeness(_listed, _listedCount, _subjectOf, isSubject: false) ? 1 : 0);
            Set(NameFeature.CoreEdited, subjectCores == 1 && listedCores == 1 && IsCarriedByLikeness() ? 1 : 0);
            return;
        }

        Set(NameFeature.CoreEdited, IsCarriedByLikeness() ? 1 : 0);
        Set(NameFeature.LoneCore, IsLoneCore() ? 1 : 0);
    }

    // An initial that answers nothing, while the other name has an initial or a word that answers nothing either.
    private bool HasInitialConflict() =>
        (OpenTokens.Hold(_subject, _subjectCount, _listedOf, TokenTraits.Initial) && HasOpenName(_listed, _listedCount, _subjectOf))
        || (OpenTokens.Hold(_listed, _listedCount, _subjectOf, TokenTraits.Initial) && HasOpenName(_subject, _subjectCount, _listedOf));

    private static bool HasOpenName(NameToken[] tokens, int count, int[] partner)
    {
        for (var i = 0; i < count; i++)
        {
            if (partner[i] < 0 && !TokenWeights.MayBeLeftOut(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    // Given name and patronymic are answered, and what stays open is the name they lead to.
    private static bool IsFamilyOpen(NameToken[] tokens, int count, int[] partner)
    {
        var (open, linked, fathers, last) = (0, 0, false, -1);
        for (var i = 0; i < count; i++)
        {
            if (TokenWeights.MayBeLeftOut(tokens[i]))
            {
                continue;
            }

            var isFathers = tokens[i].Is(TokenTraits.Patronymic) && !fathers;
            last = i;
            if (partner[i] < 0)
            {
                open += isFathers ? 0 : 1;
                continue;
            }

            fathers |= isFathers;
            linked += isFathers ? 0 : 1;
        }

        return fathers && open > 0 && linked <= 1 && last >= 0 && partner[last] < 0;
    }

    // The last word of the longer name is nobody's, and the shorter one ends in a mere likeness of the word before it: "Joseph Connie
    // Collins" is not "Joseph Kony".
    private bool IsFamilyALikeness(NameToken[] tokens, int count, int[] partner, bool isSubject)
    {
        var (last, before) = (-1, -1);
        for (var i = 0; i < count; i++)
        {
            if (!TokenWeights.MayBeLeftOut(tokens[i]))
            {
                (before, last) = (last, i);
            }
        }

        if (before < 1 || partner[last] >= 0 || partner[before] < 0 || tokens[last].Is(TokenTraits.Patronymic))
        {
            return false;
        }

        var (subject, listed) = isSubject ? (before, partner[before]) : (partner[before], before);
        return _links[(subject * Max) + listed] is { Relation: TokenRelation.Edit or TokenRelation.Nickname, Similarity: < AsEqual };
    }

    // No word that carries the name is equal in both, and one of them is more than a slip of the pen apart.
    private bool IsCarriedByLikeness()
    {
        var (unlike, near, shortest, accompanied, pairs, translated) = (false, false, int.MaxValue, 0, 0, false);
        var (misspelt, form) = (0, false);
        for (var i = 0; i < _subjectCount; i++)
        {
            var j = _listedOf[i];
            form |= j >= 0 && _subject[i].Is(TokenTraits.OrganisationForm) && _subject[i].Text == _listed[j].Text;
            if (j < 0 || (TokenWeights.MayBeLeftOut(_subject[i]) && TokenWeights.MayBeLeftOut(_listed[j])))
            {
                continue;
            }

            var (subject, listed) = (_subject[i], _listed[j]);
            pairs++;
            translated |= IsTranslated(subject, listed);
            var likeness = CoreSlips.Of(subject, listed, _links[(i * Max) + j]);
            if (subject.Is(GenericLinks.Generic | TokenTraits.Number) && listed.Is(GenericLinks.Generic | TokenTraits.Number))
            {
                accompanied += likeness == CoreLikeness.Same ? 1 : 0;
                unlike |= likeness == CoreLikeness.Another && subject.Is(TokenTraits.Common) && listed.Is(TokenTraits.Common);
                continue;
            }

            if (likeness == CoreLikeness.Same && !subject.Is(TokenTraits.Initial))
            {
                return false;
            }

            // What is no word and one letter from a word of the dictionary is that word: "Tade Bank" is a trade bank.
            if (listed.Is(GenericLinks.Generic) && !subject.Is(GenericLinks.Generic)
                && likeness is CoreLikeness.Near or CoreLikeness.NearByTwo or CoreLikeness.Slip)
            {
                misspelt++;
                continue;
            }

            unlike |= likeness == CoreLikeness.Another;
            near |= likeness is CoreLikeness.Near or CoreLikeness.NearByTwo;
            shortest = likeness == CoreLikeness.Near ? Math.Min(shortest, Math.Min(subject.Text.Length, listed.Text.Length))
                : likeness == CoreLikeness.NearByTwo ? 0 : shortest;
        }

        // Where another word or the legal form agrees as well, the letter was a slip: in a short word it takes two of them. Few words that
        // are translated name nobody, nor does a single one misspelt.
        accompanied += form ? 1 : 0;
        return unlike || (near && accompanied < (shortest >= NearLetters ? 1 : 2)) || (pairs <= FewWords && translated)
            || (pairs == 1 && misspelt > 0);
    }

    // One word in two languages, or in two words of one: world and global, north and severnaya. Spellings begin alike.
    private static bool IsTranslated(NameToken subject, NameToken listed) => subject.Concept != 0 && subject.Concept == listed.Concept
        && subject.Original is null && listed.Original is null && subject.Text[0] != listed.Text[0];

    // One distinctive word is answered, all others that are answered describe, and some word is not answered.
    private bool IsLoneCore()
    {
        var (cores, open) = (0, false);
        for (var i = 0; i < _subjectCount; i++)
        {
            // A letter does not stand for a word in the name of a body: T-Platforms is not Tanla Platforms.
            open |= (_listedOf[i] < 0 && IsOpenWord(_subject[i]))
                || (_listedOf[i] >= 0 && _links[(i * Max) + _listedOf[i]].Relation == TokenRelation.Initial);
            cores += _listedOf[i] < 0 || TokenWeights.MayBeLeftOut(_subject[i])
                || _subject[i].Is(GenericLinks.Generic | TokenTraits.Initial | TokenTraits.Number) ? 0
                : _subject[i].Text.Length >= RareLetters ? 2 : 1;
        }

        for (var j = 0; j < _listedCount && !open; j++)
        {
            open |= _subjectOf[j] < 0 && IsOpenWord(_listed[j]);
        }

        return cores == 1 && open;
    }

    // Numbers are another row's matter.
    private static bool IsOpenWord(NameToken token) => !TokenWeights.MayBeLeftOut(token) && !token.Is(TokenTraits.Number);
}
