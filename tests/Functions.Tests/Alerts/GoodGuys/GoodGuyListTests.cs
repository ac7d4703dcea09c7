using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Alerts.GoodGuys;

public sealed class GoodGuyListTests : IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string path = "";
    private string key = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(1);
        await PreparedWork.GoodGuyAsync(host, "acct_1", days: 200);
        path = $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_1")}";
        key = (await host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("findings")[0].GetProperty("key").GetString()!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_entry_comes_up_for_review_after_its_period_and_somebody_else_lets_it_stand()
    {
        Assert.Equal("stands", await StateAsync());
        host.Clock.Advance(ReviewPolicy.Current.GoodGuyReviewEvery + TimeSpan.FromDays(1));
        Assert.Equal("due_for_review", await StateAsync());
        Assert.Equal("self_approval", (await ActAsync("review", "ana", "analyst")).Code);
        Assert.Equal("not_permitted", (await ActAsync("review", "sam", "screener")).Code);
        Assert.Equal(HttpStatusCode.OK, (await ActAsync("review", "eve", "analyst")).Status);
        Assert.Equal("stands", await StateAsync());
    }

    [Fact]
    public async Task A_revoked_entry_clears_nothing_and_is_not_revoked_again()
    {
        Assert.Single(await EntriesAsync());
        Assert.Equal(HttpStatusCode.OK, (await ActAsync("revoke", "ana", "analyst")).Status);
        Assert.Empty(await EntriesAsync());
        Assert.Equal("revoked", await StateAsync());
        Assert.Equal("good_guy_not_possible", (await ActAsync("revoke", "ana", "analyst")).Code);
    }

    [Fact]
    public async Task An_entry_lapses()
    {
        host.Clock.Advance(TimeSpan.FromDays(190));
        Assert.Equal("due_for_review", await StateAsync());
        host.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal("lapsed", await StateAsync());
    }

    private async Task<string> StateAsync()
        => (await host.DoneAsync(HttpMethod.Get, "/api/v1/review/good-guys", "aud", "auditor")).GetProperty("entries")[0]
        .GetProperty("state").GetString()!;

    private async Task<IReadOnlyList<GoodGuyRow>> EntriesAsync()
        => await host.Services.GetRequiredService<AlertStore>().GoodGuysAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default);

    private async Task<(HttpStatusCode Status, string? Code)> ActAsync(string act, string officer, string role)
    {
        var version = (await host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("version").GetInt32();
        var (status, body) =
            await host.SendAsync(HttpMethod.Post, $"{path}/{act}", officer,
            role, new { version, findings = new[] { key }, text = "Looked at both again." });
        return (status, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
