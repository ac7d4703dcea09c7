using System.Net;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Console;

public sealed class ListPagesTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private static readonly ListCode Un = ListCode.Parse("un-sc");

    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        var intake = host.Services.GetRequiredService<VersionIntake>();
        var (first, second, refused) = (Version(1, 900, 250), Version(2, 905, 250, touched: 3), Version(3, 400, 250));
        await intake.AdmitAsync(new FreshList(first, []), null, CancellationToken.None);
        await intake.AdmitAsync(new FreshList(second, [new SourceManifest("consolidated.xml", new string('a', 64), 1000)]), first,
            CancellationToken.None);
        await intake.AdmitAsync(new FreshList(refused, []), second, CancellationToken.None);
        await host.Services.GetRequiredService<ListRefresh>().AdoptStoredAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [FactWithChromium]
    public async Task The_pages_of_the_lists_violate_no_accessibility_rule_and_fit_every_screen()
    {
        foreach (var (dark, width, kind)
            in new[] { (false, 1280, "desktop"), (true, 1280, "dark"), (false, 390, "phone"), (false, 320, "narrow") })
        {
            await using var desk = await Desk.OpenAsync(chromium, host, dark, width);
            await desk.SignInAsync("olga", "ListsManager");
            foreach (var (name, path)
                in new[] { ("lists-all", "/app/lists"), ("list", "/app/lists/un-sc"), ("list-change", "/app/lists/un-sc/changes/2"),
                ("list-unloaded", "/app/lists/eu-fsf") })
            {
                await desk.Page.GotoAsync(path);
                await Chromium.KeepAsync(desk.Page, $"{name}-{kind}");
                Assert.Empty(
                    (await desk.Page.RunAxe()).Violations.Select(violation =>
                    $"{name} {kind}: {violation.Id}: {violation.Help}: {violation.Nodes[0].Html}"));
                var overflow = await desk.OverflowAsync();
                Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window of {width} px");
            }

            Assert.Empty(desk.Complaints);
        }
    }

    [FactWithChromium]
    public async Task A_lists_manager_brings_an_earlier_version_back_with_a_reason_and_the_page_says_so()
    {
        await using var desk = await Desk.OpenAsync(chromium, host, scripts: false);
        await desk.SignInAsync("olga", "ListsManager");
        await desk.Page.GotoAsync("/app/lists/un-sc");
        var text = await desk.Page.InnerTextAsync("main");
        Assert.Contains("Not refreshed since", text, StringComparison.Ordinal);
        Assert.Contains("5 added, 3 amended", text.Replace('\u00A0', ' '), StringComparison.Ordinal);

        await desk.Page.ClickAsync("summary:has-text('Roll back to')");
        await desk.Page.FillAsync("form[action$='/rollback'] textarea", "Five people are not listed.");
        await desk.Page.ClickAsync("form[action$='/rollback'] button");
        text = await desk.Page.InnerTextAsync("main");
        Assert.Contains("The earlier version is in use again.", text, StringComparison.Ordinal);
        Assert.Contains("Rolled back by olga", text, StringComparison.Ordinal);
        Assert.Contains("1,150 parties", text, StringComparison.Ordinal);
        Assert.Empty(desk.Complaints);
    }

    [FactWithChromium]
    public async Task Nobody_but_a_lists_manager_is_offered_the_acts_or_may_send_them()
    {
        await using var desk = await Desk.OpenAsync(chromium, host);
        await desk.SignInAsync("ana", "Analyst");
        await desk.Page.GotoAsync("/app/lists/un-sc");
        Assert.Equal(0, await desk.Page.Locator(".list-act").CountAsync());
        var token = await desk.Page.Locator("form[action='/app/sign-out'] input[type=hidden]").First.GetAttributeAsync("value");
        var name = await desk.Page.Locator("form[action='/app/sign-out'] input[type=hidden]").First.GetAttributeAsync("name");
        var form = desk.Page.Context.APIRequest.CreateFormData();
        form.Set(name!, token!);
        form.Set("reason", "I would like to.");
        var answer = await desk.Page.Context.APIRequest.PostAsync("/app/lists/un-sc/release", new() { Form = form });
        Assert.Equal((int)HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal((int)HttpStatusCode.NotFound, (await desk.Page.GotoAsync("/app/lists/un-sc/changes/3"))!.Status);
        Assert.Equal((int)HttpStatusCode.NotFound, (await desk.Page.GotoAsync("/app/lists/no-list"))!.Status);
    }

    private WatchlistSnapshot Version(int day, int people, int bodies, int touched = 0) => WatchlistSnapshot.Of(
        new ListVersion(Un, host.Clock.GetUtcNow()) { PublishedAt = host.Clock.GetUtcNow().AddDays(day - 9) },
        Enumerable.Range(0, people + bodies)
            .Select(i => new ListedParty(ListEntryId.Of(Un, $"XX.{10_000 + (i < bodies ? i : i + 5000)}"), i < bodies
            ? PartyKind.Organization : PartyKind.Individual, [new ListedName($"Invented Party {i}")])
            {
                Designations = [new Designation("DRC") { Measures = Measures.Freeze }],
                BirthDates = i < bodies ? [] : [PartialDate.Parse($"{1940 + (i % 50)}")],
                Nationalities = i < bodies ? [] : [CountryCode.Parse("NO")],
                Remarks = i < touched ? [$"Amended on day {day}."] : [],
            }));
}
