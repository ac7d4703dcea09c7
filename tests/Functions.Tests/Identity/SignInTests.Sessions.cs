using System.Net;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Identity;

/// <summary>How long a session lives, and who ends it.</summary>
public sealed partial class SignInTests
{
    [Fact]
    public async Task A_session_planted_before_is_ended_by_signing_in()
    {
        var sessions = service.App.Services.GetRequiredService<OfficerSessions>();
        var planted = await sessions.BeginAsync(new Officer(OfficerId.Parse("mallory"), OfficerRole.Screener), null, null, default);
        using var browser = NewBrowser();
        browser.Cookies["__Host-compliance.session"] = planted;
        await SignInAsync(browser);

        Assert.NotEqual(planted, browser.Cookies["__Host-compliance.session"]);
        Assert.Null(await sessions.FindAsync(planted, default));
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_of_silence_and_after_ten_hours_in_any_case()
    {
        using var silent = NewBrowser();
        await SignInAsync(silent);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await silent.GetAsync("/app/alerts")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await silent.GetAsync("/app/alerts")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await silent.GetAsync("/app/alerts")).StatusCode);
    }

    [Fact]
    public async Task No_session_lives_longer_than_ten_hours()
    {
        var sessions = service.App.Services.GetRequiredService<OfficerSessions>();
        var id = await sessions.BeginAsync(new Officer(OfficerId.Parse("ana"), OfficerRole.Analyst), null, null, default);
        for (var half = 0; half < 19; half++)
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            Assert.NotNull(await sessions.FindAsync(id, default));
        }

        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await sessions.FindAsync(id, default));
    }

    [Fact]
    public async Task The_directory_and_an_administrator_end_sessions_from_outside()
    {
        using var first = NewBrowser();
        using var second = NewBrowser();
        await SignInAsync(first);
        authority.Person = (FakeAuthority.Ana, ["Case.Analyst"], "session-2");
        await SignInAsync(second);
        using var anybody = NewBrowser();

        Assert.Equal(HttpStatusCode.OK,
            (await anybody.GetAsync("/app/front-channel-sign-out?iss=https://other.example&sid=session-1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/app/alerts")).StatusCode);

        await anybody.GetAsync($"/app/front-channel-sign-out?iss={Uri.EscapeDataString(authority.Issuer)}&sid=session-1");
        Assert.Equal(HttpStatusCode.Redirect, (await first.GetAsync("/app/alerts")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/app/alerts")).StatusCode);

        using var order = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/officers/{FakeAuthority.Ana}/sign-out");
        order.Headers.Authorization = new("Bearer", authority.AppToken(["Service.Admin"]));
        var reply = await Reply.OfAsync(await service.Http.SendAsync(order));
        Assert.Equal(1, reply.Json.GetProperty("endedSessions").GetInt32());
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/app/alerts")).StatusCode);
    }
}
