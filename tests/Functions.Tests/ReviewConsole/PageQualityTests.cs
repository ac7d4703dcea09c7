using Deque.AxeCore.Playwright;

namespace Compliance.Functions.Tests.ReviewConsole;

public sealed class PageQualityTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string screening = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        screening = await host.ScreenAsync(new
        {
            id = "acct_1", type = "individual", name = "Oleg Maratovitch Ferostanov", nationalities = new[] { "KZ" }, gender = "male",
            addresses = new[] { "12 Lakeside Road, Almaty" }, identifiers = new[] { new { type = "passport", value = "N1234567", country = "KZ" } },
        });
        await host.ScreenAsync(new { id = "acct_2", type = "individual", name = "Олег Маратович Ферростанов", birthDate = "1962-05-02" }, "payment");
        await host.ScreenAsync(new { id = "acct_3", type = "individual", name = "قاسم عبد اللطيف الوراق" });
        await host.ScreenAsync(new { id = "acct_4", type = "organization", name = "Ferrostan Trading House" });
        await host.WaitForAlertsAsync(4);
    }

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
        foreach (var (name, path) in await PagesAsync(desk))
        {
            await desk.Page.GotoAsync(path);
            var overflow = await desk.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window of 320 px");
        }
    }

    private async Task CheckAsync(bool dark, int width, string kind)
    {
        await using var desk = await Desk.OpenAsync(chromium, host, dark, width);
        await desk.Page.GotoAsync("/app/sign-in");
        await Chromium.KeepAsync(desk.Page, $"sign-in-{kind}");
        var violations = new List<string>(await ViolationsAsync(desk, "sign-in"));
        await desk.SignInAsync("ana", "Analyst");
        foreach (var (name, path) in await PagesAsync(desk))
        {
            await desk.Page.GotoAsync(path);
            await Chromium.KeepAsync(desk.Page, $"{name}-{kind}");
            violations.AddRange(await ViolationsAsync(desk, name));
        }

        await desk.OpenAlertAsync("acct_1");
        await desk.Page.ClickAsync("button[data-key=claim]");
        await Chromium.KeepAsync(desk.Page, $"alert-deciding-{kind}");
        violations.AddRange(await ViolationsAsync(desk, "alert, claimed"));
        await desk.Page.ClickAsync("main button[data-key=release]");
        await desk.Page.Keyboard.PressAsync("?");
        violations.AddRange(await ViolationsAsync(desk, "keys dialog"));
        Assert.Empty(violations);
        Assert.Empty(desk.Complaints);
    }

    private async Task<(string Name, string Path)[]> PagesAsync(Desk desk)
    {
        await desk.Page.GotoAsync("/app/alerts?q=acct_1");
        var latin = await desk.Page.Locator("table.queue tbody a").First.GetAttributeAsync("href");
        await desk.Page.GotoAsync("/app/alerts?q=acct_3");
        var arabic = await desk.Page.Locator("table.queue tbody a").First.GetAttributeAsync("href");
        return
        [
            ("queue", "/app/alerts"), ("queue-empty", "/app/alerts?q=nothing-like-this"), ("alert", latin!), ("alert-arabic", arabic!), ("screening", $"/app/screenings/{screening}"),
            ("lists", "/app/lists"), ("audit", $"/app/audit?chain={latin!.Split('/')[^1]}"), ("keys", "/app/keys"), ("not-found", "/app/alerts/unknown"),
        ];
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Desk desk, string name)
    {
        var result = await desk.Page.RunAxe();
        return result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
    }
}
