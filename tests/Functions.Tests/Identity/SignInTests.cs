using System.Net;
using System.Text.Json.Nodes;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Identity;

/// <summary>Signing in at a directory: the whole way, and every way to cheat on it.</summary>
public sealed partial class SignInTests : IAsyncLifetime
{
    private readonly MovableClock clock = new();
    private FakeAuthority authority = null!;
    private RunningService service = null!;

    public async Task InitializeAsync()
    {
        authority = await FakeAuthority.StartAsync();
        service = await RunningService.StartReadyAsync(
            replace: services => services.AddSingleton<TimeProvider>(clock),
            settings:
            [
                .. authority.Settings, "--COMPLIANCE_ENTRA_CLIENT_ID", FakeAuthority.Client, "--COMPLIANCE_ENTRA_CLIENT_SECRET",
                    FakeAuthority.Secret,
                "--COMPLIANCE_PUBLIC_URL", "https://screening.example",
            ]);
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await authority.DisposeAsync();
    }

    [Fact]
    public async Task A_person_signs_in_works_and_signs_out()
    {
        using var browser = NewBrowser();
        using var asked = await browser.GetAsync("/app/audit?chain=x");
        Assert.StartsWith("/app/sign-in?return=%2Fapp%2Faudit", asked.Headers.Location!.ToString(), StringComparison.Ordinal);

        var (callback, _) = await GoAsync(browser, "/app/audit?chain=x");
        using var arrived = await browser.GetAsync(callback);
        Assert.Equal("/app/audit?chain=x", arrived.Headers.Location!.ToString());
        var cookie = arrived.Headers.GetValues("Set-Cookie")
            .Single(one => one.StartsWith("__Host-compliance.session=", StringComparison.Ordinal));
        foreach (var part in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/" })
        {
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);

        using var page = await browser.GetAsync("/app/alerts");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("analyst", html, StringComparison.Ordinal);

        using var left = await browser.PostAsync("/app/sign-out", browser.Form(html));
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Contains("/logout?client_id=", await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        browser.Cookies["__Host-compliance.session"] = cookie.Split(['=', ';'])[1]; // Even where the browser kept it.
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/app/alerts")).StatusCode);

        var trail = service.App.Services.GetRequiredService<Functions.Records.Log.AuditTrail>();
        Assert.Equal(["officer.signed_in", "officer.signed_out"],
            (await trail.ReadAsync(Functions.Records.Log.AuditedRecords.SignIns, default)).Records.Select(record => record.Act));
        Assert.Empty((await trail.VerifyAllAsync(default)).Faults);
    }

    [Fact]
    public async Task A_code_counts_once_and_only_in_the_browser_that_asked_for_it()
    {
        using var mine = NewBrowser();
        using var theirs = NewBrowser();
        var (callback, _) = await GoAsync(mine, "/app/alerts");

        Assert.Equal(HttpStatusCode.BadRequest, (await theirs.GetAsync(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.GetAsync(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await mine.GetAsync(callback)).StatusCode);
    }

    public static TheoryData<string, Action<JsonObject>> Bent => new()
    {
        { "another nonce", token => token["nonce"] = "other" },
        { "no nonce", token => token.Remove("nonce") },
        { "for the API", token => token["aud"] = FakeAuthority.Api },
        { "another issuer", token => token["iss"] = "https://login.example/v2.0" },
        { "another tenant", token => token["tid"] = Guid.NewGuid().ToString() },
        { "expired", token => token["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 600 },
        { "nobody", token => token.Remove("oid") },
    };

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task An_id_token_that_is_wrong_signs_nobody_in(string what, Action<JsonObject> bend)
    {
        authority.BendIdToken = bend;
        using var browser = NewBrowser();
        var (callback, _) = await GoAsync(browser, "/app/alerts");

        using var answer = await browser.GetAsync(callback);

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, what);
        Assert.DoesNotContain("__Host-compliance.session", browser.Cookies.Keys);
    }

    [Fact]
    public async Task What_comes_back_wrong_signs_nobody_in_and_is_not_shown()
    {
        using var browser = NewBrowser();
        foreach (var bend in new Func<string, string>[]
        {
            callback => callback.Replace("state=", "state=x", StringComparison.Ordinal),
            callback => callback.Replace("state=", "other=", StringComparison.Ordinal),
            callback => callback.Replace("code=", "code=x", StringComparison.Ordinal),
            callback => callback + "&code=second",
            callback => callback + "&error=access_denied&error_description=%3Cscript%3Emarker%3C/script%3E",
        })
        {
            var (callback, _) = await GoAsync(browser, "/app/alerts");
            using var answer = await browser.GetAsync(bend(callback));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain("marker", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("__Host-compliance.session", browser.Cookies.Keys);
    }

    [Fact]
    public async Task A_sign_in_counts_for_ten_minutes_and_its_cookies_are_bound_to_the_host()
    {
        using var browser = NewBrowser();
        var (callback, _) = await GoAsync(browser, "/app/alerts");
        Assert.All(browser.Cookies.Keys, name => Assert.StartsWith("__Host-compliance.", name, StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(callback)).StatusCode);
    }

    [Theory]
    [InlineData("https://attacker.example/app/")]
    [InlineData("//attacker.example/app/")]
    [InlineData("/app/../../x")]
    [InlineData("/\\attacker.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_only_to_the_consoles_own_pages(string target)
    {
        using var browser = NewBrowser();
        var (callback, _) = await GoAsync(browser, target);

        using var answer = await browser.GetAsync(callback);

        Assert.Equal("/app/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_page_whose_name_no_header_can_hold_is_escaped()
    {
        using var browser = NewBrowser();
        var (callback, _) = await GoAsync(browser, "/app/\u00e9?q=\u4e2d");

        using var answer = await browser.GetAsync(callback);

        Assert.Equal("/app/%C3%A9?q=%E4%B8%AD", answer.Headers.Location!.OriginalString);
    }

    /// <summary>Whoever could plant a cookie of forms in somebody's browser could once act there with a token of their own.</summary>
    [Fact]
    public async Task The_token_of_another_session_sends_no_form_although_its_cookie_was_planted()
    {
        using var theirs = NewBrowser();
        authority.Person = ("00000000-0000-4000-8000-00000000000b", ["Case.Analyst"], "session-b");
        await SignInAsync(theirs);
        var html = await (await theirs.GetAsync("/app/alerts")).Content.ReadAsStringAsync();
        authority.Person = (FakeAuthority.Ana, ["Case.Analyst"], "session-a");
        using var hers = NewBrowser();
        await SignInAsync(hers);
        var own = await (await hers.GetAsync("/app/alerts")).Content.ReadAsStringAsync();
        var kept = hers.Cookies["__Host-compliance.form"];
        hers.Cookies["__Host-compliance.form"] = theirs.Cookies["__Host-compliance.form"];

        Assert.Equal(HttpStatusCode.BadRequest, (await hers.PostAsync("/app/sign-out", hers.Form(html))).StatusCode);
        hers.Cookies["__Host-compliance.form"] = kept;
        Assert.Equal(HttpStatusCode.OK, (await hers.PostAsync("/app/sign-out", hers.Form(own))).StatusCode);
    }

    [Fact]
    public async Task The_beginning_of_an_officers_id_ends_no_session()
    {
        using var browser = NewBrowser();
        await SignInAsync(browser);
        using var order = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/officers/{FakeAuthority.Ana.Split('-')[0]}/sign-out");
        order.Headers.Authorization = new("Bearer", authority.AppToken(["Service.Admin"]));

        var reply = await Reply.OfAsync(await service.Http.SendAsync(order));

        Assert.Equal(0, reply.Json.GetProperty("endedSessions").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/app/alerts")).StatusCode);
    }

    [Fact]
    public async Task Who_has_no_role_is_told_so_and_gets_no_session()
    {
        authority.Person = (FakeAuthority.Ana, ["Screening.Submit"], "s");
        using var browser = NewBrowser();
        var (callback, _) = await GoAsync(browser, "/app/alerts");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(callback)).StatusCode);
        Assert.DoesNotContain("__Host-compliance.session", browser.Cookies.Keys);
    }

    [Fact]
    public async Task Without_the_directory_nobody_signs_in_and_choosing_a_name_is_not_offered()
    {
        using var browser = NewBrowser();
        Assert.DoesNotContain("name=\"role\"", await (await browser.GetAsync("/app/sign-in")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        var (callback, _) = await GoAsync(browser, "/app/alerts");
        authority.IsDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync(callback)).StatusCode);
    }

    [Fact]
    public async Task The_request_to_the_directory_holds_what_the_flow_needs_and_comes_back_to_the_public_address()
    {
        using var browser = NewBrowser();
        var (_, address) = await GoAsync(browser, "/app/alerts");
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(address).Query);

        Assert.Equal("https://screening.example/app/signed-in", query["redirect_uri"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(43, query["code_challenge"]!.Length);
        Assert.InRange(query["state"]!.Length, 43, 2_000);
        Assert.InRange(query["nonce"]!.Length, 43, 200);
        Assert.Equal("query", query["response_mode"] ?? "query");
        Assert.DoesNotContain("client_secret", address, StringComparison.Ordinal);
    }

    private Browser NewBrowser() => new(service.Http.BaseAddress!);

    private async Task SignInAsync(Browser browser)
    {
        using var answer = await browser.GetAsync((await GoAsync(browser, "/app/alerts")).Callback);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Goes to the directory and comes back with a code; the callback is not called yet.</summary>
    private async Task<(string Callback, string Address)> GoAsync(Browser browser, string target)
    {
        using var start = await browser.GetAsync("/app/sign-in/start?return=" + Uri.EscapeDataString(target));
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await outside.GetAsync(start.Headers.Location);
        return (back.Headers.Location!.PathAndQuery, start.Headers.Location!.ToString());
    }
}
