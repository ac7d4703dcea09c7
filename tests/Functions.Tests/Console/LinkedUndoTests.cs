using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

/// <summary>What one act decided on all listings of a party, one act takes back; the page says on how many.</summary>
public sealed class LinkedUndoTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private static readonly AlertId Id = AlertId.FirstOfSubject("acct_1");

    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await LinkedLists.UseAsync(host, LinkedLists.OnTheOther);
        await host.ScreenAsync(LinkedLists.Subject);
        await host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [FactWithChromium]
    public async Task A_proposal_on_two_listings_is_withdrawn_from_both_by_one_press()
    {
        await using var desk = await DecidedAsync("ana", "Analyst", "TrueMatch", together: true);
        await Expect(desk.Page.Locator(".decision form p.hint")).ToContainTextAsync("One act decided 2 listings of this party: ");
        await Chromium.KeepAsync(desk.Page, "alert-undo-party");
        await desk.Page.ClickAsync("button:text-is('Withdraw the proposal on all 2')");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Undone on 2 listings.");
        Assert.All(await StatesAsync(), state => Assert.Null(state.Verdict));
        var file = await FileAsync();
        var undone = Assert.Single(file.Events.OfType<DispositionUndone>());
        Assert.Equal(file.Alert.Findings.Select(state => state.Finding.Key).Order(), undone.Keys.Order());
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task The_same_proposal_is_withdrawn_from_one_listing_where_the_officer_says_so()
    {
        await using var desk = await DecidedAsync("ana", "Analyst", "TrueMatch", together: true);
        await desk.Page.ClickAsync("button:text-matches('^On .* alone$')");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Undone.");
        Assert.Single(await StatesAsync(), state => state.Verdict is null);
        await desk.Page.ClickAsync(".rail .party a:not([aria-current])");
        await Expect(desk.Page.Locator("button:text-is('Withdraw the proposal')")).ToBeVisibleAsync();
    }

    [FactWithChromium]
    public async Task Two_listings_decided_by_two_acts_are_taken_back_one_by_one()
    {
        await using var desk = await DecidedAsync("ana", "Analyst", "TrueMatch", together: false);
        await desk.Page.ClickAsync(".rail .party a:not([aria-current])");
        await DecideAsync(desk, "TrueMatch", together: false);
        await Expect(desk.Page.Locator("button:text-is('Withdraw the proposal')")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("input[name=also]")).ToHaveCountAsync(0);
    }

    [FactWithChromium]
    public async Task A_confirmation_of_two_listings_is_taken_back_from_both_by_the_second_person_and_the_proposal_waits_again()
    {
        await using (var author = await DecidedAsync("ana", "Analyst", "TrueMatch", together: true))
        {
        }

        await using var second = await Desk.OpenAsync(chromium, host, width: 390, dark: true);
        await second.SignInAsync("ben", "Approver");
        await second.OpenAlertAsync("acct_1");
        await second.Page.CheckAsync("input[name=together]");
        await second.Page.ClickAsync("button[data-key=approve]");
        await Expect(second.Page.Locator("button:text-is('Undo on all 2')")).ToBeVisibleAsync();
        Assert.True(await second.OverflowAsync() <= 0);
        await Chromium.KeepAsync(second.Page, "alert-undo-party-390-dark");
        await second.Page.ClickAsync("button:text-is('Undo on all 2')");
        await Expect(second.Page.Locator(".notice")).ToHaveTextAsync("Undone on 2 listings.");
        Assert.All(await StatesAsync(), state => Assert.True(state.AwaitsApproval));
        Assert.Empty(await host.Services.GetRequiredService<AuditTrail>().VerifyAsync(Id.SubjectKey, default));
    }

    [FactWithChromium]
    public async Task A_sealed_verdict_of_two_people_on_two_listings_is_reopened_on_both_by_two()
    {
        await using (var author = await DecidedAsync("ana", "Analyst", "TrueMatch", together: true))
        {
        }

        var keys = (await StatesAsync()).Select(state => state.Finding.Key).ToArray();
        await host.DoneAsync(HttpMethod.Post, $"/api/v1/alerts/{Id}/approve", "ben", "approver",
            new { version = (await FileAsync()).Alert.Version, findings = keys });
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Analyst");
        await desk.Page.GotoAsync($"/app/alerts/{Id}");
        await desk.Page.ClickAsync("summary:text('Ask to reopen this verdict')");
        await desk.Page.FillAsync("#reopen-text", "The passport was another's.");
        await desk.Page.CheckAsync("details[open] input[name=together]");
        await desk.Page.ClickAsync("button:text-is('Ask to reopen')");
        await Expect(desk.Page.Locator(".notice")).ToContainTextAsync("Asked to reopen");
        Assert.All(await StatesAsync(), state => Assert.True(state is { Verdict: not null, Reopening: not null }));

        // What two confirmed, two take back.
        await host.DoneAsync(HttpMethod.Post, $"/api/v1/alerts/{Id}/approve", "ben", "approver",
            new { version = (await FileAsync()).Alert.Version, findings = keys });
        Assert.All(await StatesAsync(), state => Assert.Null(state.Verdict));
    }

    private async Task<Desk> DecidedAsync(string name, string role, string disposition, bool together)
    {
        var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync(name, role);
        await desk.OpenAlertAsync("acct_1");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await DecideAsync(desk, disposition, together);
        return desk;
    }

    private static async Task DecideAsync(Desk desk, string disposition, bool together)
    {
        await desk.Page.CheckAsync($"input[value={disposition}]");
        await desk.Page.SelectOptionAsync("#reason", "same_name_and_birth_date");
        await desk.Page.FillAsync("#text", "Name and nationality are his.");
        if (together)
        {
            await desk.Page.CheckAsync("input[name=together]");
        }

        await desk.Page.ClickAsync("button[data-key=submit]");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync(together ? "Decision recorded on 2 listings." : "Decision recorded.");
    }

    private async Task<AlertFile> FileAsync() => (await host.Services.GetRequiredService<AlertStore>().FindAsync(Id, default))!;

    private async Task<ImmutableArray<FindingState>> StatesAsync() => (await FileAsync()).Alert.Findings;
}
