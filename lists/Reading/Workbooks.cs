using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Compliance.Lists.Reading;

/// <summary>One row of a sheet: the text of its cells; null where a cell is empty. Dates are written as yyyy-MM-dd.</summary>
/// <param name="Number">Row of the sheet, from 1.</param>
/// <param name="Cells">The cells.</param>
internal sealed record SheetRow(int Number, string?[] Cells);

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>Reads spreadsheets (.xlsx): an archive of XML files, with the same limits on expansion as other archives.</summary>
internal static class Workbooks
{
    private const int HeadBytes = 1024 * 1024;

    /// <summary>The reader's settings name a code page of old workbooks, which must be known even where none is read.</summary>
    static Workbooks() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>True where the file is a workbook whose first texts hold all the words; workbooks bear any name, so their content
    /// decides.</summary>
    public static bool Mentions(ListFile file, ReadOnlySpan<byte> head, params string[] words)
    {
        if (!head.StartsWith("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var archive = new ZipArchive(file.Open(), ZipArchiveMode.Read);
            var text = BeginningOf(archive, "xl/sharedStrings.xml") + BeginningOf(archive, "xl/worksheets/sheet1.xml");
            return words.All(word => text.Contains(word, StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The sheets, in order.</summary>
    /// <exception cref="ListFormatException">The workbook is damaged, cut off or expands beyond the limits.</exception>
    public static IEnumerable<Sheet> Read(ListFile file)
    {
        using var bytes = BytesOf(file);
        RefuseBombs(file, bytes);
        using var reader = Open(file, bytes);
        do
        {
            var rows = new List<SheetRow>();
            while (Of(file, reader, static one => one.Read()))
            {
                rows.Add(
                    Of(file, reader, static one =>
                    new SheetRow(one.Depth + 1, [.. Enumerable.Range(0, one.FieldCount).Select(column => TextOf(one.GetValue(column)))])));
            }

            yield return new Sheet(reader.Name, rows);
        }
        while (Of(file, reader, static one => one.NextResult()));
    }

    /// <summary>A step of the reading library, which throws of damaged content whatever happens to meet it first.</summary>
    private static T Of<T>(ListFile file, IExcelDataReader reader, Func<IExcelDataReader, T> step)
    {
        try
        {
            return step(reader);
        }
        catch (Exception error)
            when (error is System.Xml.XmlException or InvalidDataException or ExcelReaderException or FormatException or OverflowException
            or ArgumentException or IndexOutOfRangeException or NullReferenceException or InvalidOperationException)
        {
            throw new ListFormatException($"{file.Path}: the workbook is damaged: {error.Message}", error);
        }
    }

    /// <summary>The rows of a sheet below its header.</summary>
    /// <exception cref="ListFormatException">No row holds all the required columns.</exception>
    public static IEnumerable<TableRow> Table(ListFile file, Sheet sheet, params string[] required)
    {
        for (var i = 0; i < sheet.Rows.Count; i++)
        {
            if (TableRows.HeaderOf(sheet.Rows[i].Cells, required) is { } columns)
            {
                return sheet.Rows.Skip(i + 1).Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                    .Select(row => new TableRow(file.Path, $"sheet {sheet.Name}, row {row.Number}", columns, row.Cells));
            }
        }

        throw new ListFormatException($"{file.Path}: the sheet {sheet.Name} has no header with the columns {string.Join(", ", required)}.");
    }

    private static IExcelDataReader Open(ListFile file, MemoryStream bytes)
    {
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(bytes);
        }
        catch (Exception error)
            when (error is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or ArgumentException
            or NullReferenceException or InvalidOperationException)
        {
            throw new ListFormatException($"{file.Path}: not a readable workbook, or cut off: {error.Message}", error);
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTime moment =>
            moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static MemoryStream BytesOf(ListFile file)
    {
        using var stream = file.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        bytes.Position = 0;
        return bytes.Length > 0 ? bytes : throw new ListFormatException($"{file.Path}: the file is empty.");
    }

    /// <summary>Expands every part once and counts; what the archive's directory claims is not believed.</summary>
    private static void RefuseBombs(ListFile file, MemoryStream bytes)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries)
            {
                var limit = ListFileExpansion.LimitOf(entry.CompressedLength);
                using var part = new BoundedStream(entry.Open(), $"{file.Path}/{entry.FullName}", () => limit);
                part.CopyTo(Stream.Null);
            }

            bytes.Position = 0;
        }
        catch (InvalidDataException error)
        {
            throw new ListFormatException($"{file.Path}: not a readable workbook, or cut off: {error.Message}", error);
        }
    }

    private static string BeginningOf(ZipArchive archive, string path)
    {
        if (archive.GetEntry(path) is not { } entry)
        {
            return "";
        }

        using var stream = entry.Open();
        var bytes = new byte[HeadBytes];
        return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
