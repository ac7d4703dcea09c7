using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.ReadMe;

/// <summary>What the README and the documents show is what happens.</summary>
public sealed partial class ReadMeTests
{
    [Fact]
    public async Task Every_request_gets_the_answer_that_is_shown_below_it()
    {
        await using var service = await RunningService.StartReadyAsync(new OfflineSupply());
        var blocks = ReadMeText.Blocks;
        var examples = Enumerable.Range(0, blocks.Count - 1).Where(i => blocks[i].Mark == "example: http").ToArray();
        Assert.True(examples.Length >= 3, "The documents show too few requests.");
        foreach (var i in examples)
        {
            var request = Curl().Match(blocks[i].Text);
            Assert.True(request.Success, $"{blocks[i].Place} is not a request that the test understands.");
            Assert.Equal("json", blocks[i + 1].Language);
            using var content = new StringContent(request.Groups["body"].Value, Encoding.UTF8, "application/json");
            var reply = await Reply.OfAsync(await service.Http.PostAsync(new Uri(request.Groups["path"].Value, UriKind.Relative), content));
            using var shown = JsonDocument.Parse(blocks[i + 1].Text);
            Assert.Empty(JsonExcerpt.Differences(shown.RootElement, reply.Json)
                .Select(difference => $"{blocks[i + 1].Place}, {difference}"));
        }
    }

    [Fact]
    public async Task Reviews_and_blocks_of_the_examples_are_in_the_queue_and_the_pages_are_there()
    {
        await using var service = await RunningService.StartReadyAsync(new OfflineSupply());
        foreach (var path in ReadMeText.FirstColumn("README.md", "## Two commands")
            .Concat(ReadMeText.FirstColumn("docs/getting-started.md", "## Start")).Select(cell => cell.Trim('`')))
        {
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/api/v1/alerts")).Status);
    }

    [Fact]
    public async Task Every_command_prints_what_is_shown_below_it()
    {
        using var folder = new CliFolder();
        foreach (var file in ReadMeText.Blocks.Where(block => block.Mark.StartsWith("file: ", StringComparison.Ordinal)))
        {
            folder.Write(file.Mark["file: ".Length..], file.Text);
        }

        var examples = ReadMeText.Blocks.Where(block => block.Mark.StartsWith("example: tool", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var lines = example.Text.Split('\n');
            Assert.StartsWith("$ compliance ", lines[0], StringComparison.Ordinal);
            var result =
                await folder.RunAsync([.. Words(lines[0]["$ compliance ".Length..])
                .Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? folder.PathOf(word) : word)]);
            Assert.Equal(ExitCode().Match(example.Mark) is { Success: true } code
                ? int.Parse(code.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0, result.ExitCode);
            var printed = (result.Out + result.Error).Split('\n').Select(Comparable).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(lines[1..].Where(line => !printed.Contains(Comparable(line)))
                .Select(line => $"not printed by '{lines[0]}': {line}"));
        }
    }

    [Fact]
    public void Every_verb_of_the_table_exists_and_every_verb_is_in_the_table()
    {
        var told = ReadMeText.FirstColumn("docs/command-line.md", "# Command line").Select(cell => Words(cell.Trim('`'))[0].Trim('`'))
            .ToHashSet(StringComparer.Ordinal);
        var verbs = Cli.CliCommands.Root(Cli.CliConsole.OfProcess()).Subcommands.Select(command => command.Name)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(verbs.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_list_is_in_the_table_and_those_that_are_fetched_are_told_apart()
    {
        var told = ReadMeText.Table("docs/getting-started.md", "## With real lists").Select(row => (Code: row[0].Trim('`'), Fetched: row[3] == "yes"));
        Assert.Equal(ListLibrary.Descriptors.Select(list => (Code: list.Code.Value, Fetched: !list.Sources.IsEmpty))
            .OrderBy(list => list.Code, StringComparer.Ordinal), told);
    }

    [Fact]
    public void Every_path_that_is_named_exists()
    {
        Assert.Contains("lists/README.md", ReadMeText.Paths);
        Assert.All(ReadMeText.Paths, path =>
            Assert.True(Path.Combine(TestData.RepositoryRoot(), path) is var full
            && (File.Exists(full) || Directory.Exists(full) || File.Exists(full + ".cs")), $"{path} is not there."));
    }

    [Fact]
    public void Every_link_leads_to_a_file_and_every_document_is_linked_from_the_README()
    {
        Assert.All(ReadMeText.Links, link =>
            Assert.True(Path.Combine(TestData.RepositoryRoot(), link.Path) is var full && (File.Exists(full) || Directory.Exists(full)),
                $"{link.Document} links {link.Path}, which is not there."));
        var linked = ReadMeText.Links.Where(link => link.Document == "README.md").Select(link => link.Path);
        Assert.Empty(ReadMeText.Documents.Keys.Where(document => document != "README.md").Except(linked, StringComparer.Ordinal));
    }

    [Fact]
    public void The_README_is_read_in_a_few_minutes() => Assert.InRange(ReadMeText.Documents["README.md"].Length, 1, 150);

    /// <summary>Numbers move when the model is fitted again, and tables with them; words do not.</summary>
    private static string Comparable(string line) => Number().Replace(Frame().Replace(line, " "), "#").Trim();

    private static string[] Words(string line) => [.. Word().Matches(line).Select(match => match.Value.Trim('"'))];

    [GeneratedRegex(@"curl -s http://127\.0\.0\.1:7071(?<path>\S+) -H 'Content-Type: application/json' -d '(?<body>[^']+)'")]
    private static partial Regex Curl();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"exit code (\d+)")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"[\s─-╿]+")]
    private static partial Regex Frame();

    [GeneratedRegex(@"[+-]?\d+(\.\d+)?")]
    private static partial Regex Number();
}
