using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Tests.Console;

namespace Compliance.Functions.Tests.Networks;

/// <summary>From events to a cluster, its explanation, an officer's word and one action on all of it, over HTTP and in the console.</summary>
public sealed class NetworkJourneyTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_ring_is_found_explained_and_acted_on_as_one_by_two_people()
    {
        await RingAsync(_host);
        var run = await _host.DoneAsync(HttpMethod.Post, "/api/v1/networks/runs", "ana", "analyst", new { });
        Assert.True(run.GetProperty("changed").GetBoolean());
        var shown = await _host.DoneAsync(HttpMethod.Get, "/api/v1/networks?subject=account:ring-1&with=account:ring-4", "ana");
        var cluster = shown.GetProperty("cluster");
        Assert.Equal((12, "enforceable"), (cluster.GetProperty("size").GetInt32(), shown.GetProperty("tier").GetString()));
        Assert.NotEmpty(shown.GetProperty("with").GetProperty("steps").EnumerateArray());
        Assert.Contains("Without", shown.GetProperty("with").GetProperty("cut").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Get, "/api/v1/networks?subject=account:foreign", "ana")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Get, "/api/v1/networks?subject=nobody", "ana")).Status);

        var id = cluster.GetProperty("id").GetString()!;
        var wish = new
        {
            cluster = id,
            rung = 6,
            days = 30,
            ground = "abuse.coordination",
            row = "rule 4.1",
            facts = "Accounts act as one.",
            text = "looked at",
            except = new[] { "account:ring-11" },
        };
        var proposed = await ProposeAsync(wish);
        Assert.Equal(proposed.GetProperty("id").GetString(), (await ProposeAsync(wish)).GetProperty("id").GetString());
        var second = $"/api/v1/networks/operations/{proposed.GetProperty("id").GetString()}/second";
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.SendAsync(HttpMethod.Post, second, "ana", "approver", new { })).Status);
        var done = await _host.DoneAsync(HttpMethod.Post, second, "ben", "approver", new { });
        Assert.Equal("done", done.GetProperty("status").GetString());
        Assert.All(done.GetProperty("accounts").EnumerateArray(), account => Assert.StartsWith("act_",
            account.GetProperty("action").GetString(), StringComparison.Ordinal));
        var standing = await _host.DoneAsync(HttpMethod.Get, "/api/v1/standing?account=ring-1", "ana");
        Assert.Equal(6, standing.GetProperty("rung").GetInt32());

        using var officer = await _host.SignInAsync("ana", "Analyst");
        var list = await officer.GetStringAsync("/app/networks");
        Assert.Contains($"/app/networks/{id}", list, StringComparison.Ordinal);
        var page = await officer.GetStringAsync($"/app/networks/{id}");
        Assert.Contains("Operation of 12 accounts", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"graph\"", page, StringComparison.Ordinal);
        Assert.Contains("suspend", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/app/networks/unknown")).StatusCode);
        var later = await officer.GetStringAsync($"/app/networks/{id}?day=2020-01-01"); // Before everything: the first day.
        Assert.Contains("<svg class=\"graph\"", later, StringComparison.Ordinal);

        // A form without an act, or with one that is none, does nothing.
        foreach (var (path, act) in new[] { ("/app/operations/op_1/decide", ""), ("/app/operations/op_1/decide", "agree"),
            ($"/app/networks/{id}/rule", ""), ($"/app/networks/{id}/rule", "undo") })
        {
            using var form = new FormUrlEncodedContent([ConsoleHost.TokenOf(page), new("act", act), new("text", "seen"),
                new("one", SubjectRef.Account("ring-1").Key), new("other", SubjectRef.Account("ring-2").Key)]);
            using var answer = await officer.PostAsync(path, form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("no act", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<JsonElement> ProposeAsync(object wish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/networks/operations") { Content = JsonContent.Create(wish) };
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", "analyst");
        request.Headers.Add("Idempotency-Key", "once");
        using var answer = await _host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Twelve accounts on two devices and one address, and their first payment.</summary>
    internal static async Task RingAsync(ConsoleHost host)
    {
        var events = Enumerable.Range(0, 12).SelectMany(member => new[]
        {
            Event(host, "account.created", member, 90 - member, $$"""{"device":"ring-device-{{member % 2}}","ip":"203.0.113.7"}"""),
            Event(host, "account.signed_in", member, 70 - member,
                $$"""{"outcome":"success","device":"ring-device-{{(member + 1) % 2}}","ip":"203.0.113.7"}"""),
        });
        using var content = new StringContent("[" + string.Join(',', events) + "]");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await host.Client.PostAsync("/api/v1/events", content);
        Assert.Equal(24, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("accepted").GetInt32());
    }

    private static string Event(ConsoleHost host, string type, int member, int hoursAgo, string data)
    {
        var at = host.Clock.GetUtcNow().AddHours(-hoursAgo).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $$"""
            {"specversion":"1.0","id":"{{type}}-{{member}}","source":"/platform","type":"{{type}}","subject":"account:ring-{{member}}",
             "time":"{{at}}","data":{{data}} }
            """;
    }
}
