using Compliance.ScreeningCore.Review;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Compliance.Functions.Tests.Console;

public sealed class PageQualityTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string screening = "";
    private string clearedAlert = "";
    private string bulk = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync("Development", "--COMPLIANCE_RADAR", "prompts");
        screening = await host.ScreenAsync(new
        {
            id = "acct_1",
            type = "individual",
            name = "Oleg Maratovitch Ferostanov",
            nationalities = new[] { "KZ" },
            gender = "male",
            addresses = new[] { "12 Lakeside Road, Almaty" },
            identifiers = new[] { new { type = "passport", value = "N1234567", country = "KZ" } },
            phones = new[] { "+77011234567" },
        }, signals: new
        {
            ip = "203.0.113.7",
            geo = new { country = "KZ", connection = "mobile" },
            payment = new { method = "card", scheme = "VISA", binCountry = "DE", billingCountry = "KZ" },
            client = new { timeZone = "Asia/Almaty" }
        });
        await host.ScreenAsync(new { id = "acct_2", type = "individual", name = "Олег Маратович Ферростанов", birthDate = "1962-05-02" },
            "payment");
        await host.ScreenAsync(new { id = "acct_3", type = "individual", name = "قاسم عبد اللطيف الوراق" });
        await host.ScreenAsync(new { id = "acct_4", type = "organization", name = "Ferrostan Trading House" });
        await host.ScreenAsync(new
        {
            id = "acct_5",
            type = "organization",
            name = "Lakeside Pumps LLC",
            owners = new object[]
                { new { name = "Harbour Holding", percent = 60,
                ownedBy = new[] { new { name = "Ferrostan Trading House LLC", listEntry = "us-ofac-sdn:900002", percent = 90 } } },
                new { name = "Ines Hoffmann", percent = 40 } },
        });
        foreach (var number in Enumerable.Range(6, 3))
        {
            await host.ScreenAsync(
                new
                {
                    id = $"acct_{number}",
                    type = "individual",
                    name = "Qasim Abd al-Latif al-Warraq",
                    birthDate = $"199{number}-02-03"
                });
        }

        await host.ScreenAsync(new { id = "acct_9", type = "individual", name = "Qasim Abd al-Latif al-Warraq", gender = "male" });
        await host.WaitForAlertsAsync(9);
        clearedAlert = await PreparedWork.GoodGuyAsync(host, "acct_9");
        bulk = await PreparedWork.BulkProposalAsync(host);
        await Networks.NetworkJourneyTests.RingAsync(host);
        await host.DoneAsync(HttpMethod.Post, "/api/v1/networks/runs", "ana", "analyst", new { });
        await Extraction.RadarJourneyTests.PrepareAsync(host);
    }

    // A thousand rows of the table that /app/policy shows shorter: looked at once.
    private static readonly (string Name, string Path) LongTable = ("policy-names", "/app/policy?table=place-names");

    public async Task DisposeAsync() => await host.DisposeAsync();

    [FactWithChromium]
    public Task No_page_violates_an_accessibility_rule_in_light() => CheckAsync(dark: false, 1280, "desktop");

    [FactWithChromium]
    public Task No_page_violates_an_accessibility_rule_in_dark() => CheckAsync(dark: true, 1280, "dark");

    [FactWithChromium]
    public Task No_page_violates_an_accessibility_rule_on_a_phone() => CheckAsync(dark: false, 390, "phone");

    [FactWithChromium]
    public async Task Every_page_reflows_at_four_hundred_per_cent()
    {
        await using var desk = await Desk.OpenAsync(chromium, host, width: 320);
        await desk.SignInAsync("ana", "Analyst");
        foreach (var (name, path) in Pages().Append(LongTable))
        {
            await desk.Page.GotoAsync(path);
            var overflow = await desk.OverflowAsync();
            Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window of 320 px");
        }
    }

    [FactWithChromium]
    public async Task On_paper_there_is_what_was_seen_and_nothing_to_press()
    {
        await using var desk = await Desk.OpenAsync(chromium, host, dark: true);
        await desk.SignInAsync("ana", "Analyst");
        foreach (var (name, path) in Pages().Where(page => page.Name is not "keys" and not "not-found"))
        {
            await desk.Page.EmulateMediaAsync(new() { Media = Media.Screen });
            await desk.Page.GotoAsync(path);
            await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await Chromium.KeepAsync(desk.Page, $"{name}-print");
            foreach (var locator
                in new[] { ".menu", "button", "main input:not([type=checkbox], [type=hidden])", "main select", "main textarea" })
            {
                Assert.Equal((name, locator, 0), (name, locator, await desk.Page.Locator(locator + ":visible").CountAsync()));
            }

            Assert.Equal("rgb(255, 255, 255)",
                await desk.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
            Assert.True(await desk.Page.Locator("h1:visible").CountAsync() == 1, name);
        }
    }

    [FactWithChromium]
    public async Task Text_that_runs_from_right_to_left_does_and_a_mirrored_page_fits()
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await using var desk = await Desk.OpenAsync(chromium, host, width: width);
            await desk.SignInAsync("ana", "Analyst");
            await desk.Page.GotoAsync(AlertOf("acct_3"));
            Assert.Equal("rtl", await desk.Page.Locator("h1 bdi").EvaluateAsync<string>("one => getComputedStyle(one).direction"));
            Assert.Equal("ltr", await desk.Page.Locator("table.compare tbody th")
                .First.EvaluateAsync<string>("one => getComputedStyle(one).direction"));
            foreach (var (name, path) in Pages())
            {
                await desk.Page.GotoAsync(path);
                await desk.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl'; }");
                await Chromium.KeepAsync(desk.Page, $"{name}-mirrored-{width}");
                var overflow = await desk.OverflowAsync();
                Assert.True(overflow <= 0, $"{name}, mirrored, is {overflow} px wider than the window of {width} px");
            }
        }
    }

    private async Task CheckAsync(bool dark, int width, string kind)
    {
        await using var desk = await Desk.OpenAsync(chromium, host, dark, width);
        await desk.Page.GotoAsync("/app/sign-in");
        await Chromium.KeepAsync(desk.Page, $"sign-in-{kind}");
        var violations = new List<string>(await ViolationsAsync(desk, "sign-in"));
        await desk.SignInAsync("ana", "Analyst");
        // Plain tables and texts are looked at in one of the three.
        (string Name, string Path)[] plain = dark || width < 500 ? []
            : [("people", "/app/people"), ("api-keys", "/app/api-keys"), ("tour", "/app/tour"), LongTable,
                ("reference", "/openapi/reference"), ("reference-alerts", "/openapi/reference/Alerts")];
        foreach (var (name, path) in Pages().Concat(plain))
        {
            await desk.Page.GotoAsync(path);
            await Chromium.KeepAsync(desk.Page, $"{name}-{kind}");
            violations.AddRange(await ViolationsAsync(desk, name));
        }

        await desk.OpenAlertAsync("acct_1");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await Chromium.KeepAsync(desk.Page, $"alert-deciding-{kind}");
        violations.AddRange(await ViolationsAsync(desk, "alert, claimed"));
        await desk.Page.CheckAsync("input[value=FalsePositive]");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        violations.AddRange(await ViolationsAsync(desk, "alert, everything unfolded"));
        await Chromium.KeepAsync(desk.Page, $"alert-unfolded-{kind}");
        await desk.Page.ReloadAsync();
        await desk.Page.ClickAsync("main button[data-key=release]");
        await desk.Page.Keyboard.PressAsync("?");
        violations.AddRange(await ViolationsAsync(desk, "keys dialog"));
        await Chromium.KeepAsync(desk.Page, $"keys-dialog-{kind}");
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("Control+k");
        violations.AddRange(await ViolationsAsync(desk, "palette"));
        await Chromium.KeepAsync(desk.Page, $"palette-{kind}");
        await desk.Page.Keyboard.PressAsync("Escape");
        Assert.Empty(violations);
        Assert.Empty(desk.Complaints);
    }

    private (string Name, string Path)[] Pages()
    {
        var (latin, arabic) = (AlertOf("acct_1"), AlertOf("acct_3"));
        return
        [
            ("home", "/app/home"), ("search", "/app/search?q=ferrostan"), ("party", "/app/parties?entry=us-ofac-sdn:900002"),
                ("screen", "/app/screen"),
            ("queue", "/app/alerts"), ("queue-empty", "/app/alerts?q=nothing-like-this"), ("alert", latin), ("alert-arabic", arabic),
                ("alert-owners", AlertOf("acct_5")), ("alert-cleared", clearedAlert), ("screening", $"/app/screenings/{screening}"),
            ("lists", "/app/lists"), ("audit", $"/app/audit?chain={latin.Split('/')[^1]}"), ("keys", "/app/keys"),
                ("not-found", "/app/alerts/unknown"),
            ("policies", "/app/policies/provider-terms"), ("reachability", "/app/reachability"),
                ("risk-models", "/app/risk"), ("risk-model", "/app/risk/0?preview=1"), ("ladder", "/app/ladder?preview=1"),
                ("controls", "/app/controls?organisation=org-1"),
            ("dashboard", "/app/dashboard"), ("policy", "/app/policy"),
            ("policy-rows", "/app/policy/rows?chapter=ownership"),
                ("good-guys", "/app/good-guys"), ("good-guys-void", "/app/good-guys?state=Void"),
            ("bulk", "/app/bulk"), ("bulk-preview", "/app/bulk/preview?group=" + Uri.EscapeDataString(PreparedWork.GroupOf(host))),
                ("bulk-verdict", bulk), ("networks", "/app/networks"), ("radar", "/app/radar?q=harvest"), ("network", "/app/networks/"
                    + EnforcementCore.Subjects.SubjectRef.Account("ring-3").Key + "?from="
                    + EnforcementCore.Subjects.SubjectRef.Account("ring-3").Key + "&to="
                    + EnforcementCore.Subjects.SubjectRef.Account("ring-7").Key),
                ("subject", $"/app/subjects/{Compliance.ScreeningCore.Review.AlertId.FirstOfSubject("acct_1").SubjectKey}"),
        ];
    }

    private static string AlertOf(string subject) => $"/app/alerts/{Compliance.ScreeningCore.Review.AlertId.FirstOfSubject(subject)}";

    private static async Task<IEnumerable<string>> ViolationsAsync(Desk desk, string name)
    {
        var result = await desk.Page.RunAxe();
        return result.Violations.Select(violation =>
            $"{name}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
    }
}
