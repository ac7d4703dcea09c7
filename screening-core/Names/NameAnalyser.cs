using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>From a raw name to comparable words: folding, cutting, transliteration, organisation forms, particles, numbers. Deterministic
/// and stateless.</summary>
public static class NameAnalyser
{
    // Shorter words of trade are words of names as well.
    private const int LeastLettersOfTrade = 4;

    // The dots that part the words of a foreign name in Chinese, Japanese and Korean text.
    private static readonly System.Buffers.SearchValues<char> Dots = System.Buffers.SearchValues.Create("·・‧•･");

    /// <summary>
    /// The ways to read a customer's name, the likeliest first: one for most, and others where what is written may be read in another way
    /// (<see cref="OtherReadings"/>). A person's name of up to four Chinese characters or Hangul without a space is a family name and a
    /// given name or writes one foreign name by its sounds (史密斯).
    /// </summary>
    public static ImmutableArray<AnalysedName> Readings(string raw, bool isPerson) => Readings(raw, isPerson, memory: null);

    /// <summary>The same, with the words of names analysed before.</summary>
    internal static ImmutableArray<AnalysedName> Readings(string raw, bool isPerson, TokenMemory? memory)
    {
        var readings = ImmutableArray.CreateBuilder<AnalysedName>(1);
        AddReading(readings, raw, raw, isPerson, memory);
        if (raw.Length <= NameFolding.MaxNameLengthChars)
        {
            foreach (var other in isPerson ? OtherReadings.OfPerson(raw) : OtherReadings.OfOther(raw))
            {
                AddReading(readings, raw, other, isPerson, memory);
            }
        }

        return readings.DrainToImmutable();
    }

    /// <summary>The ways to read a listed name: the whole, and without an acronym of itself in brackets, which who writes it leaves out as
    /// often as not.</summary>
    internal static ImmutableArray<AnalysedName> Listed(string raw, bool isPerson, TokenMemory? memory)
    {
        var whole = Analyse(raw, isPerson, memory);
        return isPerson || BracketedAcronyms.Without(raw) is not { } bare ? [whole]
            : [whole, Analyse(bare, isPerson, memory) with { Raw = raw }];
    }

    private static void AddReading(ImmutableArray<AnalysedName>.Builder readings, string raw, string read, bool isPerson,
        TokenMemory? memory)
    {
        var name = Analyse(read, isPerson, memory) with { Raw = raw };
        readings.Add(name);
        if (isPerson && IsSyllabic(name, read, out var word))
        {
            var tokens = ImmutableArray.CreateBuilder<NameToken>(1);
            AddOriginal(tokens, word, name.Tokens[0].Script, transcribed: true, memory);
            readings.Add(new AnalysedName(raw, isPerson, tokens.ToImmutable()));
        }
    }

    // A person's name of up to four Chinese characters or Hangul without a space, read as family and given name.
    private static bool IsSyllabic(AnalysedName name, string raw, out string word)
    {
        word = "";
        if (name.Tokens is not [{ Script: Script.Han or Script.Hangul } first, ..] || name.Tokens.Length > 2
            || first.Is(TokenTraits.Transcribed)
            || RawTokens.Cut(NameFolding.Fold(raw)) is not [var only]
            || only != string.Concat(name.Tokens.Select(token => token.Original)))
        {
            return false;
        }

        word = only;
        return true;
    }

    /// <summary>True for a name that says by its legal form that it is no person's: "Zorin Co., Ltd.". Forms of one or two letters and
    /// those that are words of names too say nothing.</summary>
    public static bool IsOrganisationName(string raw)
    {
        var tokens = Analyse(raw, isPerson: false, TokenMemory.OfSubjects).Tokens;
        return tokens.Length > 1 && tokens[^1] is { Text.Length: >= 3, FormClass: not OrganisationClass.None } form
            && (form.FormClass & (OrganisationClass.Limited | OrganisationClass.JointStock | OrganisationClass.Company
                | OrganisationClass.Partnership)) != 0
            && !GivenNames.Knows(form.Text);
    }

    // Concepts of which no person is called: whose name holds one of them is a body of people.
    private static readonly FrozenSet<int> ConceptsOfTrade = ConceptsNamed("group", "international", "company", "corporation", "holding",
        "trading", "industries", "investment", "technology", "enterprise", "engineering", "logistics", "services", "consulting");

    /// <summary>True for a name of two words or more of which one is a word of trade that is nobody's given name: "Vexil Resources
    /// Group".</summary>
    public static bool HasWordOfTrade(string raw)
    {
        var tokens = Analyse(raw, isPerson: false, TokenMemory.OfSubjects).Tokens;
        return tokens.Length > 1 && tokens.Any(token => token.Text.Length >= LeastLettersOfTrade
            && GenericWords.TryConcept(token.Text, out var concept) && ConceptsOfTrade.Contains(concept) && !GivenNames.Knows(token.Text));
    }

    private static FrozenSet<int> ConceptsNamed(params string[] names) =>
        names.Select(name => GenericWords.TryNumber(name, out var concept) ? concept
            : throw new InvalidOperationException($"'{name}' is no concept of the generic words.")).ToFrozenSet();

    /// <summary>Analyses a name as that of a person or of anything else.</summary>
    public static AnalysedName Analyse(string raw, bool isPerson) => Analyse(raw, isPerson, memory: null);

    /// <summary>The same, with the words of names analysed before: equal words are looked up once.</summary>
    internal static AnalysedName Analyse(string raw, bool isPerson, TokenMemory? memory)
    {
        var words = RawTokens.Cut(Confusables.Unmask(NameFolding.Fold(raw)), isPerson);
        var nameIsLatin = words.Count(word => char.IsAsciiLetter(word[0])) * 2 >= words.Count;
        for (var i = 0; i < words.Count; i++)
        {
            words[i] = Confusables.Unmix(words[i], nameIsLatin);
            words[i] = isPerson ? Confusables.Unleet(words[i]) : words[i];
        }

        if (!isPerson)
        {
            GluedForms.Part(words);
            NumberPhrases.Rewrite(words);
            PlacePhrases.Rewrite(words);
        }

        if (words.Count > 1)
        {
            NameParticles.RewriteArabicCompounds(words);
        }

        var transcribed = isPerson && PersonSyllables.AreTranscribed(words, raw.AsSpan().ContainsAny(Dots));
        var tokens = ImmutableArray.CreateBuilder<NameToken>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            i += AddNext(tokens, words, i, isPerson, transcribed, memory);
        }

        return new AnalysedName(raw, isPerson, tokens.ToImmutable());
    }

    private static int AddNext(ImmutableArray<NameToken>.Builder tokens, List<string> words, int at, bool isPerson, bool transcribed,
        TokenMemory? memory)
    {
        var word = isPerson ? words[at] : HanVariants.Simplify(words[at]);
        var script = ScriptRanges.ScriptOf(word);
        if (!isPerson && (TryForm(words, at, out var length, out var form)
            || OriginalScriptForms.TryMatchAt(CollectionsMarshal.AsSpan(words), at, out length, out form)
            || (Matching.Similarity.TokenLinks.IsAlphabet(script)
            && OriginalScriptForms.TryMendAt(CollectionsMarshal.AsSpan(words), at, out length, out form))))
        {
            AddForm(tokens, string.Concat(words.Skip(at).Take(length)), form);
            return length;
        }

        if (!isPerson && OriginalScriptForms.TryStripGlued(word, out var rest, out form))
        {
            AddForm(tokens, word.Replace(rest.ToString(), "", StringComparison.Ordinal), form);
            word = rest.ToString();
            script = ScriptRanges.ScriptOf(word);
        }

        if (script is Script.Latin or Script.Common)
        {
            AddLatin(tokens, word, isPerson, last: at == words.Count - 1 && tokens.Count > 0, memory);
        }
        else if (isPerson && words.Count == 1 && !transcribed && PersonSyllables.Split(word, script) is (var family, var given))
        {
            AddOriginal(tokens, family, script, transcribed: false, memory);
            AddOriginal(tokens, given, script, transcribed: false, memory);
        }
        else if (!isPerson && script == Script.Han)
        {
            foreach (var part in OriginalScriptWords.Part(word))
            {
                AddOriginal(tokens, part, script, transcribed: false, memory);
            }
        }
        else
        {
            AddOriginal(tokens, word, script, transcribed && script is (Script.Han or Script.Hangul), memory,
                titleHere: isPerson && words.Count > 1 && Honorifics.IsInOwnScript(word)
                    && tokens.All(token => token.Is(TokenTraits.Honorific)));
        }

        return 1;
    }

    private static bool TryForm(List<string> words, int at, out int length, out OrganisationClass form)
    {
        var isForm = OrganisationForms.TryMatchAt(words, at, out length, out form);
        if (!MisspeltForms.TryMatchAt(words, at, length, out var longer, out var mended))
        {
            return isForm;
        }

        (length, form) = (longer, mended);
        return true;
    }

    private static void AddForm(ImmutableArray<NameToken>.Builder tokens, string text, OrganisationClass form) =>
        tokens.Add(new NameToken(text, null, Script.Latin, [], TokenTraits.OrganisationForm, form, 0, -1, []));

    private static void AddLatin(ImmutableArray<NameToken>.Builder tokens, string word, bool isPerson, bool last, TokenMemory? memory)
    {
        var text = word[^1] == RawTokens.Abbreviated ? AsciiOnly(word) + RawTokens.Abbreviated : AsciiOnly(word);
        if (text.Length > 0 && text[0] != RawTokens.Abbreviated)
        {
            var leading = tokens.All(token => token.Is(TokenTraits.Honorific | TokenTraits.WeakHonorific));
            tokens.Add(memory?.Latin(text, isPerson, leading, last) ?? TokenFacts.Latin(text, isPerson, leading, last));
        }
    }

    private static void AddOriginal(ImmutableArray<NameToken>.Builder tokens, string word, Script script, bool transcribed,
        TokenMemory? memory, bool titleHere = false) =>
        tokens.Add(memory?.Original(word, script, transcribed, titleHere) ?? TokenFacts.Original(word, script, transcribed, titleHere));

    private static string AsciiOnly(string word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                return string.Concat(word.Where(char.IsAsciiLetterOrDigit));
            }
        }

        return word;
    }
}
