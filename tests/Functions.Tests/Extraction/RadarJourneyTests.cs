using System.Globalization;
using System.Net;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Console;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Extraction;

/// <summary>From ordinary traffic that two agreed to, to a campaign, an alarm and its lead, over HTTP and in the console.</summary>
public sealed class RadarJourneyTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync("Development", "--COMPLIANCE_RADAR", "prompts");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_confirmed_campaign_finds_more_of_itself_and_no_text_is_kept()
    {
        await PrepareAsync(_host);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Post, "/api/v1/radar/classes/second", "ben", "approver",
            new { name = "support" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Post, "/api/v1/radar/campaigns", "ana", "analyst",
            new { name = "few", text = "case", confirmed = Bodies(0, 49, RadarWorld.Attack) })).Status);
        foreach (var (prompt, path) in new (object Prompt, string Path)[] { (new { model = "claude-x", text = "t" }, "account"),
            (new { account = "account:a", text = "t" }, "model"), (new { account = "account:a", model = "claude-x" }, "[0]"),
            (new { account = "account:a", model = "claude-x", sketch = "AAAA" }, "sketch"),
            (new { account = "account:a", model = "claude-x", text = "t", servedFrom = "moon" }, "servedFrom") })
        {
            var (status, problem) = await _host.SendAsync(HttpMethod.Post, "/api/v1/radar/prompts", null,
                body: new { id = "wrong", prompts = new[] { prompt } });
            Assert.Equal((HttpStatusCode.BadRequest, true), (status, problem.ToString().Contains(path, StringComparison.Ordinal)));
        }

        var page = await _host.DoneAsync(HttpMethod.Get, "/api/v1/radar", "ana");
        var alarm = page.GetProperty("alarms").EnumerateArray().Single();
        Assert.Equal(("Account", 30), (alarm.GetProperty("kind").GetString(), alarm.GetProperty("prompts").GetInt32()));
        var lead = await _host.DoneAsync(HttpMethod.Get, $"/api/v1/leads/{alarm.GetProperty("lead").GetString()}", "ana");
        Assert.Equal(("abuse.extraction", "providers"), (lead.GetProperty("ground").GetString(), lead.GetProperty("queue").GetString()));
        var usage = await _host.DoneAsync(HttpMethod.Get, "/api/v1/radar/usage?subject=account:harvest", "ana");
        Assert.Equal((40, 40), (usage.GetProperty("hours")[0].GetProperty("requests").GetInt32(),
            usage.GetProperty("hours")[0].GetProperty("guarded").GetInt32()));

        using var officer = await _host.SignInAsync("ana", "Analyst");
        var shown = await officer.GetStringAsync("/app/radar?q=harvest");
        Assert.Contains("Alarms, with their delay", shown, StringComparison.Ordinal);
        Assert.Contains("Requests by the hour", shown, StringComparison.Ordinal);
        Assert.Equal(3, shown.Split("<svg class=\"chart\"").Length - 1);
        foreach (var (path, act) in new[] { ("/app/radar/classes/decide", ""), ("/app/radar/classes/decide", "decline") })
        {
            using var form = new FormUrlEncodedContent([ConsoleHost.TokenOf(shown), new("act", act), new("name", "nothing")]);
            Assert.NotEqual(HttpStatusCode.Redirect, (await officer.PostAsync(path, form)).StatusCode);
        }

        await AssertNoTextAsync();
    }

    /// <summary>No row and no blob of the radar holds a word of a prompt.</summary>
    private async Task AssertNoTextAsync()
    {
        var records = _host.Services.GetRequiredService<IRecordStore>();
        var partitions = Shard.All.Select(shard => "streams-" + shard.Partition).Concat(["campaigns", "classes", "alarms"]);
        foreach (var partition in partitions)
        {
            foreach (var row in (await records.QueryAsync(new RecordQuery("radar", partition), default)).Records)
            {
                Assert.DoesNotContain("Python", row.Json, StringComparison.Ordinal);
                Assert.DoesNotContain("my card", row.Json, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A class, a campaign, an account that harvests, one that does not, and what is out of scope.</summary>
    internal static async Task PrepareAsync(ConsoleHost host)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await host.SendAsync(HttpMethod.Post, "/api/v1/radar/classes", "ana", "analyst",
            new { name = "support", text = "looked at by hand", prompts = Bodies(0, 300, RadarWorld.Ordinary) })).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Post, "/api/v1/radar/classes/second", "ben", "approver",
            new { name = "support" })).Status);
        await host.DoneAsync(HttpMethod.Post, "/api/v1/radar/campaigns", "ana", "analyst",
            new { name = "summer", text = "case 4711", confirmed = Bodies(0, 60, RadarWorld.Attack) });
        var prompts = Enumerable.Range(500, 30).Select(i => Prompt("harvest", "claude-x", RadarWorld.Attack(i)))
            .Concat(Enumerable.Range(6000, 30).Select(i => Prompt("calm", "openai/gpt-x", RadarWorld.Ordinary(i))))
            .Append(Prompt("harvest", "own-model", "unread")).ToArray();
        var taken = await host.DoneAsync(HttpMethod.Post, "/api/v1/radar/prompts", null!, body: new { id = "b1", prompts });
        Assert.Equal((60, 1, 0), (taken.GetProperty("taken").GetInt32(), taken.GetProperty("passed").GetInt32(),
            taken.GetProperty("again").GetInt32()));
        var at = host.Clock.GetUtcNow().AddMinutes(-90).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var content = new StringContent($$"""
            {"specversion":"1.0","id":"u1","source":"/platform","type":"usage.window","subject":"api_key:harvest-k","time":"{{at}}",
             "data":{"account":"harvest","from":"{{at}}","requests":40,"input_tokens":900,"output_tokens":4000,"model":"claude-x"} }
            """);
        content.Headers.ContentType = new("application/cloudevents+json");
        using var answer = await host.Client.PostAsync("/api/v1/events", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static object Prompt(string account, string model, string text) => new { account = "account:" + account, model, text };

    private static object[] Bodies(int from, int count, Func<int, string> text)
        => [.. Enumerable.Range(from, count).Select(i => (object)new { text = text(i) })];
}
