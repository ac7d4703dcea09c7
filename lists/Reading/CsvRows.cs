using CsvHelper;

namespace Compliance.Lists.Reading;

/// <summary>One row of a CSV file.</summary>
/// <param name="Line">Line of the file on which the row starts, from 1.</param>
/// <param name="Fields">The fields as published, neither trimmed nor interpreted.</param>
public readonly record struct ListRow(long Line, string[] Fields);

/// <summary>Reads CSV files row by row: quoted fields, CRLF or LF, any byte order mark, the end mark 0x1A that MS-DOS programs
/// append.</summary>
public static class CsvRows
{
    /// <summary>Largest row, in bytes of UTF-8; a quotation mark that is never closed must not read the rest of the file into one
    /// field.</summary>
    public const int MaxRowBytes = 8 * 1024 * 1024;

    private const char EndMark = '\u001a';

    /// <summary>Streams the rows. Empty lines and the end mark are no rows.</summary>
    /// <param name="file">The file, already expanded.</param>
    /// <param name="quarantined">Receives rows whose quoting is broken; they are returned nevertheless, as far as they could be
    /// read.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="ListFormatException">The file is empty or ends inside a quoted field.</exception>
    public static IEnumerable<ListRow> Read(ListFile file, ICollection<QuarantinedRow> quarantined, char separator = ',')
    {
        CsvMalformedRecord? broken = null;
        var options = CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            DetectSeparatorHint = false,
            MaxRecordSize = MaxRowBytes,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => broken = record,
        };
        using var text = PublishedText.Open(file);
        using var reader = CsvReader.Create(text, options);
        while (reader.Read())
        {
            if (broken is { } record)
            {
                broken = null;
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    throw new ListFormatException(
                        $"{file.Path}: the file ends inside the quoted field of line {record.LineNumber}; it was cut off.");
                }

                quarantined.Add(
                    new QuarantinedRow(file.Path, $"line {record.LineNumber}",
                    $"broken quotation marks ({record.Reason}); the row was read as far as possible"));
            }

            if (reader.FieldCount == 1 && reader.GetString(0).AsSpan().Trim([EndMark, ' ']).Length == 0)
            {
                continue;
            }

            yield return new ListRow(reader.LineNumber, reader.Current.ToArray());
        }
    }
}
