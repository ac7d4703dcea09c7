using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;
using CsvHelper;

namespace Compliance.Lists.Jurisdictions;

/// <summary>A policy table is not what it must be; the message names file, line, column and value.</summary>
public sealed class PolicyFormatException : Exception
{
    /// <summary>Makes the error.</summary>
    public PolicyFormatException()
    {
    }

    /// <summary>Makes the error with what is wrong and where.</summary>
    public PolicyFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with what is wrong and where.</summary>
    public PolicyFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A row of a policy table, read column by column; every refusal names the place.</summary>
internal sealed class PolicyRow(string table, long line, IReadOnlyDictionary<string, string> cells)
{
    private static readonly string[] BasisColumns = ["from", "until", "checked", "certain", "authority", "source"];

    /// <summary>Columns that were asked for.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public string Optional(string column)
    {
        Asked.Add(column);
        return cells.TryGetValue(column, out var value) ? value.Trim()
            : throw new PolicyFormatException($"{table}: the column '{column}' is missing.");
    }

    public string Text(string column)
        => Optional(column) is { Length: > 0 } value ? value : throw Refused(column, "", "it must not be empty");

    public ImmutableArray<string> Parts(string column, char separator = ' ') =>
        [.. Optional(column).Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public bool YesOrNo(string column) => Text(column) switch
    {
        "yes" => true,
        "no" => false,
        var other => throw Refused(column, other, "write yes or no"),
    };

    public double? Number(string column) => Optional(column) switch
    {
        "" => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
            number,
        var text => throw Refused(column, text, "write a number such as 0.15"),
    };

    public DateOnly? Day(string column) => Optional(column) switch
    {
        "" => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw Refused(column, text, "write a day such as 2026-11-22"),
    };

    /// <summary>A word of a closed set.</summary>
    public TValue OneOf<TValue>(string column, params (string Word, TValue Value)[] words)
    {
        var text = Text(column);
        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw Refused(column, text, $"write one of {string.Join(", ", words.Select(pair => pair.Word))}");
    }

    /// <summary>What the row rests on: the columns from, until, checked, certain, authority, source.</summary>
    public PolicyBasis Basis()
    {
        var from = Day(BasisColumns[0]) ?? throw Refused("from", "", "every row has a first day");
        var until = Day(BasisColumns[1]);
        return until < from
            ? throw Refused("until", $"{until:yyyy-MM-dd}", $"it lies before the first day {from:yyyy-MM-dd}")
            : new PolicyBasis(Text("authority"), Text("source"), Day("checked")
                ?? throw Refused("checked", "", "every row has the day it was checked"), from, until, YesOrNo("certain"));
    }

    public PolicyFormatException Refused(string column, string value, string how)
        => new($"{table} line {line}: {column} is '{value}'; {how}.");
}

/// <summary>Reads policy tables: comma-separated, a header, quotes where a value holds a comma.</summary>
internal static class PolicyTable
{
    /// <summary>The rows of a table, mapped; a column that nobody reads is refused.</summary>
    /// <exception cref="PolicyFormatException">The table cannot be read.</exception>
    public static ImmutableArray<TRow> Read<TRow>(string table, TextReader reader, Func<PolicyRow, TRow> map)
    {
        var rows = ImmutableArray.CreateBuilder<TRow>();
        using var csv = CsvReader.Create(reader, CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        while (csv.Read())
        {
            if (csv.FieldCount != header.Length)
            {
                throw new PolicyFormatException(
                    $"{table} line {csv.LineNumber}: {csv.FieldCount} values stand under {header.Length} columns; quote values that hold "
                        + $"a comma.");
            }

            var row = new PolicyRow(table, csv.LineNumber, Enumerable.Range(0, header.Length)
                .ToDictionary(at => header[at], at => csv.GetString(at), StringComparer.Ordinal));
            rows.Add(map(row));
            if (header.FirstOrDefault(column => !row.Asked.Contains(column)) is { } unread)
            {
                throw new PolicyFormatException($"{table}: nobody reads the column '{unread}'.");
            }
        }

        return rows.Count > 0 ? rows.ToImmutable() : throw new PolicyFormatException($"{table}: the table has no rows.");
    }
}
