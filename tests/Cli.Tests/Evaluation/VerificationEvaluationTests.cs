using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests.Evaluation;

/// <summary>A small version of <c>evaluate verifications</c>.</summary>
public sealed class VerificationEvaluationTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Callbacks_in_any_order_come_to_what_a_plain_reading_says_and_an_id_counts_for_one_account()
    {
        var result = await _folder.RunAsync("evaluate", "verifications", "--schedules", "150", "--seed", "7");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["schedules", "deliveries", "passed", "wrong", "stolen", "stolenTaken", "deliveriesPerSecond", "attempts"],
            result.Keys);
        Assert.Equal((0, 0), (result.Json.GetProperty("wrong").GetInt32(), result.Json.GetProperty("stolenTaken").GetInt32()));

        // Callbacks that come to nothing prove nothing.
        var attempts = result.Json.GetProperty("attempts");
        Assert.Equal(0, attempts.GetProperty("wrong").GetInt32());
        Assert.All(new[] { "begun", "refused", "withdrawn", "lapsed" },
            name => Assert.True(attempts.GetProperty(name).GetInt32() > 3, name));
        Assert.True(result.Json.GetProperty("passed").GetInt32() > 5 && result.Json.GetProperty("stolen").GetInt32() > 5);
    }
}
