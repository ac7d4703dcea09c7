using System.IO.Compression;
using Compliance.Functions.Alerts;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

public sealed class JourneyTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await host.ScreenAsync(
            new { id = "acct_1", type = "individual", name = "Oleg Maratovich Ferrostanov", nationalities = new[] { "KZ" } });
        await host.ScreenAsync(new { id = "acct_2", type = "individual", name = "Олег Маратович Ферростанов", birthDate = "1962-05-02" },
            "payment");
        await host.ScreenAsync(new { id = "acct_3", type = "individual", name = "قاسم عبد اللطيف الوراق" });
        await host.ScreenAsync(new { id = "acct_4", type = "organization", name = "Ferrostan Trading House" });
        await host.WaitForAlertsAsync(4);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    /// <summary>The keys are counted by the browser itself, from the queue to the verdict in the store; a chord such as Ctrl Enter is one.
    /// The reason's sentence is the one that the page proposes.</summary>
    [FactWithChromium]
    public async Task An_obvious_false_positive_takes_six_keys_from_the_queue_to_the_stored_decision()
    {
        await host.ScreenAsync(new { id = "acct_9", type = "individual", name = "Qasim Abd al-Latif al-Warraq", birthDate = "1996-02-03" });
        await host.WaitForAlertsAsync(5);
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Screener");
        await desk.Page.GotoAsync("/app/alerts?q=acct_9");
        await desk.CountFromHereAsync();
        await PressAsync(desk, "j", "Enter");
        await desk.ArriveAsync("/app/alerts/.*-1.*");
        await PressAsync(desk, "c");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Alert claimed.");
        await Expect(desk.Page.Locator("input[name=disposition]:checked")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("#reason")).ToHaveValueAsync("");
        await PressAsync(desk, "n");
        var label = await desk.Page.Locator("#reason option[value=different_birth_date]").InnerTextAsync();
        await PressAsync(desk, label.Split(' ')[0]);
        await Expect(desk.Page.Locator("#text")).ToHaveValueAsync("Birth date: ours 1996-02-03; listed 1971 to 1973.");
        await PressAsync(desk, "Control+Enter");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Decision recorded.");

        Assert.Equal((6, 0), await desk.CountedAsync());
        var alert = (await host.Services.GetRequiredService<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_9"), default))!.Alert;
        var verdict = Assert.Single(alert.Findings).Verdict!;
        Assert.Equal((Disposition.FalsePositive, "different_birth_date", "ana"), (verdict.Disposition, verdict.Reason, verdict.By.Value));
        Assert.Empty(desk.Complaints);
    }

    /// <summary>From one open alert: one key goes to what the comparison shows, one records it, and the next alert of the same view is
    /// there.</summary>
    [FactWithChromium]
    public async Task What_the_comparison_shows_takes_two_keys_and_brings_the_next_alert_of_the_view()
    {
        foreach (var number in new[] { 21, 22 })
        {
            await host.ScreenAsync(new
            {
                id = $"acct_{number}",
                type = "individual",
                name = "Qasim Abd al-Latif al-Warraq",
                birthDate = $"19{number + 70}-02-03",
            });
        }

        await host.WaitForAlertsAsync(6);
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Screener");
        await desk.Page.GotoAsync("/app/alerts?q=Latif Warraq");
        var rows = desk.Page.Locator("table.queue tbody tr th a");
        await Expect(rows).ToHaveCountAsync(2); // Found by the customer's name; the third of that name writes it in Arabic.
        await PressAsync(desk, "j", "Enter");
        await desk.ArriveAsync("/app/alerts/.*-1.*");
        var first = desk.Page.Url;
        await Expect(desk.Page.Locator(".summary strong")).ToContainTextAsync("Birth date differs");
        await desk.CountFromHereAsync();
        await PressAsync(desk, "d", "Enter");
        await Expect(desk.Page.Locator(".notice")).ToContainTextAsync("Decision recorded.");
        Assert.Equal((2, 0), await desk.CountedAsync());
        Assert.NotEqual(first.Split('?')[0], desk.Page.Url.Split('?')[0]);
        Assert.Contains("in=", desk.Page.Url, StringComparison.Ordinal);
        await PressAsync(desk, "d", "Enter");
        await desk.ArriveAsync("/app/alerts\\?q=.*"); // Nothing is left in the view: the queue, filtered as it was.
        foreach (var number in new[] { 21, 22 })
        {
            var alert = (await host.Services.GetRequiredService<AlertStore>()
                .FindAsync(AlertId.FirstOfSubject($"acct_{number}"), default))!.Alert;
            var verdict = Assert.Single(alert.Findings).Verdict!;
            Assert.Equal((Disposition.FalsePositive, "different_birth_date", "ana"),
                (verdict.Disposition, verdict.Reason, verdict.By.Value));
            Assert.StartsWith("Birth date: ours 19", verdict.Text, StringComparison.Ordinal);
        }

        Assert.Empty(desk.Complaints);
    }

    /// <summary>The queue by keyboard alone: the preview follows the arrows, rows are selected and claimed together, and what the officer
    /// chose to see is kept.</summary>
    [FactWithChromium]
    public async Task The_preview_follows_the_arrows_and_selected_rows_are_claimed_together()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Screener");
        await desk.Page.GotoAsync("/app/alerts");
        await desk.CountFromHereAsync();
        var (preview, rows) = (desk.Page.Locator(".preview"), desk.Page.Locator("table.queue tbody tr th a"));
        await PressAsync(desk, "v", "j");
        await Expect(preview.Locator("h2").First).ToHaveTextAsync(await rows.Nth(0).InnerTextAsync());
        await Expect(preview.Locator(".summary")).ToBeVisibleAsync();
        await PressAsync(desk, "s", "ArrowDown", "s");
        await Expect(preview.Locator("h2").First).ToHaveTextAsync(await rows.Nth(1).InnerTextAsync());
        await Expect(desk.Page.Locator(".picked")).ToHaveTextAsync(" (2)");
        Assert.Empty((await desk.Page.RunAxe()).Violations);
        await desk.Page.FocusAsync("[data-key=claimselected]");
        await PressAsync(desk, "Enter");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("2 alerts: Alert claimed.");
        Assert.Equal(0, (await desk.CountedAsync()).Item2);
        await Expect(preview).ToBeVisibleAsync(); // Kept over the next page.
        await desk.Page.SetViewportSizeAsync(390, 844);
        await Expect(preview).ToBeHiddenAsync();
        Assert.True(await desk.OverflowAsync() <= 0);
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task A_second_person_confirms_a_true_match_and_the_author_cannot()
    {
        await using (var author = await Desk.OpenAsync(chromium, host))
        {
            await author.SignInAsync("ana", "Approver");
            await author.OpenAlertAsync("acct_2");
            await author.Page.ClickAsync("button[data-key=claim]");
            await Chromium.KeepAsync(author.Page, "alert-claimed");
            await author.Page.CheckAsync("input[value=TrueMatch]");
            await author.Page.SelectOptionAsync("#reason", "same_name_and_birth_date");
            await author.Page.FillAsync("#text", "Name in Cyrillic and birth date are the same.");
            await author.Page.ClickAsync("button[data-key=submit]");
            await Expect(author.Page.Locator(".verdict .chip").First).ToContainTextAsync("True match proposed");
            await Expect(author.Page.Locator("button[data-key=approve]")).ToHaveCountAsync(0);
            await Expect(author.Page.Locator(".decision")).ToContainTextAsync("You proposed it: a second person");
        }

        await using var second = await Desk.OpenAsync(chromium, host);
        await second.SignInAsync("ben", "Approver");
        await second.OpenAlertAsync("acct_2");
        await Chromium.KeepAsync(second.Page, "alert-second-person");
        await second.Page.ClickAsync("button[data-key=approve]");
        await Expect(second.Page.Locator(".notice")).ToHaveTextAsync("Confirmed.");
        await second.Page.GotoAsync("/app/audit");
        await second.Page.ClickAsync("button[data-key=verify]");
        await Expect(second.Page.Locator("#result")).ToHaveTextAsync("No faults found");
        await Chromium.KeepAsync(second.Page, "audit-verified");
        Assert.Empty(second.Complaints);
    }

    /// <summary>The whole way with nothing but keys: sign in, filter, claim, compare, decide, second person, export, verify. Neither a
    /// pointer nor the test moves the focus.</summary>
    [FactWithChromium]
    public async Task The_whole_journey_needs_no_mouse()
    {
        await using (var first = await Desk.OpenAsync(chromium, host))
        {
            await SignInByKeysAsync(first, "ana", "Analyst");
            await ChooseAsync(first, "Alerts page");
            await first.ArriveAsync("/app/alerts");
            await PressAsync(first, "/");
            await first.Page.Keyboard.TypeAsync("acct_2");
            await PressAsync(first, "Enter");
            await first.ArriveAsync("q=acct_2.*");
            await Expect(first.Page.Locator("table.queue tbody tr")).ToHaveCountAsync(1);
            await PressAsync(first, "j", "Enter");
            await first.ArriveAsync("/app/alerts/.*-1.*");
            await PressAsync(first, "c");
            await Expect(first.Page.Locator(".notice")).ToHaveTextAsync("Alert claimed.");
            await Expect(first.Page.Locator("#compare")).ToBeVisibleAsync();
            await Expect(first.Page.Locator("table.compare tr:has(th:text-is('Birth date')) .chip")).ToContainTextAsync("Same");
            await Expect(first.Page.Locator("table.contrib tfoot")).ToContainTextAsync("sum of the parts");
            await PressAsync(first, "m", "2");
            await first.Page.Keyboard.TypeAsync(" Name and birth date are the same.");
            await PressAsync(first, "Control+Enter");
            await Expect(first.Page.Locator(".notice")).ToHaveTextAsync("Decision recorded.");
            await Expect(first.Page.Locator(".verdict")).ToContainTextAsync("True match proposed");
            Assert.Equal(0, (await first.CountedAsync()).Pointers);
            Assert.Empty(first.Complaints);
        }

        await using var second = await Desk.OpenAsync(chromium, host);
        await SignInByKeysAsync(second, "ben", "Approver");
        await ChooseAsync(second, "Alerts page");
        await second.ArriveAsync("/app/alerts");
        await ChooseAsync(second, "awaiting a second person");
        await second.ArriveAsync("status=AwaitingApproval");
        await PressAsync(second, "j", "Enter");
        await second.ArriveAsync("/app/alerts/.*-1.*");
        await PressAsync(second, "p", "Enter");
        await Expect(second.Page.Locator(".notice")).ToHaveTextAsync("Confirmed.");
        var download = await second.Page.RunAndWaitForDownloadAsync(() => ChooseAsync(second, "Download evidence"));
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        using (var zip = ZipFile.OpenRead(await download.PathAsync()))
        {
            Assert.Contains(zip.Entries, entry => entry.FullName.EndsWith("viewer.html", StringComparison.Ordinal));
        }

        await ChooseAsync(second, "Audit page");
        await second.ArriveAsync("/app/audit");
        await ChooseAsync(second, "Verify all chains");
        await Expect(second.Page.Locator("#result")).ToHaveTextAsync("No faults found");
        await ChooseAsync(second, "Record page");
        await second.ArriveAsync("/app/records");
        await ChooseAsync(second, "Verify everything");
        await Expect(second.Page.Locator("#verified")).ToHaveTextAsync("No faults found");
        Assert.Equal(0, (await second.CountedAsync()).Pointers);
        Assert.Empty(second.Complaints);
        var verdict = (await host.Services.GetRequiredService<AlertStore>()
            .FindAsync(AlertId.FirstOfSubject("acct_2"), default))!.Alert.Findings[0].Verdict!;
        Assert.Equal((Disposition.TrueMatch, "ana", "ben"), (verdict.Disposition, verdict.By.Value, verdict.ApprovedBy!.Value.Value));
    }

    /// <summary>Name by typing, role by tab, arrows and space, as without a mouse.</summary>
    private static async Task SignInByKeysAsync(Desk desk, string name, string role)
    {
        await desk.Page.GotoAsync("/app/sign-in");
        for (var tabs = 0; tabs < 20 && !await desk.Page.Locator("#name").EvaluateAsync<bool>("one => one === document.activeElement");
            tabs++)
        {
            await desk.Page.Keyboard.PressAsync("Tab");
        }

        await desk.Page.Keyboard.TypeAsync(name);
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Space");
        while (await desk.Page.Locator("input[name=role]:checked").GetAttributeAsync("value") != role)
        {
            await desk.Page.Keyboard.PressAsync("ArrowDown");
        }

        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.ArriveAsync("/app/home");
    }

    private static async Task PressAsync(Desk desk, params string[] keys)
    {
        foreach (var key in keys)
        {
            await desk.Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Does or opens something by its name in the palette.</summary>
    private static async Task ChooseAsync(Desk desk, string name)
    {
        await desk.LoadedAsync(); // A key pressed before the script is there is nobody's.
        await desk.Page.Keyboard.PressAsync("Control+k");
        await Expect(desk.Page.Locator("dialog.palette input")).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync(name);
        await Expect(desk.Page.Locator("dialog.palette [aria-selected=true]")).ToContainTextAsync(name.Split(' ')[0]);
        await desk.Page.Keyboard.PressAsync("Enter");
    }

    [FactWithChromium]
    public async Task Everything_works_without_scripts()
    {
        await using var desk = await Desk.OpenAsync(chromium, host, scripts: false);
        await desk.SignInAsync("cleo", "Screener");
        await desk.OpenAlertAsync("acct_3");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await desk.Page.ClickAsync("button[data-key=submit]");
        await Expect(desk.Page.Locator("form[data-form=disposition]")).ToBeVisibleAsync();
        await desk.Page.CheckAsync("input[value=FalsePositive]");
        await desk.Page.SelectOptionAsync("#reason", "different_name");
        await desk.Page.FillAsync("#text", "Another family.");
        await desk.Page.ClickAsync("button[data-key=submit]");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Decision recorded.");
        await desk.Page.ClickAsync("button:text-is('Undo')");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("Undone.");
    }

    [FactWithChromium]
    public async Task A_decision_on_a_stale_page_is_refused_and_what_was_typed_is_kept()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Analyst");
        await desk.OpenAlertAsync("acct_1");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await desk.Page.CheckAsync("input[value=FalsePositive]");
        await desk.Page.SelectOptionAsync("#reason", "different_country");
        await desk.Page.FillAsync("#text", "A citizen of Kazakhstan alone.");
        await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Oleg Maratovich Ferrostanov" });
        await host.WaitForVersionAsync("acct_1", atLeast: 3);
        await desk.Page.ClickAsync("button[data-key=submit]");
        await Expect(desk.Page.Locator(".problem")).ToContainTextAsync("The alert is at version 3; version 2 was read.");
        await Expect(desk.Page.Locator("#text")).ToHaveValueAsync("A citizen of Kazakhstan alone.");
        await Expect(desk.Page.Locator("#reason")).ToHaveValueAsync("different_country");
        await Expect(desk.Page.Locator("input[name=disposition]:checked")).ToHaveCountAsync(0);
        await Chromium.KeepAsync(desk.Page, "alert-stale");
    }

    [FactWithChromium]
    public async Task Nothing_is_preselected()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Analyst");
        await desk.OpenAlertAsync("acct_3");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await Expect(desk.Page.Locator("input[name=disposition]:checked")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("#reason")).ToHaveValueAsync("");
        await Expect(desk.Page.Locator("input[name=goodGuy]")).Not.ToBeCheckedAsync();
    }
}
