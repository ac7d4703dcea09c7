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
internal static class TokenLinks
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

    private static TokenLink AcrossScripts(NameToken subject, NameToken listed)
    {
        if (subject.Original is not null && listed.Original is not null && subject.Script == listed.Script)
        {
            var within = WithinScript(subject.Original, listed.Original, subject.Script);
            return Equivalent(subject, listed) is { Exists: true } same && same.Similarity > within.Similarity ? same : within;
        }

        var (foreign, latin) = subject.Original is not null ? (subject, listed) : (listed, subject);
        var equivalent = Equivalent(subject, listed);
        var read = latin.Text.Length > 0 && MayTransliterate(foreign, latin) ? Read(foreign, latin, equivalent.Exists) : TokenLink.None;
        return equivalent.Similarity > read.Similarity ? equivalent with { Relation = TokenRelation.Transliteration } : read;
    }

    /// <summary>True where a word of another script may be read as the Latin one by its letters.</summary>
    public static bool MayBeRead(NameToken foreign, ReadOnlySpan<char> latin)
        => DistanceOf(foreign, latin) is var distance && distance <= ToleranceOf(foreign, latin.Length);

    private static double DistanceOf(NameToken foreign, ReadOnlySpan<char> latin)
    {
        foreach (var romanised in foreign.Romanisations)
        {
            if (latin.SequenceEqual(romanised))
            {
                return 0;
            }
        }

        var tolerance = ToleranceOf(foreign, latin.Length);
        var distance = foreign.Lattice?.Distance(latin, tolerance) ?? double.PositiveInfinity;
        return distance > tolerance ? SlipOf(foreign, latin, tolerance) : distance;
    }

    // Two letters exchanged before the name crossed into Latin letters: the lattice knows readings, not slips of the pen.
    private static double SlipOf(NameToken foreign, ReadOnlySpan<char> latin, double tolerance)
    {
        var best = double.PositiveInfinity;
        if (tolerance < 1 || !IsAlphabet(foreign.Script))
        {
            return best;
        }

        foreach (var romanised in foreign.Romanisations)
        {
            if (Math.Abs(romanised.Length - latin.Length) <= 1)
            {
                best = Math.Min(best, EditDistance.Tenths(romanised, latin, (int)(tolerance * 10)) / 10.0);
            }
        }

        return best;
    }

    /// <summary>True for scripts that write every sound with letters of its own, so that a slip of the pen is what it is in Latin
    /// letters.</summary>
    public static bool IsAlphabet(Script script) => script is Script.Cyrillic or Script.Greek or Script.Armenian or Script.Georgian;

    private static TokenLink Read(NameToken foreign, NameToken latin, bool isEquivalent)
    {
        var distance = DistanceOf(foreign, latin.Text);
        if (distance > ToleranceOf(foreign, latin.Text.Length))
        {
            return TokenLink.None;
        }

        // The tables hold what a letter may be written as, so what is beyond them counts more than an edit.
        var tenths = (int)Math.Round((distance * 10) + (Math.Max(0, distance - ReadFreely) * BeyondTables));
        var similarity = Math.Max(0.2f, SimilarityOf((int)Math.Round(distance * 20), Math.Max(latin.Text.Length, 3)));
        return IsAnotherName(foreign, latin, isEquivalent)
            ? new TokenLink(TokenRelation.Transliteration, Math.Max(tenths, AnotherName), Math.Min(similarity, AnotherNameSimilarity))
            : new TokenLink(TokenRelation.Transliteration, tenths, foreign.Original!.Length == 1 ? Math.Min(similarity, SyllableSimilarity)
                : similarity);
    }

    private static bool IsAnotherName(NameToken foreign, NameToken latin, bool isEquivalent) =>
        !isEquivalent && Names.Scripts.NameLexicon.Of(foreign.Original, foreign.Script) is { } custom
        && !IsNear(custom.Spellings, latin.Text);

    // A word with customary spellings is written in one of them or nearly so: محمد is no Mahmud, whatever its letters would allow.
    private static bool IsNear(ImmutableArray<string> customary, string latin)
    {
        foreach (var spelling in customary)
        {
            if (spelling[0] == latin[0] && EditDistance.Tenths(spelling, latin, NearCustomary) <= NearCustomary)
            {
                return true;
            }
        }

        return false;
    }

    // One syllable reads in many ways, so it must read exactly; a long word has room for a vowel that was guessed, a foreign name in
    // syllables for more.
    private static double ToleranceOf(NameToken foreign, int letters)
    {
        var syllables = foreign.Original!.Length;
        return (foreign.Script, foreign.Is(TokenTraits.Transcribed)) switch
        {
            (Script.Han, true) => syllables switch { 1 => 0.8, 2 => 1.7, 3 => 2.4, _ => 3.0 },
            (Script.Hangul, true) => syllables switch { 1 => 0.5, 2 => 1.2, 3 => 1.5, _ => 2.0 },
            (Script.Han or Script.Hangul, false) => syllables switch { 1 => 0.1, 2 => 0.3, _ => 0.6 },
            (Script.Kana, _) => syllables == 1 ? 0.3 : letters switch { <= 3 => 0.5, <= 5 => 1.1, <= 7 => 1.4, _ => 1.8 },
            _ => letters switch { <= 3 => 0.5, <= 5 => 1.1, <= 7 => 1.4, _ => 1.8 },
        };
    }

    // What the index can find: a common consonant key, or a romanisation within the budget of whole edits.
    private static bool MayTransliterate(NameToken foreign, NameToken latin)
    {
        foreach (var key in latin.ConsonantKeys)
        {
            if (foreign.ConsonantKeys.Contains(key))
            {
                return true;
            }
        }

        foreach (var romanised in foreign.Romanisations)
        {
            var budget = TextBudget(Math.Max(romanised.Length, latin.Text.Length));
            if (EditDistance.Units(romanised, latin.Text, budget) <= budget)
            {
                return true;
            }
        }

        return false;
    }

    // Original script against original script is strict: one of three syllables is another name.
    private static TokenLink WithinScript(string subject, string listed, Script script)
    {
        if (subject == listed)
        {
            return new TokenLink(TokenRelation.Equal, 0, 1);
        }

        var letters = Math.Max(subject.Length, listed.Length);
        var budget = script is Script.Han or Script.Hangul or Script.Kana ? 0 : OriginalBudget(letters);
        var units = budget == 0 ? 1 : EditDistance.Units(subject, listed, budget);
        if (units > budget)
        {
            return TokenLink.None;
        }

        var tenths = units * EditCosts.Unit;
        return new TokenLink(TokenRelation.Edit, tenths, SimilarityOf(tenths, letters));
    }
}
