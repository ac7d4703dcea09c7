using System.Net;

namespace Compliance.Functions.Tests.Console;

public sealed class ConsoleDoorTests
{
    [Fact]
    public async Task Nobody_gets_in_without_signing_in_and_the_answer_bears_its_headers()
    {
        await using var host = await ConsoleHost.StartAsync();
        foreach (var path
            in new[] { "/app/alerts", "/app/alerts/0123456789abcdef-1", "/app/audit", "/app/lists", "/app/keys", "/app/screenings/x" })
        {
            using var answer = await host.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/app/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Outside_of_Development_choosing_a_name_is_refused()
    {
        await using var host = await ConsoleHost.StartAsync("Production");
        using var answer = await host.Client.GetAsync("/app/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("name=\"role\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task A_request_that_did_not_come_straight_from_this_machine_is_refused(string header, string value)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app/sign-in");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await host.Client.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode);
        using var api = new HttpRequestMessage(HttpMethod.Get, "/api/v1/lists");
        api.Headers.TryAddWithoutValidation(header, value);
        using var refused = await host.Client.SendAsync(api);
        Assert.False(refused.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var form = new FormUrlEncodedContent([new("name", "ana"), new("role", "Approver")]);
        using var answer = await host.Client.PostAsync("/app/sign-in", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("compliance.officer",
            string.Join(' ', answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_only_to_the_consoles_own_pages()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client.GetAsync("/app/sign-in?return=https://attacker.example/app/");
        Assert.DoesNotContain("attacker", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
