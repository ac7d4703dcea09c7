using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>From a raw name to comparable words: folding, cutting, transliteration, organisation forms, particles, numbers. Deterministic
/// and stateless.</summary>
public static class NameAnalyser
{
    // The dots that part the words of a foreign name in Chinese, Japanese and Korean text.
    private static readonly System.Buffers.SearchValues<char> Dots = System.Buffers.SearchValues.Create("·・‧•･");

    /// <summary>
    /// The ways to read a name, the likeliest first: one, but for a person's name of up to four Chinese characters or Hangul without a
    /// space, which is a family name and a given name or writes one foreign name by its sounds (史密斯).
    /// </summary>
    public static ImmutableArray<AnalysedName> Readings(string raw, bool isPerson) => Readings(raw, isPerson, memory: null);

    /// <summary>The same, with the words of names analysed before.</summary>
    internal static ImmutableArray<AnalysedName> Readings(string raw, bool isPerson, TokenMemory? memory)
    {
        var name = Analyse(raw, isPerson, memory);
        if (!isPerson || name.Tokens is not [{ Script: Script.Han or Script.Hangul } first, ..] || name.Tokens.Length > 2
            || first.Is(TokenTraits.Transcribed)
            || RawTokens.Cut(NameFolding.Fold(raw)) is not [var word] || word != string.Concat(name.Tokens.Select(token => token.Original)))
        {
            return [name];
        }

        var tokens = ImmutableArray.CreateBuilder<NameToken>(1);
        AddOriginal(tokens, word, first.Script, transcribed: true, memory);
        return [name, new AnalysedName(raw, isPerson, tokens.ToImmutable())];
    }

    /// <summary>Analyses a name as that of a person or of anything else.</summary>
    public static AnalysedName Analyse(string raw, bool isPerson) => Analyse(raw, isPerson, memory: null);

    /// <summary>The same, with the words of names analysed before: equal words are looked up once.</summary>
    internal static AnalysedName Analyse(string raw, bool isPerson, TokenMemory? memory)
    {
        var words = RawTokens.Cut(NameFolding.Fold(raw));
        var nameIsLatin = words.Count(word => char.IsAsciiLetter(word[0])) * 2 >= words.Count;
        for (var i = 0; i < words.Count; i++)
        {
            words[i] = Confusables.Unmix(words[i], nameIsLatin);
            words[i] = isPerson ? Confusables.Unleet(words[i]) : words[i];
        }

        if (!isPerson)
        {
            GluedForms.Part(words);
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
        var word = words[at];
        var script = ScriptRanges.ScriptOf(word);
        if (!isPerson && (TryForm(words, at, out var length, out var form)
            || OriginalScriptForms.TryMatchAt(CollectionsMarshal.AsSpan(words), at, out length, out form)))
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
        else
        {
            AddOriginal(tokens, word, script, transcribed && script is (Script.Han or Script.Hangul), memory);
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
        var text = AsciiOnly(word);
        if (text.Length > 0)
        {
            var leading = tokens.All(token => token.Is(TokenTraits.Honorific | TokenTraits.WeakHonorific));
            tokens.Add(memory?.Latin(text, isPerson, leading, last) ?? TokenFacts.Latin(text, isPerson, leading, last));
        }
    }

    private static void AddOriginal(ImmutableArray<NameToken>.Builder tokens, string word, Script script, bool transcribed,
        TokenMemory? memory) =>
        tokens.Add(memory?.Original(word, script, transcribed) ?? TokenFacts.Original(word, script, transcribed));

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
