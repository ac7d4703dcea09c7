using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>From a platform's events and a provider's notice to an acknowledged suspension and its lifting, on the real service.</summary>
public sealed partial class EnforcementJourneyTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_notice_becomes_a_lead_a_suspension_that_the_router_acknowledges_and_an_end()
    {
        await TakeAsync(Usage("e1", "k1", "a1", "u1"));
        var lead = await PostAsync("/api/v1/provider-notices/openai/cases", null, null,
            new
            {
                id = "case_1",
                @object = "safety.case",
                entity_identifier = "u1",
                reason = (string?)null,
                notice = new { type = "warning" }
            });
        Assert.Equal(("end_user:a1/u1", "provider", 1), (lead.GetProperty("subject").GetString(), lead.GetProperty("source").GetString(),
            lead.GetProperty("count").GetInt32()));
        var id = lead.GetProperty("id").GetString()!;
        await PostAsync($"/api/v1/leads/{id}/claim", "ana", "analyst", new { });
        var action = await PostAsync("/api/v1/actions", "ana", "analyst", Suspension("end_user:a1/u1"), HttpStatusCode.Created);
        Assert.Equal("second_awaited", action.GetProperty("status").GetString());
        var actionId = action.GetProperty("id").GetString()!;
        Assert.Equal(0, (await StandingAsync("k1", "u1")).GetProperty("rung").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"/api/v1/actions/{actionId}/second", "ana", "approver", new { })).Status);
        await PostAsync($"/api/v1/actions/{actionId}/second", "ben", "approver", new { });
        await PostAsync($"/api/v1/leads/{id}/act", "ana", "analyst", new { action = actionId, text = "suspended" });

        var standing = await StandingAsync("k1", "u1");
        Assert.Equal((6, true), (standing.GetProperty("rung").GetInt32(), standing.GetProperty("known").GetBoolean()));
        var change = await ChangeAsync("end_user:a1/u1");
        var ack = await PostAsync("/api/v1/standings/acks", null, null,
            new { subject = "end_user:a1/u1", version = change.GetProperty("version").GetInt32(), surface = "router" });
        Assert.True(ack.GetProperty("upToDate").GetBoolean());
        Assert.Equal(actionId, Assert.Single((await GetAsync("/api/v1/actions?subject=end_user%3Aa1/u1")).GetProperty("actions")
            .EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await GetAsync("/api/v1/actions?subject=account%3Aa1")).GetProperty("actions").EnumerateArray());
        var shown = await GetAsync("/api/v1/actions/" + actionId);
        Assert.True(shown.GetProperty("surfaces")[0].GetProperty("effective").GetBoolean());

        var decision = await PostAsync("/api/v1/decisions", null, null, new
        {
            action = "api_request",
            account = "a1",
            key = "k1",
            endUser = "u1"
        });
        Assert.Equal("block", decision.GetProperty("decision").GetString());
        await PostAsync($"/api/v1/actions/{actionId}/lift", "ana", "analyst", new { text = "the notice was withdrawn" });
        Assert.Equal(6, (await StandingAsync("k1", "u1")).GetProperty("rung").GetInt32());
        await PostAsync($"/api/v1/actions/{actionId}/second-end", "ben", "approver", new { });
        var after = await StandingAsync("k1", "u1");
        Assert.Equal(0, after.GetProperty("rung").GetInt32());
        Assert.True(after.GetProperty("version").GetInt64() > standing.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_report_that_came_to_nothing_is_contested_once_and_looked_at_by_somebody_else()
    {
        await TakeAsync(Usage("e1", "k1", "a1", null));
        var lead = await PostAsync("/api/v1/leads", "ana", "analyst", new
        {
            source = "reporter",
            externalId = "report-1",
            surface = "api",
            subject = "account:a1",
            ground = "abuse.velocity",
            text = "It floods us.",
            severity = 2,
            certaintyPercent = 50,
        });
        var path = "/api/v1/leads/" + lead.GetProperty("id").GetString();
        await PostAsync(path + "/claim", "ana", "analyst", new { });
        await PostAsync(path + "/dismiss", "ana", "analyst", new { text = "Nothing was seen." });
        var again = await PostAsync(path + "/contest", null, null, new { text = "It goes on." });
        Assert.Equal("open", again.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(path + "/contest", null, null, new { text = "It goes on." })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(path + "/claim", "ana", "analyst", new { })).Status);
        await PostAsync(path + "/claim", "ben", "approver", new { });
        Assert.Equal(HttpStatusCode.NotFound,
            (await SendAsync(path + "/act", "ben", "approver", new { action = "nothing at all", text = "acted" })).Status);
    }

    [Fact]
    public async Task The_same_event_counts_once_and_another_under_its_id_is_refused_with_its_path()
    {
        var answer = await TakeAsync(Usage("e1", "k1", "a1", "u1"), Usage("e1", "k1", "a1", "u1"), Usage("e2", "k1", "a1", "u1"));
        Assert.Equal((2, 1), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32()));
        answer = await TakeAsync(Usage("e2", "k1", "a1", "u1"), Usage("e1", "k1", "a1", "other"), Usage("e3", "k1", "a2", "u1"));
        Assert.Equal(1, answer.GetProperty("duplicates").GetInt32());
        Assert.Equal([1, 2], answer.GetProperty("refused").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()).ToArray());
        foreach (var subject in new[] { "api_key:k1", "account:a1", "end_user:a1/u1" })
        {
            var story = await GetAsync("/api/v1/subjects?ref=" + Uri.EscapeDataString(subject));
            var requests = story.GetProperty("features").EnumerateArray().Single(one
                => one.GetProperty("name").GetString() == "usage.requests");
            Assert.Equal(6, requests.GetProperty("day").GetInt64());
        }
    }

    [Fact]
    public async Task A_command_with_the_same_key_is_carried_out_once_and_with_another_body_refused()
    {
        await TakeAsync(Usage("e1", "k1", "a1", null));
        var body = Suspension("api_key:k1");
        var first = await SendAsync("/api/v1/actions", "ben", "approver", body, "key-1");
        var again = await SendAsync("/api/v1/actions", "ben", "approver", body, "key-1");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(first.Body.GetProperty("id").GetString(), again.Body.GetProperty("id").GetString());
        Assert.Equal((HttpStatusCode)422, (await SendAsync("/api/v1/actions", "ben", "approver", Suspension("api_key:k1", 3),
            "key-1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("/api/v1/actions", "ben", "approver", Suspension("api_key:k1"),
            "")).Status);
    }

    [Theory]
    [InlineData("""{"subject":"nobody"}""", 400)]
    [InlineData("""{"subject":"account:a1"}""", 400)]
    [InlineData("""{"unknown":1}""", 400)]
    [InlineData("""[""", 400)]
    [InlineData("""{"subject":"account:a1","rung":9,"grounds":[{"code":"law.order","row":"r","facts":"f"}],"until":"2099-01-01"}""", 400)]
    [InlineData("""{"subject":"account:a1","rung":6,"grounds":[{"code":"nothing","row":"r","facts":"f"}]}""", 400)]
    [InlineData("""{"subject":"account:nobody","rung":7,"grounds":[{"code":"law.order","row":"r","facts":"f"}]}""", 404)]
    public async Task What_is_no_action_is_refused(string body, int status)
    {
        await TakeAsync(Usage("e1", "k1", "a1", null));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/actions")
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Officer", "ben");
        request.Headers.Add("X-Officer-Role", "approver");
        request.Headers.Add("Idempotency-Key", "k");
        using var answer = await _host.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_freeze_of_a_screening_is_an_action_on_the_account_and_blocks_its_keys()
    {
        await TakeAsync(Usage("e1", "k1", "acct_9", null));
        var screening = await _host.ScreenAsync(new
        {
            id = "acct_9",
            type = "individual",
            name = "Qasim Abd al-Latif al-Warraq",
            birthDate = "1972-05-05",
            nationalities = new[] { "IQ" }
        });
        await _host.WaitForAlertsAsync(1);
        Assert.Equal("freeze", (await GetAsync("/api/v1/screenings/" + screening)).GetProperty("action").GetString());
        Assert.True((await WaitForAsync("k1")).GetProperty("frozen").GetBoolean());
        var story = await GetAsync("/api/v1/subjects?ref=account:acct_9");
        Assert.Equal(("freeze", "law"), (story.GetProperty("actions")[0].GetProperty("measure").GetString(),
            story.GetProperty("actions")[0].GetProperty("origin").GetString()));
    }

    [Fact]
    public async Task The_pages_show_the_lead_what_waits_and_the_story_and_let_two_people_decide()
    {
        await TakeAsync(Usage("e1", "k1", "a1", "u1"));
        await PostAsync("/api/v1/provider-notices/openai/cases", null, null, new
        {
            id = "case_2",
            entity_identifier = "u1",
            notice = new { type = "deactivation" }
        });
        await PostAsync("/api/v1/actions", "ana", "analyst", Suspension("end_user:a1/u1"), HttpStatusCode.Created);
        using var ben = await _host.SignInAsync("ben", "approver");
        Assert.Contains("deactivation, case case_2", await ben.GetStringAsync("/app/leads"), StringComparison.Ordinal);
        var page = await ben.GetStringAsync("/app/approvals");
        Assert.Contains("Take: suspend", page, StringComparison.Ordinal);
        var id = System.Text.RegularExpressions.Regex.Match(page, "/app/actions/(act_[a-z0-9_]+)/decide").Groups[1].Value;
        using var form = new FormUrlEncodedContent([ConsoleHost.TokenOf(page), new("act", "second"), new("version", "0"), new("back",
            "approvals")]);
        using var answer = await ben.PostAsync($"/app/actions/{id}/decide", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var found = await ben.GetAsync("/app/subjects?q=end_user:a1/u1");
        var story = await ben.GetStringAsync(found.Headers.Location!.ToString());
        Assert.Contains("Rung 6: suspend", story, StringComparison.Ordinal);
        Assert.Contains("decided, proposed by ana", story, StringComparison.Ordinal);
    }
}
