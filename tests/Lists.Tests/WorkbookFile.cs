using System.IO.Compression;
using System.Security;
using System.Text;

namespace Compliance.Lists.Tests;

/// <summary>Makes workbooks from text: a line "# name" begins a sheet, tabs separate cells, \n is a line break in a cell, five digits are a
/// number.</summary>
internal static class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>The workbook; texts stand among the shared strings, each with a phonetic run, which is no part of the text.</summary>
    public static byte[] Of(string text)
    {
        var strings = new List<string>();
        var sheets = new List<(string Name, string Xml)>();
        foreach (var part in ("\n" + text).Split("\n# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.TrimEnd('\n').Split('\n');
            sheets.Add((lines[0], SheetXml(lines[1..], strings)));
        }

        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" "
                    + $"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                    + $"ContentType=\"application/xml\"/></Types>");
            Write(archive, "_rels/.rels",
                $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" "
                    + $"Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write(archive, "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{Each(sheets, (sheet, i) => $"<sheet "
                    + $"name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")}</sheets></workbook>");
            Write(archive, "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}/relationships\">{Each(sheets, (_, i) => $"<Relationship "
                    + $"Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")}<Relationship Id=\"rIdS\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            Write(archive, "xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\">{string.Concat(strings.Select(one => $"<si><t "
                    + $"xml:space=\"preserve\">{SecurityElement.Escape(one)}</t><rPh sb=\"0\" eb=\"1\"><t>カナ</t></rPh></si>"))}</sst>");
            for (var i = 0; i < sheets.Count; i++)
            {
                Write(archive, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
            }
        }

        return buffer.ToArray();
    }

    private static string Each<T>(IEnumerable<T> items, Func<T, int, string> write)
        => string.Concat(items.Select((item, i) => write(item, i + 1)));

    private static string SheetXml(string[] lines, List<string> strings) =>
        $"<worksheet xmlns=\"{Main}\"><sheetData>{Each(lines, (line, row) => $"<row "
        + $"r=\"{row}\">{Each(line.Split('\t'), (cell, column) => CellXml(cell, $"{Letters(column)}{row}", strings))}</row>")}</sheetData></worksheet>";

    private static string Letters(int column) => column <= 26 ? ((char)('A' + column - 1)).ToString() : "A" + (char)('A' + column - 27);

    private static string CellXml(string cell, string place, List<string> strings)
    {
        if (cell.Length == 0)
        {
            return "";
        }

        if (cell.Length == 5 && cell.All(char.IsAsciiDigit))
        {
            return $"<c r=\"{place}\"><v>{cell}</v></c>";
        }

        strings.Add(cell.Replace("\\n", "\n", StringComparison.Ordinal));
        return $"<c r=\"{place}\" t=\"s\"><v>{strings.Count - 1}</v></c>";
    }

    private static void Write(ZipArchive archive, string path, string xml)
    {
        using var writer = new StreamWriter(archive.CreateEntry(path).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}
