using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Alerts;

public sealed class AlertApiTests : IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string alert = "";
    private string key = "";
    private string screening = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        screening = await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(1);
        alert = AlertId.FirstOfSubject("acct_1").ToString();
        key = (await FindAsync()).GetProperty("findings")[0].GetProperty("key").GetString()!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_queue_lists_the_alert_with_its_deadline_and_no_name()
    {
        using var answer = await host.Client.GetAsync("/api/v1/alerts?status=open&decision=review");
        var text = await answer.Content.ReadAsStringAsync();
        var row = JsonDocument.Parse(text).RootElement.GetProperty("alerts")[0];
        Assert.Equal(("acct_1", "open", "on_track", 1),
            (row.GetProperty("subjectId").GetString(), row.GetProperty("status").GetString(), row.GetProperty("clock")
            .GetString(), row.GetProperty("undecided").GetInt32()));
        Assert.DoesNotContain("Qasim", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_without_an_officer_is_refused()
    => Assert.Equal(HttpStatusCode.Unauthorized, (await ActAsync("claim", new { }, officer: null)).Status);

    [Fact]
    public async Task Claim_propose_confirm_with_two_people_gives_a_good_guy_entry_that_screening_sees()
    {
        await DoneAsync("claim", new { version = 1 }, "ana", "analyst");
        await DoneAsync("disposition",
            new
            {
                version = 2,
                findings = new[] { key },
                disposition = "false_positive",
                reason = "several_differences",
                text = "Another person.",
                goodGuyUntil = host.Clock.GetUtcNow().AddDays(90)
            }, "ana", "analyst");
        Assert.Equal("self_approval",
            (await ActAsync("approve", new { version = 3, findings = new[] { key } }, "Ana", "approver")).Body.GetProperty("code")
            .GetString());
        var done = await DoneAsync("approve", new { version = 3, findings = new[] { key } }, "ben", "approver");
        Assert.Equal("decided", done.GetProperty("status").GetString());
        var entries = await host.Services.GetRequiredService<Functions.Screening.IGoodGuyLookup>().OfSubjectAsync("acct_1", default);
        Assert.Equal(InventedParties.Qasim.Entry, Assert.Single(entries).Entry);
    }

    [Fact]
    public async Task A_stale_act_is_refused_with_both_versions()
    {
        await DoneAsync("claim", new { }, "ana", "analyst");
        await DoneAsync("note", new { text = "Seen." }, "ben", "approver");
        var (status, body) = await ActAsync("release", new { version = 2 }, "ana", "analyst");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal((2, 3), (body.GetProperty("seenVersion").GetInt32(), body.GetProperty("currentVersion").GetInt32()));
    }

    [Theory]
    [InlineData("disposition", """{"version":2,"findings":["KEY"],"disposition":"false_positive","text":"x"}""", "reason_missing")]
    [InlineData("disposition", """{"version":2,"findings":["KEY"],"disposition":"false_positive","reason":"different_name"}""",
        "text_missing")]
    [InlineData("disposition",
        """{"version":2,"findings":["other"],"disposition":"false_positive","reason":"different_name","text":"x"}""", "unknown_finding")]
    [InlineData("disposition", """{"version":2,"findings":["KEY"],"disposition":"maybe"}""", "invalid_request")]
    [InlineData("disposition", """{"findings":["KEY"],"disposition":"false_positive","reason":"different_name","text":"x"}""",
        "invalid_request")]
    [InlineData("release", """{"version":2,"unknown":1}""", "invalid_request")]
    [InlineData("release", "[", "invalid_request")]
    [InlineData("hold", """{"version":2,"text":"x"}""", "invalid_request")]
    public async Task A_wrong_act_is_answered_with_400_and_a_code(string act, string json, string code)
    {
        await DoneAsync("claim", new { }, "ana", "analyst");
        var (status, body) =
            await ActAsync(act, JsonDocument.Parse(json == "[" ? "{}" : json.Replace("KEY", key, StringComparison.Ordinal))
            .RootElement, "ana", "analyst", json == "[" ? "[" : null);
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, body.GetProperty("code").GetString()!));
    }

    [Fact]
    public async Task The_same_message_delivered_again_has_no_effect_even_after_the_alert_is_closed()
    {
        await DoneAsync("claim", new { }, "ana", "analyst");
        await DoneAsync("disposition",
            new { version = 2, findings = new[] { key }, disposition = "false_positive", reason = "different_name", text = "x" }, "ana",
            "analyst");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var opener = host.Services.GetRequiredService<IAlertOpener>();
        await opener.OpenAsync(new AlertMessage(screening, "acct_1", "review", host.Clock.GetUtcNow()), default);
        Assert.Equal(1, await host.Services.GetRequiredService<AlertStore>().LatestNumberAsync(AlertId.Parse(alert).SubjectKey, default));
        await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(1);
        Assert.Equal(2, await host.Services.GetRequiredService<AlertStore>().LatestNumberAsync(AlertId.Parse(alert).SubjectKey, default));
    }

    [Fact]
    public async Task Of_racing_officers_exactly_one_claims()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 24)
            .Select(i => ActAsync("claim", new { version = 1 }, $"officer{i}", "analyst")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
    }

    private async Task<JsonElement> FindAsync() => await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/alerts/{alert}");

    private async Task<JsonElement> DoneAsync(string act, object body, string officer, string role)
    {
        var (status, answer) = await ActAsync(act, body, officer, role);
        return status == HttpStatusCode.OK ? answer : throw new InvalidOperationException($"{act}: {answer}");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> ActAsync(string act, object body, string? officer, string role =
        "analyst", string? raw = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/alerts/{alert}/{act}")
        {
            Content = raw is null ? JsonContent.Create(body) : new StringContent(raw, System.Text.Encoding.UTF8, "application/json"),
        };
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", role);
        }

        using var answer = await host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
