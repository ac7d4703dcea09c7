using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

/// <summary>One party on two lists: shown once with both listings in the answer and on the page, decided at once where an officer says so,
/// and apart again when the link is taken back.</summary>
public sealed class LinkedPartyTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await LinkedLists.UseAsync(host, LinkedLists.OnTheOther);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_answer_names_the_party_once_with_every_listing_its_measures_and_why_they_are_one()
    {
        var answer = await AnswerAsync(await host.ScreenAsync(LinkedLists.Subject));

        var party = Assert.Single(answer.GetProperty("parties").EnumerateArray());
        Assert.Equal(2, answer.GetProperty("hits").GetArrayLength());
        Assert.Equal(answer.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("listEntry").GetString()),
            party.GetProperty("listings").EnumerateArray().Select(one => one.GetProperty("listEntry").GetString()));
        Assert.All(answer.GetProperty("hits")
            .EnumerateArray(), hit => Assert.Equal(party.GetProperty("party").GetString(), hit.GetProperty("party").GetString()));
        foreach (var (hit, listing) in answer.GetProperty("hits").EnumerateArray().Zip(party.GetProperty("listings").EnumerateArray()))
        {
            Assert.Equal(hit.GetProperty("score").GetDouble(), listing.GetProperty("score").GetDouble());
        }

        var un = party.GetProperty("listings").EnumerateArray().Single(one => one.GetProperty("list").GetString() == "un-sc");
        Assert.Equal(["freeze", "travelBan"], un.GetProperty("measures").EnumerateArray().Select(one => one.GetString()));
        var link = Assert.Single(party.GetProperty("links").EnumerateArray());
        Assert.Equal(("un-sc:QDi.901", "us-ofac-sdn:900001"),
            (link.GetProperty("first").GetString(), link.GetProperty("second").GetString()));
        Assert.NotEmpty(link.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task A_link_that_is_taken_back_splits_later_answers_and_the_alert_and_leaves_what_was_answered()
    {
        var first = await host.ScreenAsync(LinkedLists.Subject);
        var before = (await AnswerAsync(first)).ToString();
        await host.WaitForAlertsAsync(1);
        Assert.Single(await PartiesOfAlertAsync());

        await host.TwoAgreeAsync("/api/v1/links/sever",
            new { first = "un-sc:QDi.901", second = "us-ofac-sdn:900001", reason = "Two cousins of one name." });

        Assert.Equal(2, (await PartiesOfAlertAsync()).Length);
        Assert.Equal(before, (await AnswerAsync(first)).ToString());
        var later = await AnswerAsync(await host.ScreenAsync(LinkedLists.Subject));
        Assert.Equal(2, later.GetProperty("parties").GetArrayLength());
        Assert.All(later.GetProperty("parties")
            .EnumerateArray(), party =>
            Assert.Equal((1, 0), (party.GetProperty("listings").GetArrayLength(), party.GetProperty("links").GetArrayLength())));
        await host.TwoAgreeAsync("/api/v1/links/restore",
            new { first = "un-sc:QDi.901", second = "us-ofac-sdn:900001", reason = "It is one man." });
        Assert.Single(await PartiesOfAlertAsync());
    }

    [FactWithChromium]
    public async Task An_officer_sees_one_party_and_decides_its_listings_at_once_and_a_second_person_confirms_them_at_once()
    {
        await host.ScreenAsync(LinkedLists.Subject);
        await host.WaitForAlertsAsync(1);
        await using (var author = await Desk.OpenAsync(chromium, host))
        {
            await author.SignInAsync("ana", "Analyst");
            await author.OpenAlertAsync("acct_1");
            await Expect(author.Page.Locator(".rail .party")).ToHaveCountAsync(1);
            await Expect(author.Page.Locator(".rail .party a")).ToHaveCountAsync(2);
            await Expect(author.Page.Locator(".rail .party-name")).ToContainTextAsync("one party, 2 listings");
            await author.Page.ClickAsync("button[data-key=claim]");
            await author.Page.CheckAsync("input[value=TrueMatch]");
            await author.Page.SelectOptionAsync("#reason", ReviewReason.All.First(one => one.Supports(Disposition.TrueMatch, Finding))
                .Code);
            await author.Page.FillAsync("#text", "Name and nationality are his on both lists.");
            await author.Page.CheckAsync("input[name=together]");
            await Chromium.KeepAsync(author.Page, "alert-party");
            await author.Page.ClickAsync("button[data-key=submit]");
            await Expect(author.Page.Locator(".verdict .chip").First).ToContainTextAsync("True match proposed");
            await Expect(author.Page.Locator("button[data-key=approve]")).ToHaveCountAsync(0);
            Assert.Empty(author.Complaints);
        }

        Assert.All(await StatesAsync(), state => Assert.True(state.AwaitsApproval && state.Verdict!.By.Value == "ana"));
        await using var second = await Desk.OpenAsync(chromium, host);
        await second.SignInAsync("ben", "Approver");
        await second.OpenAlertAsync("acct_1");
        await second.Page.CheckAsync("input[name=together]");
        await second.Page.ClickAsync("button[data-key=approve]");
        await Expect(second.Page.Locator(".notice")).ToHaveTextAsync("Confirmed on 2 listings.");
        Assert.All(await StatesAsync(),
            state => Assert.Equal(("ana", "ben"), (state.Verdict!.By.Value, state.Verdict.ApprovedBy!.Value.Value)));
    }

    [FactWithChromium]
    public async Task Without_the_box_one_listing_is_decided_and_what_is_left_is_decided_alone_on_a_phone_too()
    {
        await host.ScreenAsync(LinkedLists.Subject);
        await host.WaitForAlertsAsync(1);
        foreach (var width in new[] { 320, 390 })
        {
            await using var phone = await Desk.OpenAsync(chromium, host, width: width);
            await phone.SignInAsync("ana", "Analyst");
            await phone.OpenAlertAsync("acct_1");
            Assert.True(await phone.OverflowAsync() <= 0, $"the page is wider than the window of {width} px");
            await Chromium.KeepAsync(phone.Page, $"alert-party-{width}");
        }

        await using var desk = await Desk.OpenAsync(chromium, host, width: 390);
        await desk.SignInAsync("ana", "Analyst");
        await desk.OpenAlertAsync("acct_1");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await desk.Page.CheckAsync("input[value=FalsePositive]");
        await desk.Page.SelectOptionAsync("#reason", "different_name");
        await desk.Page.FillAsync("#text", "Another person of the name.");
        Assert.False(await desk.Page.IsCheckedAsync("input[name=together]"));
        await desk.Page.ClickAsync("button[data-key=submit]");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Decision recorded.");
        Assert.Equal(1, (await StatesAsync()).Count(state => state.Verdict is not null));
        await desk.Page.ClickAsync(".rail .party a:not([aria-current])");
        await desk.Page.WaitForSelectorAsync("input[value=FalsePositive]");
        await Expect(desk.Page.Locator("input[name=together]")).ToHaveCountAsync(0);
        Assert.Empty(desk.Complaints);
    }

    private static AlertFinding Finding { get; } =
        new("subject|x", Compliance.ScreeningCore.Screening.Gate.List, Compliance.ScreeningCore.Screening.Decision.Review, "scr", "00")
        { Entry = LinkedLists.OnTheOther.Entry, Role = "subject" };

    private async Task<JsonElement> AnswerAsync(string screening)
        => await host.DoneAsync(HttpMethod.Get, $"/api/v1/screenings/{screening}", officer: null);

    private async Task<string[]> PartiesOfAlertAsync() =>
        [.. (await host.DoneAsync(HttpMethod.Get, $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_1")}", "ana")).GetProperty("findings")
        .EnumerateArray().Select(finding => finding.GetProperty("party").GetString()!).Distinct()];

    private async Task<ImmutableArray<FindingState>> StatesAsync()
        => (await host.Services.GetRequiredService<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_1"), default))!.Alert.Findings;
}
