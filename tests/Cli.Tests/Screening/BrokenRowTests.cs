using Compliance.Functions.Tests.EndToEnd;
using CsCheck;

namespace Compliance.Cli.Tests.Screening;

/// <summary>A row of a customer file that cannot be read costs no other customer.</summary>
public sealed class BrokenRowTests : IDisposable
{
    private readonly CliFolder _folder = new();

    /// <summary>What was seen: a quote on line 7 of 21 that nobody closed; 14 of 20 customers were neither screened nor named.</summary>
    [Fact]
    public async Task A_quote_that_is_not_closed_breaks_its_own_row_only()
    {
        var customers = Enumerable.Range(2, 20).Select(line => line == 7 ? $"{line},\"Person Broken,1970" : $"{line},Person Number,1970");
        var result = await ScreenAsync(["id,name,birth_date", .. customers]);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("line 7: field 2 begins with a quote that is not closed", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Broken", result.Error, StringComparison.Ordinal);
        Assert.Equal(19, result.Json.GetProperty("allow").GetInt32());
        Assert.Equal(7, result.Json.GetProperty("unread")[0].GetProperty("line").GetInt64());
        var rows = await RowsAsync();
        Assert.Equal(Enumerable.Range(2, 20), rows.Select(row => int.Parse(row.Split(',')[0])));
        Assert.StartsWith("7,7,,not_screened,hold,", rows[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_names_the_broken_rows_again_and_adds_nothing()
    {
        string[] lines = ["id,name", "1,Pia Xu", "2,\"Fip", "3,Gar Xu", "4,"];
        var first = await ScreenAsync(lines);
        var rows = await RowsAsync();
        var second = await ScreenAsync(lines);
        Assert.Equal(first.Out, second.Out);
        Assert.Contains("line 3: ", second.Error, StringComparison.Ordinal);
        Assert.Equal(3, second.ExitCode);
        Assert.Equal(rows, await RowsAsync());
    }

    [Fact]
    public async Task A_field_over_lines_is_read_where_none_of_them_is_a_customer_by_itself()
    {
        await ScreenAsync(["id,name,address,note", "1,Pia Xu,\"Main Street 1", "12345 Town\",x", "2,Gar Xu,,"]);
        Assert.Equal(["2", "4"], (await RowsAsync()).Select(row => row.Split(',')[0]));
    }

    /// <summary>The whole kind: quotes, separators and line ends anywhere. Whatever the file holds, a line that is a customer by itself is
    /// screened or named.</summary>
    [Fact]
    public void Every_line_of_a_file_is_answered_whatever_stands_in_it()
    {
        string[] pieces = ["\"", "\"\"", ",", "Pia Xu", "7", " ", "x\"y", "1970"];
        var line = Gen.Int[0, pieces.Length - 1].Array[0, 6].Select(some => string.Concat(some.Select(one => pieces[one])));
        line.Array[1, 12].Sample(lines =>
        {
            var text = "id,name,note\n" + string.Join('\n', lines) + "\n";
            var records = new Cli.Screening.CustomerLines(new StringReader(text)).Records().ToList();
            var answered = records.Select(record => record.Line).ToHashSet();
            for (var at = 0; at < lines.Length; at++)
            {
                var isRecord = Cli.Screening.SeparatedText.Read(lines[at], ',', out var fields) == Cli.Screening.SeparatedFault.None
                    && fields.Count >= 3;
                Assert.True(!isRecord || answered.Contains(at + 2), text);
            }
        }, iter: 3_000);
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_refused_and_not_shown()
    {
        var path = _folder.PathOf("customers.csv");
        await File.WriteAllBytesAsync(path, [0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, .. Enumerable.Range(0, 5000).Select(i => (byte)(i % 256))]);
        var result = await _folder.RunAsync("screen-file", path, "--out", _folder.PathOf("results.csv"), "--lists", _folder.WriteLists());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no CSV file", result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Length < 500);
        Assert.DoesNotContain(result.Error, letter => char.IsControl(letter) && letter != '\n');
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> ScreenAsync(string[] lines) => _folder.RunAsync("screen-file", _folder.Write("customers.csv", lines), "--out",
        _folder.PathOf("results.csv"), "--json", "--lists", _folder.WriteLists());

    private async Task<string[]> RowsAsync() => (await File.ReadAllLinesAsync(_folder.PathOf("results.csv")))[1..];
}
