using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Traps;

/// <summary>Mistakes that other review systems made, one test each: reviewing. The numbers are those of the study of such
/// systems.</summary>
public sealed class WorkflowTraps : IAsyncLifetime
{
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private ConsoleHost host = null!;
    private string path = "";
    private string key = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(1);
        path = $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_1")}";
        key = (await host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("findings")[0].GetProperty("key").GetString()!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Trap_01_preselected_no_hit_with_permanent_suppression()
    {
        using var client = await host.SignInAsync("ana", "Analyst");
        await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { });
        var page = await client.GetStringAsync(path.Replace("/api/v1", "/app", StringComparison.Ordinal));
        Assert.Contains("name=\"disposition\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<input[^>]*\schecked", page);
        await DecideAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await host.WaitForAlertsAsync(1);
        Assert.Equal(2, await host.Services.GetRequiredService<AlertStore>()
            .LatestNumberAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default));
    }

    [Fact]
    public async Task Trap_02_an_update_without_a_guard_lets_the_last_writer_win()
    {
        var store = host.Services.GetRequiredService<AlertStore>();
        var id = AlertId.FirstOfSubject("acct_1");
        var file = (await store.FindAsync(id, default))!;
        var now = host.Clock.GetUtcNow();
        Assert.True(await store.AppendAsync(id, file, [new AlertClaimed(Ana.Id, now, now.AddMinutes(20))], default));
        Assert.False(await store.AppendAsync(id, file, [new AlertClaimed(OfficerId.Parse("ben"), now, now.AddMinutes(20))], default));
        Assert.Equal(Ana.Id, (await store.FindAsync(id, default))!.Alert.Claim!.By);
    }

    [Fact]
    public async Task Trap_03_a_bulk_of_parallel_updates_leaves_a_part_stuck()
    {
        foreach (var number in Enumerable.Range(2, 6))
        {
            await host.ScreenAsync(new { id = $"acct_{number}", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        }

        await host.WaitForAlertsAsync(7);
        var bulk = await PreparedWork.BulkProposalAsync(host);
        var id = bulk.Split('/')[^1];
        var rivals = Enumerable.Range(2, 6)
            .Select(number => host.SendAsync(HttpMethod.Post, $"/api/v1/alerts/{AlertId.FirstOfSubject($"acct_{number}")}/claim",
            $"rival{number}", "analyst", new { }));
        var answer = host.SendAsync(HttpMethod.Post, $"/api/v1/review/bulk/{id}/approve", "ben", "approver", new { });
        await Task.WhenAll([.. rivals, answer]);
        var decided = new List<bool>();
        foreach (var number in Enumerable.Range(1, 7))
        {
            var alert =
                (await host.Services.GetRequiredService<AlertStore>().FindAsync(AlertId.FirstOfSubject($"acct_{number}"), default))!.Alert;
            Assert.Null(alert.Bulk);
            decided.Add(alert.IsDecided);
        }

        Assert.True(decided.All(one => one) || decided.All(one => !one), string.Join(' ', decided));
        Assert.Equal((await answer).Status == HttpStatusCode.OK, decided[0]);
    }

    [Fact]
    public async Task Trap_04_acts_of_the_system_are_not_recorded()
    {
        var (records, head) = await host.Services.GetRequiredService<AuditTrail>()
            .ReadAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default);
        var opened = Assert.Single(records);
        Assert.Equal(("alert.opened", "system", 1L), (opened.Act, opened.Actor, head.Length));
    }

    [Fact]
    public async Task Trap_05_a_delisting_is_ignored()
    {
        await PreparedWork.GoodGuyAsync(host, "acct_1");
        var now = host.Clock.GetUtcNow();
        var without = ScreeningCorpus.Build(
            [WatchlistSnapshot.Of(new ListVersion(InventedParties.List, now) { PublishedAt = now }, [InventedParties.Ferrostan])]);
        host.Services.GetRequiredService<CorpusHost>().Swap(new LoadedCorpus(without, []));
        var line = Assert.Single(await host.Services.GetRequiredService<GoodGuyService>().ReadAsync(default));
        Assert.Equal(GoodGuyState.Void, line.State);
        using var client = await host.SignInAsync("ben", "Approver");
        Assert.Contains("no longer on the list", await client.GetStringAsync(path.Replace("/api/v1", "/app", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trap_06_a_hit_halts_monitoring()
    {
        await host.ScreenAsync(
            new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq", nationalities = new[] { "IQ" } });
        await host.WaitForVersionAsync("acct_1", atLeast: 2);
        Assert.Equal(2, (await host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("screenings").GetArrayLength());
    }

    [Fact]
    public async Task Trap_07_an_open_alert_swallows_new_hits()
    {
        var version = (await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { })).GetProperty("version").GetInt32();
        await host.DoneAsync(HttpMethod.Post, path + "/information", "ana", "analyst", new { version, text = "Asked for a passport." });
        await host.ScreenAsync(
            new
            {
                id = "acct_1",
                type = "individual",
                name = "Qasim Abd al-Latif al-Warraq",
                aliases = new[] { "Oleg Maratovich Ferrostanov" }
            });
        await host.WaitForVersionAsync("acct_1", atLeast: 4);
        var alert = await host.DoneAsync(HttpMethod.Get, path, "ana");
        Assert.Contains(alert.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("listEntry")
            .GetString() == InventedParties.Ferrostan.Entry.ToString());
        Assert.Equal("open", alert.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Trap_08_clearing_one_hit_silences_the_whole_person()
    {
        await PreparedWork.GoodGuyAsync(host, "acct_1");
        var entry = Assert.Single(await host.Services.GetRequiredService<AlertStore>()
            .GoodGuysAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default)).ToEntry();
        var subject = new ScreeningCore.Parties.ScreeningSubject
        { Id = "acct_1", Kind = ScreeningCore.Parties.PartyKind.Individual, Name = "Qasim Abd al-Latif al-Warraq" };
        var now = host.Clock.GetUtcNow();
        Assert.True(GoodGuyMatching.Holds(entry, subject, InventedParties.Qasim, now));
        Assert.False(GoodGuyMatching.Holds(entry, subject, InventedParties.Ferrostan, now));
        Assert.False(GoodGuyMatching.Holds(entry, subject with { Id = "acct_2" }, InventedParties.Qasim, now));
        Assert.False(GoodGuyMatching.Holds(entry, subject, InventedParties.Qasim, entry.ExpiresAt));
    }

    [Fact]
    public async Task Trap_09_a_lock_that_runs_out_in_the_middle_of_a_review()
    {
        var version = (await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { })).GetProperty("version").GetInt32();
        host.Clock.Advance(TimeSpan.FromMinutes(21));
        var verdict = new
        {
            version,
            findings = new[] { key },
            disposition = "false_positive",
            reason = "different_name",
            text = "Another family."
        };
        Assert.Equal("claim_expired",
            (await host.SendAsync(HttpMethod.Post, path + "/disposition", "ana", "analyst", verdict)).Body.GetProperty("code").GetString());
        await host.DoneAsync(HttpMethod.Post, path + "/claim", "ben", "analyst", new { });
        var (status, body) = await host.SendAsync(HttpMethod.Post, path + "/disposition", "ana", "analyst", verdict);
        Assert.Equal((HttpStatusCode.Conflict, "stale_version"), (status, body.GetProperty("code").GetString()!));
        Assert.Equal("ben", body.GetProperty("changes")[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task Trap_10_the_oldest_age_is_the_newest_and_a_bad_date_blocks_the_decision()
    {
        host.Clock.Advance(TimeSpan.FromDays(4));
        await host.ScreenAsync(new { id = "acct_2", type = "individual", name = "Qasim Abd al-Latif al-Warraq", birthDate = "1972" });
        await host.WaitForAlertsAsync(2);
        var work = await host.DoneAsync(HttpMethod.Get, "/api/v1/review/work", "ana");
        Assert.True(host.Clock.GetUtcNow() - work.GetProperty("oldestOpenedAt").GetDateTimeOffset() > TimeSpan.FromDays(3.9));
        using var client = await host.SignInAsync("ana", "Analyst");
        await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { });
        var address = path.Replace("/api/v1", "/app", StringComparison.Ordinal);
        using var form =
            new FormUrlEncodedContent(
            [ConsoleHost.TokenOf(await client.GetStringAsync(address)), new("version", "2"), new("finding", key),
            new("until", "31/12/2026"), new("text", "Later.")]);
        using var refused = await client.PostAsync(address + "/hold", form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await DecideAsync(claim: false);
    }

    [Fact]
    public async Task Trap_19_a_reason_that_only_the_browser_asks_for()
    {
        var version = (await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { })).GetProperty("version").GetInt32();
        Assert.Equal("reason_missing",
            (await host.SendAsync(HttpMethod.Post, path + "/disposition", "ana", "analyst",
            new { version, findings = new[] { key }, disposition = "false_positive", text = "x" })).Body.GetProperty("code").GetString());
        using var client = await host.SignInAsync("ana", "Analyst");
        var address = path.Replace("/api/v1", "/app", StringComparison.Ordinal);
        using var form =
            new FormUrlEncodedContent(
            [ConsoleHost.TokenOf(await client.GetStringAsync(address)), new("version", "2"), new("finding", key),
            new("disposition", "FalsePositive"), new("text", "x")]);
        using var refused = await client.PostAsync(address + "/disposition", form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null((await host.Services.GetRequiredService<AlertStore>()
            .FindAsync(AlertId.FirstOfSubject("acct_1"), default))!.Alert.Findings[0].Verdict);
    }

    private async Task DecideAsync(bool claim = true)
    {
        var version = (claim ? await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { })
            : await host.DoneAsync(HttpMethod.Get, path, "ana")).GetProperty("version").GetInt32();
        await host.DoneAsync(HttpMethod.Post, path + "/disposition", "ana", "analyst",
            new { version, findings = new[] { key }, disposition = "false_positive", reason = "different_name", text = "Another family." });
    }
}
