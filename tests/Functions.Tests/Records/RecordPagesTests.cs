using Compliance.Functions.Tests.Console;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Compliance.Functions.Tests.Records;

/// <summary>The pages of the record and of the reports in a browser.</summary>
public sealed class RecordPagesTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        var corpus = host.Services.GetRequiredService<Functions.Watchlists.Corpora.CorpusHost>().Current!.Corpus;
        foreach (var list in corpus.Lists)
        {
            await host.Services.GetRequiredService<Functions.Watchlists.SnapshotArchive>()
                .KeepAsync(corpus.SnapshotOf(list.Code)!, new Functions.Watchlists.ListManifest { Version = list }, default);
        }

        await host.ScreenAsync(
            new
            {
                id = "acct_1",
                type = "individual",
                name = "Oleg Maratovich Ferrostanov",
                birthDate = "1962-05-02",
                nationalities = new[] { "RU" }
            }, "payment");
        await host.ScreenAsync(new { id = "acct_2", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(2);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [FactWithChromium]
    public async Task An_approver_verifies_exports_holds_and_files_without_leaving_the_keyboard_s_forms()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ben", "Approver");
        await desk.Page.GotoAsync("/app/records");
        await desk.Page.ClickAsync("text=Verify everything");
        await Assertions.Expect(desk.Page.Locator("#verified")).ToHaveTextAsync("No faults found");
        await CheckAsync(desk, "record-verified");
        await desk.Page.ClickAsync("text=Recompute 1,000 decisions");
        await Assertions.Expect(desk.Page.Locator("#replayed")).ToContainTextAsync("2 of 2 decisions");
        await desk.Page.FillAsync("#id", "acct_1");
        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.ClickAsync("text=Export >> nth=-1"));
        Assert.StartsWith("evidence-subject-", download.SuggestedFilename, StringComparison.Ordinal);
        await desk.Page.ClickAsync("summary:has-text('Place')");
        await desk.Page.FillAsync("#subject", "acct_1");
        await desk.Page.FillAsync("#reason", "Case 4711");
        await desk.Page.ClickAsync("text=Place a hold");
        await Assertions.Expect(desk.Page.Locator("[aria-labelledby=holds] table")).ToContainTextAsync("Case 4711");
        await desk.Page.GotoAsync("/app/reports");
        await CheckAsync(desk, "reports");
        await desk.FollowAsync("table a");
        await Assertions.Expect(desk.Page.Locator(".problem")).ToContainTextAsync("Not ready");
        await CheckAsync(desk, "report");
        await desk.Page.FillAsync("[id='property.location']", "Custody account 7");
        await desk.Page.ClickAsync("text=State these facts");
        await Assertions.Expect(desk.Page.Locator("[id='property.location']")).ToHaveValueAsync("Custody account 7");
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task A_screener_may_not_export_and_an_analyst_may_not_erase()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("sam", "Screener");
        Assert.Equal(403, (await desk.Page.GotoAsync("/app/records/export?kind=subject&id=acct_1"))!.Status);
        await desk.Page.GotoAsync("/app/records");
        Assert.Equal(0, await desk.Page.Locator("#export").CountAsync());
        await using var other = await Desk.OpenAsync(chromium, host);
        await other.SignInAsync("ana", "Analyst");
        await other.Page.GotoAsync("/app/records");
        Assert.Equal(0, await other.Page.Locator("text=Erase what no duty keeps").CountAsync());
    }

    [FactWithChromium]
    public Task Pages_are_sound_in_dark() => LookAsync(dark: true, 1280, "dark");

    [FactWithChromium]
    public Task Pages_are_sound_on_a_phone() => LookAsync(dark: false, 390, "phone");

    [FactWithChromium]
    public Task Pages_are_sound_at_four_hundred_per_cent() => LookAsync(dark: false, 320, "narrow");

    private async Task LookAsync(bool dark, int width, string kind)
    {
        await using var desk = await Desk.OpenAsync(chromium, host, dark, width);
        await desk.SignInAsync("ben", "Approver");
        await desk.Page.GotoAsync("/app/records");
        await desk.Page.ClickAsync("text=Verify everything");
        await Assertions.Expect(desk.Page.Locator("#verified")).ToBeVisibleAsync();
        await CheckAsync(desk, "record-" + kind);
        await desk.Page.GotoAsync("/app/reports");
        await CheckAsync(desk, "reports-" + kind);
        await desk.FollowAsync("table a");
        await CheckAsync(desk, "report-" + kind);
        await desk.Page.GotoAsync(desk.Page.Url + "/print");
        await Chromium.KeepAsync(desk.Page, "report-print-" + kind);
        Assert.Equal("start", await desk.Page.Locator("tbody th").First.EvaluateAsync<string>("one => getComputedStyle(one).textAlign"));
        Assert.Empty(desk.Complaints);
    }

    private static async Task CheckAsync(Desk desk, string name)
    {
        var overflow = await desk.OverflowAsync();
        await Chromium.KeepAsync(desk.Page, name);
        Assert.True(overflow <= 0, $"{name} is {overflow} px too wide");
        var axe = await desk.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0,
            name + "\n" + string.Join('\n',
            axe.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
    }
}
