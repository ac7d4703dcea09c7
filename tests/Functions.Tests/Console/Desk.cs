using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compliance.Functions.Tests.Console;

/// <summary>An officer's browser window.</summary>
internal sealed class Desk : IAsyncDisposable
{
    /// <summary>Counts what the person pressed, over all pages: a key with its modifiers is one.</summary>
    private const string Counting = """
        const count = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + 1);
        addEventListener("keydown", (event) => { if (event.isTrusted && !["Control", "Shift", "Alt", "Meta"].includes(event.key)) count("keys"); }, true);
        addEventListener("pointerdown", (event) => { if (event.isTrusted) count("pointers"); }, true);
        """;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Desk(IBrowserContext context, IPage page, ConsoleHost host) => (_context, Page, Host) = (context, page, host);

    public IPage Page { get; }

    public ConsoleHost Host { get; }

    /// <summary>What the browser complained of: blocked scripts or styles, failed requests, errors of scripts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Desk> OpenAsync(Chromium chromium, ConsoleHost host, bool dark = false, int width = 1280, bool scripts = true)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Address.ToString(),
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = width < 500 ? 844 : 860 },
        });
        await context.AddInitScriptAsync(Counting);
        var desk = new Desk(context, await context.NewPageAsync(), host);
        desk.Page.SetDefaultTimeout(30_000);
        SetDefaultExpectTimeout(30_000);
        desk.Page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                desk._complaints.Add(message.Text);
            }
        };
        desk.Page.PageError += (_, error) => desk._complaints.Add(error);
        return desk;
    }

    public async Task SignInAsync(string name, string role)
    {
        await Page.GotoAsync("/app/sign-in");
        await Page.FillAsync("#name", name);
        await Page.CheckAsync($"input[value={role}]");
        await Page.ClickAsync("main button[type=submit]");
        try
        {
            await Expect(Page).Not.ToHaveURLAsync(new Regex("/sign-in")); // Each role begins on the first page it may open.
            await LoadedAsync();
        }
        catch (PlaywrightException exception)
        {
            throw new InvalidOperationException(
                $"Signing in as {name} did not leave {Page.Url}, which says: {await Page.InnerTextAsync("main")}", exception);
        }
    }

    /// <summary>Begins to count keys and pointer presses.</summary>
    public Task CountFromHereAsync() => Page.EvaluateAsync("() => sessionStorage.clear()");

    /// <summary>Keys and pointer presses since the count began.</summary>
    public async Task<(int Keys, int Pointers)> CountedAsync()
    {
        var counted = await Page.EvaluateAsync<int[]>("() => ['keys', 'pointers'].map(name => Number(sessionStorage.getItem(name)))");
        return (counted[0], counted[1]);
    }

    /// <summary>Opens the alert of a subject from the queue.</summary>
    public async Task OpenAlertAsync(string subjectId)
    {
        await Page.GotoAsync("/app/alerts?q=" + subjectId);
        await Page.ClickAsync("table.queue tbody a");
        await Page.WaitForSelectorAsync("#decide");
    }

    /// <summary>Clicks what leads to another page and waits until that page is there, its styles too.</summary>
    public async Task FollowAsync(string selector)
    {
        var before = Page.Url;
        await Page.ClickAsync(selector);
        await Expect(Page).Not.ToHaveURLAsync(before);
        await LoadedAsync();
    }

    /// <summary>
    /// Waits for a page whose address ends so, until it can be used. It asks again and again: a wait that listens for the navigation
    /// (`WaitForURLAsync`) misses one that is committed between its look at the address and its listening, and then waits for ever.
    /// </summary>
    public async Task ArriveAsync(string ending)
    {
        await Expect(Page).ToHaveURLAsync(new Regex(ending + "$"));
        await LoadedAsync();
    }

    /// <summary>By how many pixels the page is wider than its window, measured once its styles are there: a click returns before they
    /// are.</summary>
    public async Task<int> OverflowAsync()
    {
        await LoadedAsync();
        return await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /// <summary>Until the page has its styles and its script has run.</summary>
    public Task LoadedAsync() => Page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
