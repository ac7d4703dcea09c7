using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>How one token of a subject's name relates to one token of a listed name.</summary>
/// <param name="Relation">The relation; <see cref="TokenRelation.Different"/> where they are not linked.</param>
/// <param name="Tenths">Weighted edits in tenths; 0 for equal and equivalent tokens.</param>
/// <param name="Similarity">1 for equal, 0 for not linked.</param>
internal readonly record struct TokenLink(TokenRelation Relation, int Tenths, float Similarity)
{
    public static TokenLink None { get; } = new(TokenRelation.Different, 0, 0);

    public bool Exists => Similarity > 0;
}

/// <summary>
/// Links tokens. The rule is made so that the candidate index can find every linked pair: whole edits on the text or on the sound within a
/// budget, common groups, or a romanisation that the letter lattice accepts. Weighted edits only grade what is linked.
/// </summary>
internal static partial class TokenLinks
{
    /// <summary>Similarity of a pet form and its name.</summary>
    private const float NicknameSimilarity = 0.85f;

    /// <summary>Similarity of two spellings that the lexicon holds for one name.</summary>
    private const float VariantSimilarity = 0.95f;

    /// <summary>Edits up to which a word is read as the tables say.</summary>
    private const double ReadFreely = 0.4;

    /// <summary>Tenths of an edit that an edit beyond <see cref="ReadFreely"/> counts more.</summary>
    private const double BeyondTables = 15;

    /// <summary>Edits, in tenths, that a word counts at least where custom spells it as another name, and its most similarity.</summary>
    private const int AnotherName = 21;

    private const float AnotherNameSimilarity = 0.5f;

    /// <summary>Most edits, in tenths, between a word's customary spelling and another one of the same name.</summary>
    private const int NearCustomary = 7;

    /// <summary>Most similarity that one syllable of Chinese or Korean has with its reading.</summary>
    private const float SyllableSimilarity = 0.75f;

    /// <summary>Similarity of two cognates that a bearer may use when the language changes.</summary>
    private const float CognateSimilarity = 0.8f;

    /// <summary>Whole edits allowed between texts whose longer one has this many letters.</summary>
    public static int TextBudget(int letters) => letters <= 2 ? 0 : letters <= 5 ? 1 : 2;

    /// <summary>Whole edits allowed between sounds whose longer one has this many letters.</summary>
    public static int SoundBudget(int letters) => letters <= 3 ? 0 : 1;

    /// <summary>Whole edits allowed between words of one script other than Latin whose longer one has this many letters.</summary>
    public static int OriginalBudget(int letters) => letters <= 3 ? 0 : letters <= 6 ? 1 : 2;

    public static TokenLink Between(NameToken subject, NameToken listed)
    {
        if (ReferenceEquals(subject, listed))
        {
            return new TokenLink(TokenRelation.Equal, 0, 1);
        }

        if (subject.Is(TokenTraits.OrganisationForm) || listed.Is(TokenTraits.OrganisationForm))
        {
            return subject.FormClass != 0 && listed.FormClass != 0
                && !Names.Lexicon.OrganisationClasses.Conflict(subject.FormClass, listed.FormClass)
                ? new TokenLink(TokenRelation.OrganisationForm, 0, 1) : TokenLink.None;
        }

        if (subject.Is(TokenTraits.Initial) || listed.Is(TokenTraits.Initial))
        {
            return InitialLinks.Between(subject, listed);
        }

        if (subject.Original is not null || listed.Original is not null)
        {
            return AcrossScripts(subject, listed);
        }

        if (subject.Text == listed.Text)
        {
            return new TokenLink(TokenRelation.Equal, 0, 1);
        }

        if (subject.Number >= 0 && listed.Number >= 0)
        {
            return subject.Number == listed.Number ? new TokenLink(TokenRelation.Equal, 0, 1) : TokenLink.None;
        }

        if (subject.Text.Length == 1 || listed.Text.Length == 1)
        {
            return TokenLink.None;
        }

        var link = AreOtherWords(subject, listed) ? TokenLink.None : ByLetters(subject, listed);
        return Equivalent(subject, listed) is { Exists: true } known && known.Similarity > link.Similarity ? known : link;
    }

    /// <summary>Similarity from weighted edits: 1 for none, falling with the share of letters changed, 0 at 45 %.</summary>
    public static float SimilarityOf(int tenths, int letters) => Math.Max(0, 1 - tenths / (4.5f * letters));

    private static TokenLink Equivalent(NameToken subject, NameToken listed)
    {
        if (subject.Concept != 0 && subject.Concept == listed.Concept)
        {
            return new TokenLink(TokenRelation.Phonetic, 0, VariantSimilarity);
        }

        var (left, right) = (subject.Groups, listed.Groups);
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j])
            {
                return left[i] >= NameToken.FirstNicknameGroup
                    ? new TokenLink(TokenRelation.Nickname, 6, NicknameSimilarity)
                    : left[i] >= NameToken.FirstAbbreviationGroup ? new TokenLink(TokenRelation.Phonetic, 2, VariantSimilarity)
                    : Names.Lexicon.NameVariants.IsCognate(left[i])
                        ? new TokenLink(TokenRelation.Nickname, 6, CognateSimilarity)
                        : new TokenLink(TokenRelation.Phonetic, 2, VariantSimilarity);
            }

            if (left[i] < right[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return TokenLink.None;
    }

    // Two words of the dictionary that mean different things are no slips of one another, however few letters differ: Iran and Iraq,
    // eastern and western, missives and missiles.
    private static bool AreOtherWords(NameToken subject, NameToken listed) =>
        IsDictionaryWord(subject) && IsDictionaryWord(listed) && (subject.Concept == 0 || subject.Concept != listed.Concept)
        && subject.Sound != listed.Sound;

    private static bool IsDictionaryWord(NameToken token) => token.Concept != 0 || token.Is(TokenTraits.Common);

    private static TokenLink ByLetters(NameToken subject, NameToken listed)
    {
        var letters = Math.Max(subject.Text.Length, listed.Text.Length);
        var bySound = Within(subject.Sound, subject.SoundMask, listed.Sound, listed.SoundMask,
            SoundBudget(Math.Max(subject.Sound.Length, listed.Sound.Length)));
        if (!bySound && !Within(subject.Text, subject.TextMask, listed.Text, listed.TextMask, TextBudget(letters)))
        {
            return TokenLink.None;
        }

        var tenths = EditDistance.Tenths(subject.Text, listed.Text);
        if (bySound)
        {
            var first = subject.Text[0] == listed.Text[0] ? 0 : 3;
            tenths = Math.Min(tenths, subject.Sound == listed.Sound ? 4 + first
                : EditDistance.Tenths(subject.Sound, listed.Sound) + 4 + first);
        }

        var similarity = SimilarityOf(tenths, letters);
        return similarity < 0.15f ? TokenLink.None
            : new TokenLink(tenths <= 5 ? TokenRelation.Phonetic : TokenRelation.Edit, tenths, similarity);
    }

    // One edit changes the set of letters by two at most: most pairs are told apart by their masks.
    private static bool Within(string left, ulong leftMask, string right, ulong rightMask, int budget) =>
        Math.Abs(left.Length - right.Length) <= budget
        && System.Numerics.BitOperations.PopCount(leftMask ^ rightMask) <= budget * 2
        && EditDistance.Units(left, right, budget) <= budget;
}
