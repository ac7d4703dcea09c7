using System.Diagnostics;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests.Policies;

/// <summary>`policies terms` and `evaluate terms` on collections of invented texts: folders of dated files, and a repository.</summary>
public sealed class TermsVerbTests : IDisposable
{
    private const string Policy = """
        feature resold flag
        feature age integer 0..150

        row x.resale then=review
        when resold
        unknown review
        basis "X terms" §2.1 source "terms:X/Terms" checked 2026-02-01

        row x.age then=block
        when age < 15
        unknown review
        basis "X terms" §minimum-age source "terms:X/Terms" checked 2026-02-01

        row x.hidden then=review
        when resold
        unknown review
        basis "Elsewhere" §1 source "terms:../outside" checked 2026-02-01

        row own then=review
        when age < 10
        unknown review
        basis "Our own rule" checked 2026-02-01
        """;

    private const string Old = "**Minimum age**. Fifteen.\n\n2.1 Resale is not allowed.\n\n2.2 Else it is.\n";
    private const string Fresh = "**Minimum age**. Fifteen.\n\n2.1 Resale is allowed.\n\n2.2 Else it is.\n";
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task A_row_whose_clause_changed_is_named_with_what_changed_and_no_other()
    {
        _folder.Write("texts/X/Terms/2026-01-01.md", Old);
        _folder.Write("texts/X/Terms/2026-06-01.md", Fresh);
        _folder.Write("outside/2026-01-01.md", "1 Secret.");
        _folder.Write("p.policy", Policy);
        var run = await _folder.RunAsync("policies", "terms", _folder.PathOf("p.policy"), _folder.PathOf("texts"), "--json");
        Assert.Equal(3, run.ExitCode);
        var answer = run.Json;
        Assert.Equal((4, 3, 1), (answer.GetProperty("rows").GetInt32(), answer.GetProperty("tied").GetInt32(),
            answer.GetProperty("same").GetInt32()));
        Assert.Equal(["x.resale changed", "x.hidden noText"], answer.GetProperty("flagged").EnumerateArray()
            .Select(one => $"{one.GetProperty("row").GetString()} {one.GetProperty("state").GetString()}"));
        Assert.Equal("2.1 Resale is allowed.", answer.GetProperty("flagged")[0].GetProperty("added")[0].GetString());
        Assert.DoesNotContain("Secret", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_a_repository_flags_what_gits_own_difference_touches()
    {
        var repository = _folder.PathOf("repository");
        Directory.CreateDirectory(repository);
        Git(repository, "init", "-q");
        Commit("2026-01-01", Old);
        Commit("2026-06-01", Fresh);
        Commit("2026-07-01", Fresh.Replace("Fifteen", "Sixteen", StringComparison.Ordinal));
        var run = await _folder.RunAsync("policies", "terms", _folder.Write("p.policy", Policy), repository);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("x.resale, checked 2026-02-01: §2.1 of X/Terms says something else", run.Out, StringComparison.Ordinal);
        Assert.Contains("  - **Minimum age**. Fifteen.", run.Out, StringComparison.Ordinal);

        var replay = await _folder.RunAsync("evaluate", "terms", repository);
        Assert.Equal(0, replay.ExitCode);
        Assert.Equal((2, 2, 2), (replay.Json.GetProperty("changes").GetInt32(), replay.Json.GetProperty("changed").GetInt32(),
            replay.Json.GetProperty("flagged").GetInt32()));
        Assert.Equal((1, 1), (replay.Json.GetProperty("precision").GetDouble(), replay.Json.GetProperty("recall").GetDouble()));
    }

    [Fact]
    public async Task A_repository_that_somebody_sent_runs_no_program_of_its_own()
    {
        Directory.CreateDirectory(_folder.PathOf("repository"));
        Git(_folder.PathOf("repository"), "init", "-q");
        Commit("2026-01-01", "# Terms\n\n## First\nOne.\n\n## Minimum age\nThirteen.\n");
        Commit("2026-02-01", "# Terms\n\n## Minimum age\nThirteen.\n\n## First\nOne.\n");
        var (marker, repository) = (_folder.PathOf("ran"), _folder.PathOf("repository"));
        var script = _folder.Write("run.sh", $"#!/bin/sh\ntouch '{marker}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var setting in new[] { "diff.external", "core.pager", "core.fsmonitor", "diff.x.textconv", "diff.x.command" })
        {
            Git(repository, "config", setting, script);
        }

        _folder.Write("repository/.git/info/attributes", "*.md diff=x\n");
        await _folder.RunAsync("evaluate", "terms", repository);
        await _folder.RunAsync("policies", "terms", _folder.Write("p.policy", Policy), repository);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task A_collection_that_is_not_there_is_said()
    {
        var policy = _folder.Write("p.policy", Policy);
        Assert.Equal(2, (await _folder.RunAsync("policies", "terms", policy, _folder.PathOf("no"))).ExitCode);
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "terms", _folder.PathOf("."))).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private void Commit(string day, string text)
    {
        _folder.Write("repository/X/Terms.md", text);
        Git(_folder.PathOf("repository"), "add", ".");
        Git(_folder.PathOf("repository"), "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", "commit",
            "-q", "-m", day, "--date", day + "T12:00:00Z");
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", folder, .. arguments]);
        if (arguments is [.., var date] && date.EndsWith('Z'))
        {
            start.Environment["GIT_COMMITTER_DATE"] = date;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
