namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Reads the word tables that are embedded beside this code: tab-separated rows below a header of lines that begin with
/// '#'.</summary>
internal static class LexiconTable
{
    private const string Folder = "Names/Lexicon/";

    /// <summary>The names of all embedded tables of this folder, such as <c>OrganisationForms.tsv</c>, in ordinal order.</summary>
    public static string[] Names { get; } = typeof(LexiconTable).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".tsv", StringComparison.Ordinal))
        .Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Lines that begin with '#': what the columns mean, the source, the date.</summary>
    public static IReadOnlyList<string> Header(string table) => Lines(table).Where(line => line.StartsWith('#')).ToArray();

    /// <summary>The rows, each with exactly <paramref name="columns"/> cells.</summary>
    /// <exception cref="FormatException">A row has another number of cells: the table in the repository is damaged.</exception>
    public static List<string[]> Rows(string table, int columns)
    {
        var rows = new List<string[]>();
        var number = 0;
        foreach (var line in Lines(table))
        {
            number++;
            if (line.StartsWith('#'))
            {
                continue;
            }

            var cells = line.Split('\t');
            if (cells.Length != columns)
            {
                throw new FormatException(
                    $"{table} line {number}: '{line}' has {cells.Length} cells, {columns} expected; separate them by one tab each.");
            }

            rows.Add(cells);
        }

        return rows;
    }

    /// <summary>The error for a cell whose value the reader does not know.</summary>
    public static FormatException Unknown(string table, string row, string value, string allowed) =>
        new($"{table}, row '{row}': '{value}' is not one of {allowed}.");

    private static IEnumerable<string> Lines(string table)
    {
        using var stream = typeof(LexiconTable).Assembly.GetManifestResourceStream(Folder + table)
            ?? throw new FormatException($"{table} is not embedded; the tables are {string.Join(", ", Names)}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
