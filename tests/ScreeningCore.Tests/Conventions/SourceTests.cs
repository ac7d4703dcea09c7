using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>What the sources hold and do not hold.</summary>
public sealed partial class SourceTests
{
    private static readonly string Root = TestData.RepositoryRoot();

    [Fact]
    public void The_core_asks_no_clock_no_chance_no_disk_and_no_net()
    {
        var found = from file in Sources("screening-core")
                    from line in File.ReadLines(file)
                    where Ambient().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";
        Assert.Empty(found);
    }

    [Fact]
    public void What_the_core_may_not_use_is_also_banned_for_the_compiler()
    {
        var banned = File.ReadAllText(Path.Combine(Root, "BannedSymbols.txt"))
            + File.ReadAllText(Path.Combine(Root, "screening-core", "BannedSymbols.txt"));
        Assert.All(new[]
            { "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.UtcNow", "System.Random", "System.IO.File",
            "System.Guid.NewGuid", "System.Net.Http.HttpClient", "System.TimeProvider" },
            symbol => Assert.Contains(":" + symbol + ";", banned, StringComparison.Ordinal));
    }

    [Fact]
    public void No_source_file_is_longer_than_300_lines_without_a_stated_reason()
    {
        var tooLong = Sources("screening-core").Concat(Sources("lists")).Concat(Sources("functions"))
            .Where(file => File.ReadLines(file).Skip(300).Any()
                && !File.ReadLines(file).Take(40).Any(line => line.Contains("Longer than 300 lines because", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file));
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_to_do_and_no_warning_is_silenced_in_place()
    {
        var found = from file in Sources("screening-core").Concat(Sources("lists")).Concat(Sources("functions"))
                    from line in File.ReadLines(file)
                    where line.Contains("// TODO", StringComparison.Ordinal) || line.Contains("// HACK", StringComparison.Ordinal)
                    || line.Contains("#pragma warning disable", StringComparison.Ordinal)
                    || line.Contains("NotImplementedException", StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_list_has_a_note_beside_its_descriptor_and_a_test_that_reads_it()
    {
        var descriptors = Directory.EnumerateFiles(Path.Combine(Root, "lists"), "list.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(descriptors);
        Assert.All(descriptors, file => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "README.md")), file));
        var tests = Directory.EnumerateFiles(Path.Combine(Root, "tests", "Lists.Tests"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".jsonl", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToArray();
        foreach (var file in descriptors)
        {
            using var descriptor = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
            var code = descriptor.RootElement.GetProperty("code").GetString()!;
            Assert.True(tests.Any(text => text.Contains(code, StringComparison.Ordinal)), $"no test or golden file mentions {code}");
        }
    }

    private static IEnumerable<string> Sources(string folder)
        => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b|\bnew Random\b|\bRandom\.Shared\b|\bGuid\.NewGuid\b|\bFile\.\w+\(|\bDirectory\.\w+\(|\bHttpClient\b|\bEnvironment\.(GetEnv|Tick|Machine)|\bStopwatch\b|\bTimeProvider\b|\bThread\.Sleep\b|\bTask\.Delay\b|CultureInfo\.Current")]
    private static partial Regex Ambient();
}
