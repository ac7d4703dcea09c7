using Compliance.Client;
using Compliance.Functions.Tests.Console;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>The three clients against the running service: their examples decide the same, and what they know of words and addresses is
/// what the description says.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async Task InitializeAsync() => host = await ConsoleHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("Oleg Maratovich Ferrostanov", "1962-05-02", "refuse", "wait")]
    [InlineData("Ines Hoffmann", "1990-02-03", "open", "wait")]
    [InlineData("Qasim Abd al-Latif al-Warraq", "1993-02-03", "hold", "wait")]
    public async Task The_examples_of_all_three_languages_decide_alike(string name, string born, string signup, string checkout)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var client = new ComplianceClient(http);
        Assert.Equal(signup, await Examples.MayOpenAsync(client, "acct_cs", name, born));
        // Another account: a block at signup freezes its own in a moment. This one is known of no event yet, so it waits.
        Assert.Equal(checkout, await Examples.MayPayAsync(client, "acct_pay", name));
        foreach (var (program, folder, ending) in new[] { ("python3", "python", "py"), ("node", "typescript", "mjs") })
        {
            if (ClientPrograms.IsThere(program))
            {
                Assert.Equal((program, signup),
                    (program, await ClientPrograms.RunAsync(program, folder, "signup." + ending, host.Address.ToString(), name, born)));
                Assert.Equal((program, checkout),
                    (program, await ClientPrograms.RunAsync(program, folder, "checkout." + ending, host.Address.ToString(), "acct_x",
                        name)));
            }
        }
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_lets_nobody_in()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9/") };
        Assert.Equal("hold", await Examples.MayOpenAsync(new ComplianceClient(http, attempts: 1), "a", "Ines Hoffmann", "1990-02-03"));
        Assert.Equal("wait", await Examples.MayPayAsync(new ComplianceClient(http, attempts: 1), "a", "Ines Hoffmann"));
    }

    [Fact]
    public async Task The_words_and_addresses_of_the_clients_are_those_of_the_description()
    {
        var description = (await host.SendAsync(HttpMethod.Get, "/openapi/v1.json", null)).Body;
        var python = await File.ReadAllTextAsync(Path.Combine(ClientPrograms.Folder, "python", "compliance.py"));
        var script = await File.ReadAllTextAsync(Path.Combine(ClientPrograms.Folder, "typescript", "compliance.mjs"));
        var types = await File.ReadAllTextAsync(Path.Combine(ClientPrograms.Folder, "typescript", "compliance.d.mts"));
        foreach (var (type, field) in new[]
        {
            ("ScreeningAnswer", "decision"), ("ScreeningAnswer", "action"), ("ScreeningRequestBody", "channel"),
                ("DecisionAnswer", "decision"),
            ("DecisionBody", "action"),
        })
        {
            var words = description.GetProperty("components").GetProperty("schemas").GetProperty(type).GetProperty("properties")
                .GetProperty(field).GetProperty("enum").EnumerateArray().Select(word => $"\"{word.GetString()}\"").ToArray();
            Assert.Contains($"({string.Join(", ", words)})", python, StringComparison.Ordinal);
            Assert.Contains($"[{string.Join(", ", words)}]", script, StringComparison.Ordinal);
            Assert.Contains(string.Join(" | ", words), types, StringComparison.Ordinal);
        }

        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet();
        Assert.Superset(new HashSet<string>
        { "/api/v1/screenings", "/api/v1/screenings/{id}", "/api/v1/decisions", "/api/v1/standing", "/api/v1/events", "/api/v1/lists" },
            paths);
        var screen = description.GetProperty("paths").GetProperty("/api/v1/screenings").GetProperty("post");
        Assert.Equal(2, screen.GetProperty("security").GetArrayLength());
        Assert.All(["401", "403", "429"], status => Assert.True(screen.GetProperty("responses").TryGetProperty(status, out _), status));
        Assert.Equal("integer", description.GetProperty("components").GetProperty("schemas").GetProperty("ProblemBody")
            .GetProperty("properties")
            .GetProperty("status").GetProperty("type").GetString());
    }
}
