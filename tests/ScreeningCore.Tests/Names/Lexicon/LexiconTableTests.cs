using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed partial class LexiconTableTests
{
    /// <summary>Tables whose rows are in their own script.</summary>
    private static readonly string[] OwnScript =
        ["OrganisationFormsOriginalScript.tsv", "HonorificsOriginalScript.tsv", "OriginalScriptWords.tsv"];

    public static TheoryData<string> Tables => new(LexiconTable.Names);

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_table_says_what_its_columns_mean_whence_it_comes_and_when(string table)
    {
        var header = string.Join('\n', LexiconTable.Header(table));
        Assert.Contains("Columns:", header, StringComparison.Ordinal);
        Assert.Contains("Source:", header, StringComparison.Ordinal);
        Assert.Contains("Date:", header, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_table_is_sorted_without_duplicates_Invariant(string table)
    {
        var rows = Raw(table);
        Assert.NotEmpty(rows);
        for (var i = 1; i < rows.Count; i++)
        {
            Assert.True(Compare(rows[i - 1], rows[i]) < 0, $"{table}: '{rows[i]}' must stand before '{rows[i - 1]}'");
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_row_of_a_table_has_as_many_cells_as_the_first_Invariant(string table)
    {
        var rows = Raw(table);
        var columns = rows[0].Split('\t').Length;
        Assert.All(rows, row => Assert.Equal(columns, row.Split('\t').Length));
        Assert.All(rows, row => Assert.All(row.Split('\t'), cell => Assert.Equal(cell.Trim(), cell)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Words_of_a_table_are_folded_Invariant(string table)
    {
        if (OwnScript.Contains(table))
        {
            return;
        }

        foreach (var cell in Raw(table).SelectMany(row => WordCells(table, row.Split('\t'))))
        {
            Assert.True(Folded().IsMatch(cell), $"{table}: '{cell}' is not folded");
        }
    }

    private static IEnumerable<string> WordCells(string table, string[] cells) => table switch
    {
        "Nicknames.tsv" => cells[2..],
        "NameVariants.tsv" => [cells[0]],
        _ => [cells[0]],
    };

    private static int Compare(string left, string right)
    {
        var one = left.Split('\t');
        var two = right.Split('\t');
        return Enumerable.Range(0, one.Length).Select(i => string.CompareOrdinal(one[i], two[i])).FirstOrDefault(order => order != 0);
    }

    private static List<string> Raw(string table) => LexiconTable.Rows(table, ColumnsOf(table)).ConvertAll(row => string.Join('\t', row));

    private static int ColumnsOf(string table)
    {
        using var stream = typeof(LexiconTable).Assembly.GetManifestResourceStream("Names/Lexicon/" + table)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                return line.Split('\t').Length;
            }
        }

        throw new InvalidOperationException($"{table} has no rows");
    }

    [GeneratedRegex("^[a-z0-9]+( [a-z0-9]+)*$")]
    private static partial Regex Folded();
}
