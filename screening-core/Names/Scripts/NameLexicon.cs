using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Customary Latin spellings of common given and family names whose vowels the script does not write, or which custom spells in
/// its own way.</summary>
internal static class NameLexicon
{
    private static readonly Lazy<FrozenDictionary<string, Entry>> Arabic = new(static () => Load("ArabicNames", Script.Arabic));
    private static readonly Lazy<FrozenDictionary<string, Entry>> Hebrew = new(static () => Load("HebrewNames", Script.Hebrew));

    /// <summary>The customary spellings of one name, the most used first, and the same for a lattice.</summary>
    internal sealed record Entry(ImmutableArray<string> Spellings, Renderings Renderings);

    /// <summary>The customary spellings of a token; null when it is not in the lexicon.</summary>
    public static Entry? Of(ReadOnlySpan<char> token, Script script)
    {
        var table = script switch
        {
            Script.Arabic => Arabic.Value,
            Script.Hebrew => Hebrew.Value,
            _ => null,
        };
        if (table is null)
        {
            return null;
        }

        Span<char> key = stackalloc char[LetterLattice.MaxTokenChars];
        var length = Key(token, script, key);
        return table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var entry) ? entry : null;
    }

    private static FrozenDictionary<string, Entry> Load(string name, Script script)
    {
        var table = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        Span<char> key = stackalloc char[LetterLattice.MaxTokenChars];
        foreach (var row in TableText.Rows(name))
        {
            var names = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => LetterOption.Parse(text, $"'{row[0]}' in {name}.tsv").Label);
            foreach (var spelling in row[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var text = key[..Key(spelling, script, key)].ToString();
                table[text] = table.TryGetValue(text, out var earlier) ? [.. earlier.Union(names)] : [.. names];
            }
        }

        return table.ToFrozenDictionary(
            static pair => pair.Key,
            static pair => new Entry(pair.Value, Renderings.Of(pair.Value.Select(static spelling => new LetterOption(spelling, 0)))),
            StringComparer.Ordinal);
    }

    private static int Key(ReadOnlySpan<char> token, Script script, Span<char> key)
    {
        var length = 0;
        foreach (var c in token)
        {
            var letter = script == Script.Arabic ? AbjadLetters.Arabic(c) : AbjadLetters.Hebrew(c);
            letter = letter switch
            {
                'أ' or 'إ' or 'آ' => 'ا',
                'ى' or 'ئ' => 'ي',
                'ؤ' => 'و',
                'ة' => 'ه',
                '\'' or 'ء' => '\0',
                _ =>
                letter
            };
            if (letter != '\0' && length < key.Length)
            {
                key[length++] = letter;
            }
        }

        return length;
    }
}
