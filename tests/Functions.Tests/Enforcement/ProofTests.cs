using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>A challenge leads to a proof that a platform begins, and an officer withdraws.</summary>
public sealed class ProofTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    /// <summary>The ladder's own challenge held for seven days, whoever had proved their identity meanwhile.</summary>
    [Fact]
    public async Task A_pass_ends_the_challenge_of_the_ladder_and_not_that_of_a_person()
    {
        await LadderWorld.ActAsync(_host);
        await TakeAsync(_host, [.. LadderWorld.Refused(_host, Account)]);
        Assert.Equal(1, await _host.Get<LadderWork>().RunAsync(default));
        Assert.Equal(Rung.Challenge, (await StandingAsync(_host, Account)).Standing.Rung);
        var own = Action(_host, Account, Rung.Challenge, "7");
        await DoneAsync(_host, Account, new ActionCommand.Propose(own), Ana);
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        await TakeAsync(_host, LadderWorld.Event(_host, Account, "v1", "verification.completed",
            """{"kind":"document","outcome":"passed","level":2}"""));
        await _host.Get<LadderWork>().RunAsync(default);
        var actions = (await _host.Get<SubjectStreamStore>().FindAsync(Account, default)).Actions.Actions.Values;
        Assert.Equal([EndReason.Met], actions.Where(one => one.End is not null).Select(one => one.End!.Reason));
        Assert.Equal(own.Id, Assert.Single(actions, one => one.HoldsAt(_host.Time.GetUtcNow())).Id);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task A_platform_begins_what_a_decision_asks_for_an_officer_withdraws_it_and_too_many_tries_come_to_a_person()
    {
        await using var service = await RunningService.StartAsync();
        await SendAsync(service, "/api/v1/events", Events(service, [.. Enumerable.Range(0, 6).Select(n => ("payment.failed",
            $$"""{"payment":"p{{n}}","amount":1,"currency":"EUR","instrument":"c{{n}}"}"""))]), "application/cloudevents-batch+json");
        var decision = await DecideAsync(service);
        var asked = Assert.Single(decision.GetProperty("verifications").EnumerateArray());
        Assert.Equal(("challenge", "account:w1", 2, 5), (decision.GetProperty("decision").GetString(),
            asked.GetProperty("subject").GetString(), asked.GetProperty("level").GetInt32(), asked.GetProperty("triesLeft").GetInt32()));

        var begun = await JsonAsync(service, "/api/v1/verifications", new { subject = "account:w1" }, "one");
        var id = begun.GetProperty("waiting").GetString();
        Assert.Equal(id, (await JsonAsync(service, "/api/v1/verifications", new { subject = "account:w1" }, "two")).GetProperty("waiting")
            .GetString());
        await SendAsync(service, "/api/v1/events", Events(service, ("verification.completed",
            """{"kind":"document","outcome":"passed","level":2,"provider":"stripe"}""")), "application/cloudevents-batch+json");
        Assert.Equal("allow", (await DecideAsync(service)).GetProperty("decision").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await WithdrawAsync(service, id!, "auditor")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WithdrawAsync(service, id!, "analyst")).StatusCode);
        Assert.Equal("challenge", (await DecideAsync(service)).GetProperty("decision").GetString());
        for (var tries = 1; tries <= 4; tries++)
        {
            await JsonAsync(service, "/api/v1/verifications", new { subject = "account:w1" }, $"try-{tries}");
            await SendAsync(service, "/api/v1/events", Events(service, ("verification.completed",
                """{"kind":"document","outcome":"abandoned"}""")), "application/cloudevents-batch+json");
        }

        using var refused = await PostAsync(service, "/api/v1/verifications", new { subject = "account:w1" }, "last");
        Assert.Equal((HttpStatusCode.Conflict, "too_many_attempts"), (refused.StatusCode,
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal("review", (await DecideAsync(service)).GetProperty("decision").GetString());
        var shown = await service.Http.GetFromJsonAsync<JsonElement>("/api/v1/verifications?subject=account:w1");
        Assert.Equal(["abandoned", "abandoned", "abandoned", "abandoned", "withdrawn"], shown.GetProperty("attempts").EnumerateArray()
            .Select(one => one.GetProperty("status").GetString()));
    }

    private static async Task<HttpResponseMessage> WithdrawAsync(RunningService service, string id, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/verifications/{id}/withdraw")
        {
            Content = JsonContent.Create(new { text = "A borrowed passport." }),
        };
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", role);
        request.Headers.Add("Idempotency-Key", "withdraw-" + role);
        return await service.Http.SendAsync(request);
    }

    private static async Task<JsonElement> DecideAsync(RunningService service)
        => await JsonAsync(service, "/api/v1/decisions", new { action = "payment", account = "w1" }, Guid.NewGuid().ToString());

    private static async Task<JsonElement> JsonAsync(RunningService service, string path, object body, string key)
    {
        using var answer = await PostAsync(service, path, body, key);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningService service, string path, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await service.Http.SendAsync(request);
    }

    private static async Task SendAsync(RunningService service, string path, string body, string type)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var answer = await service.Http.PostAsync(path, content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Task.Delay(20); // The clock must move: what comes next is seen later.
    }

    private static string Events(RunningService service, params (string Type, string Data)[] events)
    {
        var now = service.App.Services.GetService(typeof(TimeProvider)) is TimeProvider time ? time.GetUtcNow() : default;
        return "[" + string.Join(',', events.Select(one =>
            $$"""
            {"specversion":"1.0","id":"{{Guid.NewGuid()}}","source":"/platform","type":"{{one.Type}}","subject":"account:w1",
             "time":"{{now:yyyy-MM-ddTHH:mm:ss.fffffffZ}}","data":{{one.Data}} }
            """)) + "]";
    }
}
