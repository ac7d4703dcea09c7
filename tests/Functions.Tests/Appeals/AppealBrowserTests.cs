using Compliance.Cli.Evaluation.Stored;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Tests.Console;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Appeals;

/// <summary>The journey in the browser: suspension, notice by e-mail, an appeal on a phone in Arabic by keyboard and without scripts,
/// another officer overturns it, the router acknowledges.</summary>
public sealed class AppealBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private AppealWorld _world = null!;

    public async Task InitializeAsync() => _world = await AppealWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [FactWithChromium]
    public async Task An_appeal_is_written_on_a_phone_in_Arabic_by_keyboard_and_another_officer_overturns_the_suspension()
    {
        await _world.AccountAsync("a1", "ar");
        await _world.SuspendAsync("a1");
        await _world.SettleAsync();
        var router = new PollingRouter(_world.Host.Client);
        await router.PollAsync(default);
        Assert.Equal(6, router.Applied("account:a1")?.Rung);
        var link = AppealWorld.LinkIn((await _world.Relay.NextAsync()).TextBody!);
        await using (var phone = await Desk.OpenAsync(chromium, _world.Host, width: 390, scripts: false))
        {
            await phone.Page.GotoAsync(link);
            await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
            await Chromium.KeepAsync(phone.Page, "appeal-phone-ar");
            await PressAsync(phone.Page, "Tab", "Tab", "Space");
            await Expect(phone.Page.Locator("input[value=not_me]")).ToBeCheckedAsync();
            await PressAsync(phone.Page, "Tab", "Tab", "Tab", "Tab", "Tab");
            await phone.Page.Keyboard.TypeAsync("لم أكن أنا من أرسل هذه الطلبات.");
            await PressAsync(phone.Page, "Tab", "Tab", "Enter");
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync("تلقّينا تظلّمك");
            await phone.Page.GotoAsync(link);
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync("استُخدم هذا الرابط من قبل");
            Assert.Empty(phone.Complaints);
        }

        await using (var maker = await Desk.OpenAsync(chromium, _world.Host))
        {
            await maker.SignInAsync("ben", "Approver");
            await maker.Page.GotoAsync("/app/appeals");
            await maker.FollowAsync("table a[data-item]");
            await maker.Page.ClickAsync("button[value=assign]");
            await Expect(maker.Page.Locator("main")).ToContainTextAsync("Who made or checked a decision does not decide");
        }

        await using var desk = await Desk.OpenAsync(chromium, _world.Host);
        await desk.SignInAsync("eve", "Approver");
        await desk.Page.GotoAsync("/app/appeals");
        await AssertAccessibleAsync(desk.Page, "appeals");
        await desk.FollowAsync("table a[data-item]");
        await Expect(desk.Page.Locator("blockquote")).ToHaveTextAsync("لم أكن أنا من أرسل هذه الطلبات.");
        await desk.Page.ClickAsync("button[value=assign]");
        await Expect(desk.Page.Locator(".notice")).ToHaveTextAsync("You work on the appeal.");
        await AssertAccessibleAsync(desk.Page, "appeal");
        await Chromium.KeepAsync(desk.Page, "appeal-deciding");
        await desk.Page.FillAsync("#text", "The logs show another account.");
        await desk.Page.SelectOptionAsync("#outcome", "overturned");
        await desk.Page.SelectOptionAsync("#defect", "rule");
        await desk.Page.ClickAsync("button[value=decide]");
        await Expect(desk.Page.Locator("#ruling")).ToHaveTextAsync("Outcome: overturned");
        Assert.Equal(0, (await _world.GetAsync("/api/v1/standing?key=k-a1")).GetProperty("rung").GetInt32());
        // The log takes the decision, the router is told by it, applies it and says so.
        await _world.SettleAsync();
        Assert.Equal(1, await router.PollAsync(default));
        Assert.Equal(0, router.Applied("account:a1")?.Rung);
        await _world.SettleAsync();
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator(".facts")).ToContainTextAsync("closed");
        foreach (var path in new[] { "/app/notices?template=action&locale=ar", "/app/transparency" })
        {
            await desk.Page.GotoAsync(path);
            await AssertAccessibleAsync(desk.Page, path);
        }

        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task The_public_page_violates_no_accessibility_rule_in_any_language_and_fits_a_phone()
    {
        await using var phone = await Desk.OpenAsync(chromium, _world.Host, width: 320);
        foreach (var locale in NoticeLocales.All)
        {
            await _world.AccountAsync("p-" + locale, locale);
            await _world.SuspendAsync("p-" + locale);
        }

        await _world.SettleAsync();
        foreach (var locale in NoticeLocales.All)
        {
            var body = (await _world.InboxAsync("p-" + locale))[0].GetProperty("body").GetString()!;
            await phone.Page.GotoAsync(AppealWorld.LinkIn(body));
            await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("lang", locale);
            await Chromium.KeepAsync(phone.Page, "appeal-page-" + locale);
            await AssertAccessibleAsync(phone.Page, locale);
            Assert.True(await phone.OverflowAsync() <= 0, $"{locale} is wider than the phone");
        }

        await phone.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertAccessibleAsync(phone.Page, "dark");
        await phone.Page.GotoAsync("/appeals/forged.link");
        await AssertAccessibleAsync(phone.Page, "forged");
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static async Task AssertAccessibleAsync(IPage page, string name)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("; ", result.Violations.Select(violation =>
            $"{name}: {violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
