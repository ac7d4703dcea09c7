using System.Net;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>One key for the obvious verdict, pressed on an alert that changed meanwhile: nothing is recorded and nothing is preselected.
/// Beside it, pages of the workspace that said less than they knew.</summary>
public sealed class StaleQuickVerdictTests : IAsyncLifetime
{
    private const string Stale = "A sentence of the page that is no longer true.";

    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        await _host.ScreenAsync(
            new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq", birthDate = "1993-02-03" });
        await _host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_page_says_what_happened_and_keeps_no_conclusion_of_before()
    {
        var path = $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_1")}";
        var key = (await _host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("findings")[0].GetProperty("key").GetString()!;
        using var client = await _host.SignInAsync("ana", "Analyst");
        var address = path.Replace("/api/v1", "/app", StringComparison.Ordinal);
        var token = ConsoleHost.TokenOf(await client.GetStringAsync(address));
        await _host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { });
        await _host.DoneAsync(HttpMethod.Post, path + "/note", "ana", "analyst", new { text = "The customer sent a passport." });

        using var form = new FormUrlEncodedContent([token, new("version", "1"), new("finding", key),
            new("disposition", nameof(Disposition.FalsePositive)), new("reason", "different_birth_date"), new("text", Stale)]);
        using var refused = await client.PostAsync(address + "/quick", form);
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("The customer sent a passport.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Stale, page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<input[^>]*type=""radio""[^>]*\schecked", page);
        Assert.DoesNotMatch(@"<option[^>]*different_birth_date[^>]*\sselected", page);
        var alert = await _host.DoneAsync(HttpMethod.Get, path, "ana");
        Assert.Equal(3, alert.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_verdict_is_offered_to_whoever_sees_everything_it_rests_on_and_to_nobody_else()
    {
        var address = $"/app/alerts/{AlertId.FirstOfSubject("acct_1")}";
        using var analyst = await _host.SignInAsync("ana", "Analyst");
        using var reviewer = await _host.SignInAsync("rex", "ExternalReviewer", "us-ofac-sdn");
        Assert.Contains("data-key=\"quick\"", await analyst.GetStringAsync(address), StringComparison.Ordinal);
        Assert.DoesNotContain("data-key=\"quick\"", await reviewer.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_costs_more_than_a_screening_may_is_said_to_be_not_searched()
    {
        using var client = await _host.SignInAsync("ana", "Analyst");
        Assert.Contains("Not searched", await client.GetStringAsync("/app/search?q=" + Uri.EscapeDataString(new string('王', 200))),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Not searched", await client.GetStringAsync("/app/search?q=Qasim"), StringComparison.Ordinal);
        Assert.Contains("Due next", await client.GetStringAsync("/app/home"), StringComparison.Ordinal);
    }
}
