using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The Latin renderings of one script's letters and letter groups, read from one or more tables; a later table adds to an earlier
/// one.</summary>
/// <remarks>
/// Columns: source letters (with <c>^</c> before for the start of a token only, <c>$</c> after for its end only), up to four
/// schemes (space-separated, the most used first, a missing one repeats the first), further options with their cost in tenths of an edit.
/// </remarks>
internal sealed class LetterTable
{
    /// <summary>How many romanisation schemes a table can hold.</summary>
    public const int MaxSchemes = 4;

    private readonly FrozenDictionary<char, Letter[]> _byFirst;

    private LetterTable(FrozenDictionary<char, Letter[]> byFirst) => _byFirst = byFirst;

    /// <summary>One source letter or letter group.</summary>
    internal sealed record Letter(string Source, bool InitialOnly, bool FinalOnly, string[] Schemes, Renderings Renderings)
    {
        /// <summary>Whether the letter group stands at this position of the text.</summary>
        public bool IsAt(ReadOnlySpan<char> text, int position) =>
            (!InitialOnly || position == 0)
            && (!FinalOnly || position + Source.Length == text.Length)
            && (Source.Length == 1 || text[position..].StartsWith(Source, StringComparison.Ordinal));
    }

    /// <summary>Reads and joins the named tables.</summary>
    /// <exception cref="FormatException">A row is malformed; the message names table, source and value.</exception>
    public static LetterTable Load(params ReadOnlySpan<string> names) => Load(null, names);

    /// <summary>As the other, with the sources of more than one letter first rewritten as tokens of the script are.</summary>
    public static LetterTable Load(Script? formOf, params ReadOnlySpan<string> names)
    {
        var letters = new Dictionary<(string Source, bool Initial, bool Final), Letter>();
        foreach (var name in names)
        {
            foreach (var row in TableText.Rows(name))
            {
                Add(letters, name, row, formOf);
            }
        }

        var groups = letters.Values
            .GroupBy(static letter => letter.Source[0])
            .ToDictionary(static group => group.Key, static group => group
                .OrderByDescending(static l => l.Source.Length)
                .ThenByDescending(static l => (l.InitialOnly ? 1 : 0) + (l.FinalOnly ? 1 : 0))
                .ThenBy(static l => l.Source, StringComparer.Ordinal)
                .ToArray());
        return new LetterTable(groups.ToFrozenDictionary());
    }

    /// <summary>The letter groups that may start with this character, the longest and most specific first; empty for an unknown
    /// one.</summary>
    public ReadOnlySpan<Letter> StartingWith(char first) => _byFirst.TryGetValue(first, out var letters) ? letters : [];

    /// <summary>The longest letter group at this position, or null for an unknown character.</summary>
    public Letter? LongestAt(ReadOnlySpan<char> text, int position)
    {
        foreach (var letter in StartingWith(text[position]))
        {
            if (letter.IsAt(text, position))
            {
                return letter;
            }
        }

        return null;
    }

    /// <summary>The row of exactly this source, wherever it may stand.</summary>
    public Letter? Find(string source)
    {
        foreach (var letter in StartingWith(source[0]))
        {
            if (letter.Source == source)
            {
                return letter;
            }
        }

        return null;
    }

    private static void Add(Dictionary<(string, bool, bool), Letter> letters, string name, string[] row, Script? formOf)
    {
        var source = row[0];
        var place = $"'{source}' in {name}.tsv";
        var initial = source[0] == '^';
        var final = source[^1] == '$';
        source = source[(initial ? 1 : 0)..(final ? ^1 : ^0)];
        if (source.Length == 0 || row.Length < 2)
        {
            throw new FormatException($"The row {place} needs source letters and at least one Latin rendering.");
        }

        if (formOf is { } script && (source.Length > 1 || script == Script.Hangul)
            && !source.Contains(LetterForm.Vowel, StringComparison.Ordinal))
        {
            source = LetterForm.Of(source, script, new char[source.Length * LetterForm.Growth]).ToString();
        }

        var schemes = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => LetterOption.Parse(text, place)).ToArray();
        if (schemes.Length is 0 or > MaxSchemes)
        {
            throw new FormatException($"The row {place} has {schemes.Length} schemes; 1 to {MaxSchemes} are allowed.");
        }

        var options = new Dictionary<string, byte>(StringComparer.Ordinal);
        if (letters.TryGetValue((source, initial, final), out var earlier))
        {
            Merge(options, earlier.Renderings.Options);
        }

        Merge(options, schemes);
        if (row.Length > 2)
        {
            Merge(options, row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => LetterOption.Parse(text, place)));
        }

        letters[(source, initial, final)] = new Letter(
            source, initial, final, [.. schemes.Select(static s => s.Label)],
            Renderings.Of(options.Select(static o => new LetterOption(o.Key, o.Value))));
    }

    private static void Merge(Dictionary<string, byte> options, IEnumerable<LetterOption> more)
    {
        foreach (var option in more)
        {
            options[option.Label] = options.TryGetValue(option.Label, out var cost) ? Math.Min(cost, option.Cost) : option.Cost;
        }
    }
}
