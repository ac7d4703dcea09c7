using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Legal forms on folded tokens (see <c>OrganisationForms.tsv</c>): "gmbh", "sp z o o", "obshchestvo s ogranichennoy otvetstvennostyu".
/// Letters written apart ("s", "p", "a") count as their abbreviation at the end of a name.
/// </summary>
public static class OrganisationForms
{
    /// <summary>Longest name that is looked up, in characters; longer runs of tokens are no form.</summary>
    private const int MaxFormLengthChars = 96;

    /// <summary>Fewest letters of a form of several words that is recognised without its spaces.</summary>
    private const int MinGluedLetters = 10;

    private static readonly FrozenDictionary<string, Entry> Forms = Load();
    private static readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Forms.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, int> Longest = Forms.Keys
        .GroupBy(form => form.Split(' ')[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Max(form => form.Count(c => c == ' ') + 1), StringComparer.Ordinal);

    private const int GluedBeginningLetters = 4;
    private static readonly FrozenSet<string> GluedBeginnings = Forms.Keys.Where(form => form.Contains(' ', StringComparison.Ordinal))
        .Select(form => form.Split(' ')[0]).Where(word => word.Length >= GluedBeginningLetters)
        .Select(word => word[..GluedBeginningLetters]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> GluedLookup =
        GluedBeginnings.GetAlternateLookup<ReadOnlySpan<char>>();

    private enum Position
    {
        Anywhere,
        Start,
        End,
        Edge,
    }

    /// <summary>All forms with the classes each may stand for.</summary>
    public static IEnumerable<KeyValuePair<string, OrganisationClass>> All
        => Forms.Select(form => KeyValuePair.Create(form.Key, form.Value.Class));

    /// <summary>True where the folded words (one space between them) are a form, wherever it may stand.</summary>
    public static bool TryClass(ReadOnlySpan<char> form, out OrganisationClass formClass)
    {
        var found = Lookup.TryGetValue(form, out var entry);
        formClass = found ? entry.Class : OrganisationClass.None;
        return found;
    }

    /// <summary>
    /// The longest form that begins at <paramref name="start"/>. A form never fills the whole name where it is one of the short ones that
    /// are words too ("AS", "Ave", "Pat"); those count only where the table says they stand.
    /// </summary>
    /// <param name="tokens">Folded tokens of one name.</param>
    /// <param name="start">Index of the first token of the form.</param>
    /// <param name="length">How many tokens it takes; 0 where there is none.</param>
    /// <param name="formClass">The classes it may stand for.</param>
    public static bool TryMatchAt(ReadOnlySpan<string> tokens, int start, out int length, out OrganisationClass formClass)
    {
        length = 0;
        formClass = OrganisationClass.None;
        if (Longest.TryGetValue(tokens[start], out var longest))
        {
            Span<char> joined = stackalloc char[MaxFormLengthChars];
            var written = 0;
            var last = Math.Min(longest, tokens.Length - start);
            for (var count = 1; count <= last; count++)
            {
                if (!Append(joined, ref written, tokens[start + count - 1], count > 1))
                {
                    break;
                }

                if (Lookup.TryGetValue(joined[..written], out var entry) && Stands(entry.Position, start, count, tokens.Length))
                {
                    length = count;
                    formClass = entry.Class;
                }
            }
        }

        MatchGlued(tokens, start, ref length, ref formClass);
        return MatchLettersApart(tokens, start, ref length, ref formClass) || length > 0;
    }

    // A form some of whose words were written together: "joint stockcompany".
    private static void MatchGlued(ReadOnlySpan<string> tokens, int start, ref int length, ref OrganisationClass formClass)
    {
        if (!GluedLookup.Contains(tokens[start].AsSpan(0, Math.Min(tokens[start].Length, GluedBeginningLetters))))
        {
            return;
        }

        Span<char> joined = stackalloc char[MaxFormLengthChars];
        var written = 0;
        for (var count = 1; start + count <= tokens.Length && Append(joined, ref written, tokens[start + count - 1], spaced: false);
            count++)
        {
            if (count > length && written >= MinGluedLetters && Lookup.TryGetValue(joined[..written], out var entry)
                && Stands(entry.Position, start, count, tokens.Length))
            {
                (length, formClass) = (count, entry.Class);
            }
        }
    }

    /// <summary>As the span form, for a list of tokens.</summary>
    public static bool TryMatchAt(IReadOnlyList<string> tokens, int start, out int length, out OrganisationClass formClass) => tokens switch
    {
        string[] array => TryMatchAt(array.AsSpan(), start, out length, out formClass),
        List<string> list => TryMatchAt(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list), start, out length, out formClass),
        _ => TryMatchAt(tokens.ToArray().AsSpan(), start, out length, out formClass),
    };

    private static bool MatchLettersApart(ReadOnlySpan<string> tokens, int start, ref int length, ref OrganisationClass formClass)
    {
        Span<char> joined = stackalloc char[8];
        var count = 0;
        while (start > 0 && start + count < tokens.Length && count < joined.Length && tokens[start + count].Length == 1)
        {
            joined[count] = tokens[start + count][0];
            count++;
        }

        // A lone pair of initials inside a name is a person's or a company's own; only a run that closes the name is read as a form.
        if (count < 2 || count <= length || start + count != tokens.Length || !Lookup.TryGetValue(joined[..count], out var entry))
        {
            return false;
        }

        length = count;
        formClass = entry.Class;
        return true;
    }

    private static bool Append(Span<char> joined, ref int written, string token, bool spaced)
    {
        if (written + token.Length + 1 > joined.Length)
        {
            return false;
        }

        if (spaced)
        {
            joined[written++] = ' ';
        }

        token.CopyTo(joined[written..]);
        written += token.Length;
        return true;
    }

    private static bool Stands(Position position, int start, int count, int total) => position switch
    {
        Position.Anywhere => true,
        Position.Start => start + count < total,
        Position.End => start > 0,
        Position.Edge => count < total && (start == 0 || start + count == total),
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "Not a position of a form."),
    };

    private static FrozenDictionary<string, Entry> Load()
    {
        const string Table = "OrganisationForms.tsv";
        var forms = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var rows = LexiconTable.Rows(Table, columns: 4);
        foreach (var row in rows)
        {
            forms.Add(row[0], new Entry(OrganisationClassNames.Parse(Table, row[0], row[1]), ParsePosition(Table, row)));
        }

        // Written as one word: "jointstockcompany", "aktsionernoeobshchestvo"; and "s a", which periods make one word.
        foreach (var row in rows)
        {
            var glued = row[0].Replace(" ", "", StringComparison.Ordinal);
            if (glued.Length >= MinGluedLetters || row[0].Split(' ').All(word => word.Length == 1))
            {
                forms.TryAdd(glued, forms[row[0]]);
            }
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Position ParsePosition(string table, string[] row) => row[2] switch
    {
        "any" => Position.Anywhere,
        "start" => Position.Start,
        "end" => Position.End,
        "edge" => Position.Edge,
        var other => throw LexiconTable.Unknown(table, row[0], other, "any, start, end, edge"),
    };

    private readonly record struct Entry(OrganisationClass Class, Position Position);
}
