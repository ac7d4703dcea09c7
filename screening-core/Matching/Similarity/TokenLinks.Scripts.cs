using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <content>Words of which one at least is in another script than Latin.</content>
internal static partial class TokenLinks
{
    // What two letters exchanged cost.
    private const double OneSlip = 0.8;

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
        return distance > OneSlip ? Math.Min(distance, SlipOf(foreign, latin, tolerance)) : distance;
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
    public static double ToleranceOf(NameToken foreign, int letters)
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
        // One name in three character sets is one name.
        if (subject == listed || (script == Script.Han && subject.Length == listed.Length
            && HanVariants.Simplify(subject) == HanVariants.Simplify(listed)))
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
