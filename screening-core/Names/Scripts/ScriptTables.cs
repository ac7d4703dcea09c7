using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The tables of every script, each read on first use, and the lattice each builds.</summary>
internal static class ScriptTables
{
    private static readonly ImmutableArray<Lazy<LetterTable?>> Tables =
        [.. Enum.GetValues<Script>().Select(static script => new Lazy<LetterTable?>(() => Load(script)))];

    private static readonly Lazy<LetterTable> Ukrainian = new(static () => LetterTable.Load("CyrillicUkrainian"));
    private static readonly System.Buffers.SearchValues<char> UkrainianLetters = System.Buffers.SearchValues.Create("ґєіїў");

    /// <summary>The letter table of a script; null for Latin, <see cref="Script.Common"/>, Chinese characters and kana, which have tables
    /// of their own.</summary>
    public static LetterTable? Of(Script script) => Tables[(int)script].Value;

    /// <summary>The rows in which the token's own language differs from the script's usual reading, where its letters tell the language;
    /// else null.</summary>
    public static LetterTable? NationalOf(ReadOnlySpan<char> token, Script script) =>
        script == Script.Cyrillic && token.ContainsAny(UkrainianLetters) ? Ukrainian.Value : null;

    /// <summary>Adds the token's letters and, where it is a known name, its customary spellings.</summary>
    /// <returns>False when no character of the token is known.</returns>
    public static bool Build(ReadOnlySpan<char> token, Script script, LatticeBuilder builder)
    {
        if (script == Script.Han)
        {
            return HanLattice.Build(token, builder);
        }

        if (script == Script.Kana)
        {
            return KanaForm.Build(token, builder);
        }

        var table = Of(script);
        if (table is null)
        {
            return false;
        }

        Span<char> buffer = stackalloc char[LetterLattice.MaxTokenChars * LetterForm.Growth];
        var form = LetterForm.Of(token, script, buffer);
        if (form.Length == 0 || builder.AddLetters(form, table, 0) == 0)
        {
            return false;
        }

        if (NameLexicon.Of(token, script) is { } name)
        {
            builder.Add(0, builder.Nodes - 1, name.Renderings);
        }

        return true;
    }

    private static LetterTable? Load(Script script) => script switch
    {
        Script.Common or Script.Latin or Script.Han or Script.Kana => null,
        Script.Devanagari => LetterTable.Load("Indic"),
        Script.Bengali => LetterTable.Load("Indic", "Bengali"),
        Script.Gurmukhi => LetterTable.Load("Indic", "Gurmukhi"),
        Script.Gujarati => LetterTable.Load("Indic"),
        Script.Odia => LetterTable.Load("Indic", "Odia"),
        Script.Tamil => LetterTable.Load("Indic", "Tamil"),
        Script.Telugu or Script.Kannada => LetterTable.Load("Indic", "SouthIndic"),
        Script.Malayalam => LetterTable.Load("Indic", "SouthIndic", "Malayalam"),
        Script.Arabic or Script.Hebrew or Script.Hangul => LetterTable.Load(script, script.ToString()),
        Script.Cyrillic => LetterTable.Load("CyrillicUkrainian", "Cyrillic"),
        _ => LetterTable.Load(script.ToString()),
    };
}
