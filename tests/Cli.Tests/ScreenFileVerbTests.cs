using Compliance.Functions.Tests.EndToEnd;
namespace Compliance.Cli.Tests;

public sealed class ScreenFileVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Headers_and_separators_of_many_systems_are_understood()
    {
        var customers =
            _folder.Write("customers.csv", "Customer ID;Full Name;DOB;Country;Type", "7;Amadou Zwillich;1961;Norway;person",
            "8;Pia Xu;;PE;", "9;Dorsal Fisheries;;;company");
        var result = await Screen(customers);
        Assert.Equal(0, result.ExitCode);
        var rows = await Rows("results.csv");
        Assert.Equal("line,id,name,decision,action,hits,top_score,top_entry,top_name,reasons,missing,profile,lists", rows[0]);
        Assert.StartsWith("2,7,Amadou Zwillich,", rows[1]);
        Assert.DoesNotContain(",allow,", rows[1]);
        Assert.Contains("un-sc:XXi.2001", rows[1]);
        Assert.StartsWith("3,8,Pia Xu,", rows[2]);
        Assert.Equal(4, rows.Length);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_reported_with_their_line_and_stand_in_the_results()
    {
        var customers = _folder.Write(
            "customers.csv", "id,name,birth_date,country,type", "1,,1970,NO,", "2,Pia Xu,31.12.1970,,", "3,Pia Xu,,Ruritania,",
                "4,Pia Xu,,,alien", "5,Pia Xu,1,2,3,4,5", "6,Pia Xu,,,",
            $"7,{new string('x', 513)},,,");
        var result = await Screen(customers);
        Assert.Equal(3, result.ExitCode);
        var rows = await Rows("results.csv");
        Assert.Equal(8, rows.Length);
        Assert.Equal(6, rows.Count(row => row.Contains(",not_screened,hold,", StringComparison.Ordinal)));
        foreach (var fault
            in new[] { "line 2: the name is empty", "line 3: birth date '31.12.1970'", "line 4: country 'Ruritania'",
            "line 5: type 'alien'", "line 6: the row has 7 fields", "line 8: the name has 513" })
        {
            Assert.Contains(fault, result.Error);
        }

        Assert.DoesNotContain("Pia", result.Error);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_in_the_middle_of_a_row_goes_on_and_gives_the_same_bytes()
    {
        var customers =
            _folder.Write("customers.csv", ["name,id", .. Enumerable.Range(1, 40).Select(i => i % 7 == 0 ? $",{i}" : $"Person {i}É,{i}")]);
        var whole = await Screen(customers);
        var expected = await File.ReadAllBytesAsync(_folder.PathOf("results.csv"));
        for (var kept = 0; kept < expected.Length; kept += 331)
        {
            await File.WriteAllBytesAsync(_folder.PathOf("again.csv"), expected[..kept]);
            var again = await Screen(customers, "again.csv");
            Assert.Equal(whole.ExitCode, again.ExitCode);
            Assert.Equal(expected, await File.ReadAllBytesAsync(_folder.PathOf("again.csv")));
        }
    }

    [Fact]
    public async Task An_interrupted_run_keeps_what_it_wrote_and_the_same_command_finishes_it()
    {
        var customers = _folder.Write("customers.csv", ["name", .. Enumerable.Range(1, 600).Select(i => $"Person {i}")]);
        var lists = _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961");
        using var interrupt = new CancellationTokenSource();
        var running = _folder.RunAsync(interrupt.Token, "screen-file", customers, "--out", _folder.PathOf("results.csv"), "--lists", lists);
        await interrupt.CancelAsync();
        var stopped = await running;
        Assert.Contains(stopped.ExitCode, new[] { 0, 130 });
        Assert.Equal(0, (await Screen(customers)).ExitCode);
        var lines = (await Rows("results.csv"))[1..].Select(row => int.Parse(row.Split(',')[0]));
        Assert.Equal(Enumerable.Range(2, 600), lines);
    }

    [Fact]
    public async Task A_finished_file_is_left_as_it_is()
    {
        var customers = _folder.Write("customers.csv", "name", "Pia Xu");
        await Screen(customers);
        var before = await File.ReadAllBytesAsync(_folder.PathOf("results.csv"));
        Assert.Equal(0, (await Screen(customers)).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.PathOf("results.csv")));
    }

    [Fact]
    public async Task Results_of_another_file_are_never_continued()
    {
        await Screen(_folder.Write("customers.csv", "name", "Pia Xu", "Fip Xu"));
        var result = await Screen(_folder.Write("others.csv", "name", "Pia Xu", "Gar Xu", "Hux Xu"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("another customer", result.Error);
        _folder.Write("results.csv", "a,b", "1,2");
        Assert.Contains("something else than results", (await Screen(_folder.PathOf("others.csv"))).Error);
        Assert.Contains("customer file itself",
            (await _folder.RunAsync("screen-file", _folder.PathOf("others.csv"), "--out", _folder.PathOf("others.csv"), "--lists",
            _folder.PathOf("lists"))).Error);
    }

    [Fact]
    public async Task A_name_that_a_spreadsheet_would_run_is_written_as_text_and_still_found_again()
    {
        var customers = _folder.Write("customers.csv", "name", "=HYPERLINK(1)");
        await Screen(customers);
        Assert.Contains("'=HYPERLINK(1)", (await Rows("results.csv"))[1]);
        Assert.Equal(0, (await Screen(customers)).ExitCode);
    }

    [Theory]
    [InlineData("id,country")]
    [InlineData("")]
    public async Task A_file_without_names_is_refused(string header)
    {
        var result = await Screen(_folder.Write("customers.csv", header, "1,NO"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no column for names", result.Error);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> Screen(string customers, string output = "results.csv")
    {
        var lists = Directory.Exists(_folder.PathOf("lists")) ? _folder.PathOf("lists")
            : _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961");
        return _folder.RunAsync("screen-file", customers, "--out", _folder.PathOf(output), "--lists", lists);
    }

    private Task<string[]> Rows(string name) => File.ReadAllLinesAsync(_folder.PathOf(name));
}
