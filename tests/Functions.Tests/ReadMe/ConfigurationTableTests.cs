using System.Text.RegularExpressions;
using Compliance.Cli;
using Compliance.Functions.Hosting;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.ReadMe;

/// <summary>The table of the documents and the code know the same settings.</summary>
public sealed partial class ConfigurationTableTests
{
    /// <summary>Read by ASP.NET Core before our reader runs.</summary>
    private const string Environment = "ASPNETCORE_ENVIRONMENT";

    private static IReadOnlyList<string> Table =>
        [.. ReadMeText.FirstColumn("docs/configuration.md", "# Configuration").Select(cell => cell.Trim('`'))];

    [Fact]
    public void Every_key_that_the_service_reads_is_in_the_table_and_every_key_of_the_table_is_read()
    {
        var read = new HashSet<string>(StringComparer.Ordinal) { Environment };
        // Some keys are asked for only where a storage account is named.
        foreach (var storage in new[] { null, "UseDevelopmentStorage=true" })
        {
            new ServiceOptionsReader(key =>
            {
                read.Add(key == "urls" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal));
                return key == "ComplianceStorage" ? storage : null;
            }).Read("Development", out _);
        }

        var console = CliConsole.OfProcess() with
        {
            Setting = key =>
            {
                read.Add(key);
                return null;
            },
        };
        Assert.NotNull(console.Answers);
        Assert.Equal(read.Order(StringComparer.Ordinal), Table.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_source_file_names_a_setting_that_the_table_does_not()
    {
        var sources = new[] { "functions", "lists", "screening-core" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var named = sources.SelectMany(file => Setting().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Table, StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(COMPLIANCE_[A-Z_]+)\"")]
    private static partial Regex Setting();
}
