using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

/// <summary>In the browser, from a provider's notice to a suspension that the router acknowledges, and to its lifting.</summary>
public sealed class NoticeJourneyTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string User = "end_user:a1/u1";
    private ConsoleHost _host = null!;

    public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [FactWithChromium]
    public async Task A_notice_becomes_a_suspension_that_the_router_applies_and_two_people_lift_it()
    {
        await TellAsync();
        await using (var ana = await Desk.OpenAsync(chromium, _host))
        {
            await ana.SignInAsync("ana", "Analyst");
            await ana.Page.GotoAsync("/app/leads?queue=providers");
            await Expect(ana.Page.Locator("main")).ToContainTextAsync("openai: deactivation, case case_7");
            await Expect(ana.Page.Locator("#recommended")).ToBeVisibleAsync();
            await ana.Page.ClickAsync("tbody button:text-is('Claim')");
            await Expect(ana.Page.Locator(".notice")).ToHaveTextAsync("You hold the lead.");
            await ana.FollowAsync("tbody a[data-item]");
            await Expect(ana.Page.Locator(".facts")).ToContainTextAsync("Nothing holds");
            await ana.Page.ClickAsync("summary:text-is('Take an action')");
            await ana.Page.SelectOptionAsync("#ground", "provider.deactivation");
            await ana.Page.FillAsync("#row", "provider's usage policy");
            await ana.Page.FillAsync("#acted-on", "case_7 of the provider");
            await ana.Page.ClickAsync("button:text-is('Take it')");
            await Expect(ana.Page.Locator(".notice")).ToContainTextAsync("two people");
            await Expect(ana.Page.Locator(".facts")).ToContainTextAsync("Nothing holds");
            Assert.Empty(ana.Complaints);
        }

        await using (var ben = await Desk.OpenAsync(chromium, _host))
        {
            await ben.SignInAsync("ben", "Approver");
            await ben.Page.GotoAsync("/app/approvals");
            await ben.Page.ClickAsync("button:text-is('Agree')");
            await Expect(ben.Page.Locator(".notice")).ToContainTextAsync("part of the standing");
            await ben.Page.GotoAsync("/app/subjects?q=" + Uri.EscapeDataString(User));
            await Expect(ben.Page.Locator(".facts")).ToContainTextAsync("Rung 6: suspend");
            await Expect(ben.Page.Locator("#actions + .scroll, section[aria-labelledby=actions]").First).ToContainTextAsync("none has acknowledged");
            await AcknowledgeAsync(version: 1);
            await ben.Page.ReloadAsync();
            await Expect(ben.Page.Locator("section[aria-labelledby=actions]")).ToContainTextAsync("applies it");
            await Chromium.KeepAsync(ben.Page, "subject-suspended");
            await ben.Page.ClickAsync("summary:text-is('Lift')");
            await ben.Page.FillAsync("textarea[id^=text-act_]", "the provider withdrew its notice");
            await ben.Page.ClickAsync("button[value=lift]");
            await Expect(ben.Page.Locator(".notice")).ToContainTextAsync("two undo");
            await Expect(ben.Page.Locator(".facts")).ToContainTextAsync("Rung 6: suspend");
            Assert.Empty(ben.Complaints);
        }

        await using var eve = await Desk.OpenAsync(chromium, _host);
        await eve.SignInAsync("eve", "Approver");
        await eve.Page.GotoAsync("/app/approvals");
        await eve.Page.ClickAsync("button:text-is('Agree')");
        await Expect(eve.Page.Locator(".notice")).ToHaveTextAsync("Ended.");
        await AcknowledgeAsync(version: 2);
        await eve.Page.GotoAsync("/app/subjects?q=" + Uri.EscapeDataString(User));
        await Expect(eve.Page.Locator(".facts")).ToContainTextAsync("Nothing holds");
        await Expect(eve.Page.Locator("section[aria-labelledby=actions]")).ToContainTextAsync("the provider withdrew its notice");
        Assert.Empty(eve.Complaints);
    }

    private async Task TellAsync()
    {
        var at = _host.Clock.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var events = new StringContent($$"""
            {"specversion":"1.0","id":"e1","source":"/platform","type":"usage.window","subject":"api_key:k1","time":"{{at}}",
             "data":{"account":"a1","end_user":"u1","from":"{{at}}","requests":3} }
            """);
        events.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        using var taken = await _host.Client.PostAsync("/api/v1/events", events);
        taken.EnsureSuccessStatusCode();
        await _host.DoneAsync(HttpMethod.Post, "/api/v1/provider-notices/openai/cases", null, body: new
        {
            id = "case_7",
            @object = "safety.case",
            created_at = 1787659200,
            entity_identifier = "u1",
            reason = (string?)null,
            notice = new { type = "deactivation" },
        });
    }

    private async Task AcknowledgeAsync(int version)
    {
        using var answer = await _host.Client.PostAsJsonAsync("/api/v1/standings/acks", new { subject = User, version, surface = "router" });
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("upToDate").GetBoolean());
    }
}
