using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

/// <summary>The pages of a screening and of a subject show a party once, with all its listings and why they are one.</summary>
public sealed class LinkedPagesTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string screening = "";
    private string nearMiss = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await LinkedLists.UseAsync(host, LinkedLists.OnTheOther, LinkedLists.UnderAnotherName);
        screening = await host.ScreenAsync(LinkedLists.Subject);
        nearMiss = await host.ScreenAsync(
            new
            {
                id = "acct_2",
                type = "individual",
                name = "Oleg Ferrostanov",
                birthDate = "1999-12-31",
                nationalities = new[] { "BR" },
                gender = "male"
            });
        await host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [FactWithChromium]
    public async Task A_screening_shows_the_party_once_with_hits_linked_listings_their_measures_and_why_they_are_one()
    {
        await using var desk = await SignedInAsync();
        await desk.Page.GotoAsync($"/app/screenings/{screening}");
        await Expect(desk.Page.Locator("tr.party")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("tr.party")).ToContainTextAsync("one party, 3 listings · subject");
        await Expect(desk.Page.Locator("section:has(> h2:text('Hits')) > h2")).ToHaveTextAsync("Hits 2 on 1 party");
        await Expect(desk.Page.Locator("tr.listing")).ToHaveCountAsync(3);
        await Expect(desk.Page.Locator("tr.listing", new() { HasText = LinkedLists.Second }))
            .ToContainTextAsync("asset freeze, travel ban");
        await Expect(desk.Page.Locator("tr.listing", new() { HasText = LinkedLists.First }))
            .ToContainTextAsync("the same passport, and nothing contradicts");
        await Expect(desk.Page.Locator("tr.listing", new() { HasText = LinkedLists.Third }))
            .ToContainTextAsync("linked, not among the hits of this screening");
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task A_link_that_was_taken_back_since_is_told_on_the_screening_and_splits_the_subject()
    {
        await host.TwoAgreeAsync("/api/v1/links/sever",
            new { first = LinkedLists.Second, second = LinkedLists.First, reason = "Two cousins of one name." });
        await host.TwoAgreeAsync("/api/v1/links/sever",
            new { first = LinkedLists.Third, second = LinkedLists.First, reason = "Two cousins of one name." });
        await using var desk = await SignedInAsync();
        await desk.Page.GotoAsync($"/app/screenings/{screening}");
        await Expect(desk.Page.Locator("tr.party")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("tr.party"))
            .ToContainTextAsync($"that {LinkedLists.Second} and {LinkedLists.First} are different parties: Two cousins of one name.");
        await desk.Page.GotoAsync("/app/subjects/acct_1");
        await Expect(desk.Page.Locator(".findings .party")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".findings > li")).ToHaveCountAsync(2);
    }

    [FactWithChromium]
    public async Task A_subject_shows_the_party_once_in_its_alert_its_good_guy_entries_and_its_screenings()
    {
        await PreparedWork.GoodGuyAsync(host, "acct_1", everyListing: true);
        await using var desk = await SignedInAsync();
        await desk.Page.GotoAsync("/app/subjects/acct_1");
        await Expect(desk.Page.Locator(".findings .party")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator(".findings .party-name")).ToContainTextAsync("one party, 2 listings · subject");
        await Expect(desk.Page.Locator(".findings .party a")).ToHaveCountAsync(2);
        await Expect(desk.Page.Locator("section[aria-labelledby=clear] li")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("section[aria-labelledby=clear] code")).ToHaveTextAsync([LinkedLists.Second, LinkedLists.First]);
        await Expect(desk.Page.Locator("td[data-label=Hits]")).ToContainTextAsync("on 1 party");
        await desk.FollowAsync(".findings .party a >> nth=0");
        await Expect(desk.Page.Locator(".rail a[aria-current]")).ToContainTextAsync(":");
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task Near_misses_of_one_party_stand_together_too()
    {
        await using var desk = await SignedInAsync();
        await desk.Page.GotoAsync($"/app/screenings/{nearMiss}");
        await Expect(desk.Page.Locator("section:has(> h2:text('Near misses')) tr.party")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("section:has(> h2:text('Near misses')) tr.listing")).ToHaveCountAsync(3);
    }

    [FactWithChromium]
    public async Task The_pages_fit_desk_and_phone_in_light_dark_mirrored_and_on_paper_and_break_no_rule_of_accessibility()
    {
        var violations = new List<string>();
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (390, false), (390, true), (320, false) })
        {
            await using var desk = await Desk.OpenAsync(chromium, host, dark, width);
            await desk.SignInAsync("ana", "Analyst");
            foreach (var (name, path)
                in new[] { ("screening-party", $"/app/screenings/{screening}"), ("screening-near", $"/app/screenings/{nearMiss}"),
                ("subject-party", "/app/subjects/acct_1") })
            {
                await desk.Page.GotoAsync(path);
                await Chromium.KeepAsync(desk.Page, $"{name}-{width}{(dark ? "-dark" : "")}");
                violations.AddRange(
                    (await desk.Page.RunAxe()).Violations.Select(one =>
                    $"{name} {width}: {one.Id}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"));
                Assert.True(await desk.OverflowAsync() <= 0, $"{name} is wider than the window of {width} px");
                await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl'; }");
                Assert.True(await desk.OverflowAsync() <= 0, $"{name}, mirrored, is wider than the window of {width} px");
                await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'ltr'; }");
                await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
                await Expect(desk.Page.Locator("tr.party:visible, .party-name:visible").First).ToBeVisibleAsync();
                await Expect(desk.Page.Locator("button:visible")).ToHaveCountAsync(0);
                await Chromium.KeepAsync(desk.Page, $"{name}-{width}-print");
                await desk.Page.EmulateMediaAsync(new() { Media = Media.Screen });
            }
        }

        Assert.Empty(violations);
    }

    private async Task<Desk> SignedInAsync()
    {
        var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Analyst");
        return desk;
    }
}
