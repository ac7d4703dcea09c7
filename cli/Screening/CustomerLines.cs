namespace Compliance.Cli.Screening;

/// <summary>One record of a customer file.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Fields">Its fields; those that could be read where something is wrong.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
internal sealed record CustomerRecord(long Line, IReadOnlyList<string> Fields, string? Problem);

/// <summary>
/// The records of a customer file. A quote that is not closed breaks the line it stands on and no other: a field goes on over lines only
/// where none of these lines is a record by itself, so that no customer is taken into the field of another.
/// </summary>
internal sealed class CustomerLines
{
    private const int MostChars = 1 << 20;
    private const int MostLinesOfARecord = 64;

    private readonly TextReader _text;
    private readonly Queue<string> _ahead = new();
    private long _line;

    /// <summary>Reads the header.</summary>
    public CustomerLines(TextReader text)
    {
        _text = text;
        var header = Next() ?? "";
        Separator = SeparatedText.SeparatorOf(header);
        _ = SeparatedText.Read(header, Separator, out var columns);
        Header = columns;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Between fields.</summary>
    public char Separator { get; }

    /// <summary>The records after the header; lines without a letter are none.</summary>
    public IEnumerable<CustomerRecord> Records()
    {
        while (Next() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return RecordOf(line);
            }
        }
    }

    private CustomerRecord RecordOf(string line)
    {
        var first = _line;
        var fault = SeparatedText.Read(line, Separator, out var fields);
        if (fault == SeparatedFault.OpenQuote && WithNextLines(line) is { } joined)
        {
            return new CustomerRecord(first, joined, null);
        }

        return new CustomerRecord(first, fields, line.Length >= MostChars ? $"the row has {MostChars} characters or more" : fault switch
        {
            SeparatedFault.OpenQuote => $"field {fields.Count + 1} begins with a quote that is not closed",
            SeparatedFault.AfterQuote => $"field {fields.Count} goes on after the quote that ends it; write a quote inside quotes twice",
            _ => null,
        });
    }

    // The lines that belong to the record are taken; where none fits, all stay to be read by themselves.
    private List<string>? WithNextLines(string line)
    {
        var text = line;
        for (var more = 1; more < MostLinesOfARecord && text.Length < MostChars; more++)
        {
            if (Ahead(more) is not { } next || (SeparatedText.Read(next, Separator, out var alone) == SeparatedFault.None
                && alone.Count >= Header.Count))
            {
                return null;
            }

            text += "\n" + next;
            switch (SeparatedText.Read(text, Separator, out var fields))
            {
                case SeparatedFault.None:
                    for (var taken = 0; taken < more; taken++)
                    {
                        Next();
                    }

                    return fields;
                case SeparatedFault.AfterQuote:
                    return null;
                default:
                    continue;
            }
        }

        return null;
    }

    private string? Next()
    {
        _line++;
        return _ahead.TryDequeue(out var line) ? line : ReadLine();
    }

    private string? Ahead(int place)
    {
        while (_ahead.Count < place && ReadLine() is { } line)
        {
            _ahead.Enqueue(line);
        }

        return _ahead.ElementAtOrDefault(place - 1);
    }

    // A file that is no text may be one line of any length.
    private string? ReadLine()
    {
        var line = new System.Text.StringBuilder();
        int letter;
        while ((letter = _text.Read()) >= 0 && letter is not ('\n' or '\r'))
        {
            if (line.Length < MostChars)
            {
                line.Append((char)letter);
            }
        }

        if (letter == '\r' && _text.Peek() == '\n')
        {
            _text.Read();
        }

        return letter < 0 && line.Length == 0 ? null : line.ToString();
    }
}
