using Compliance.Functions.Tests.EndToEnd;
using Compliance.Lists.Jurisdictions;

namespace Compliance.Cli.Tests.Policies;

/// <summary>`policy check`: screenings decide by rows that are written from the tables.</summary>
public sealed class PolicyVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Tables_that_cannot_be_written_as_rows_are_not_sound()
    {
        Assert.Equal(0, (await _folder.RunAsync("policy", "check", Tables("5000"))).ExitCode);

        var run = await _folder.RunAsync("policy", "check", Tables("5000.5"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("5000.5 is not whole", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Tables(string hours)
    {
        foreach (var (name, text) in PolicyLibrary.Embedded())
        {
            _folder.Write($"tables-{hours}/{name}", text.TrimEnd().Replace("flag-volume-hours,review,,,5000,",
                $"flag-volume-hours,review,,,{hours},", StringComparison.Ordinal));
        }

        return _folder.PathOf($"tables-{hours}");
    }
}
