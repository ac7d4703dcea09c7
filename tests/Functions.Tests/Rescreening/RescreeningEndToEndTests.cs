using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Subjects;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Functions.Tests.Rescreening;

/// <summary>The running service: a list changes, monitored subjects are screened again, alerts open, a certificate says so.</summary>
public sealed class RescreeningEndToEndTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";
    private static readonly string[] Others =
        [.. Enumerable.Range(0, 40)
        .Select(i => $"Person{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} Longnamebearer{(char)('a' + i % 26)}")];
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Eve = new(OfficerId.Parse("eve"), OfficerRole.Approver);

    [Fact]
    public async Task A_listing_opens_the_alert_of_a_monitored_subject_and_its_delisting_opens_the_confirmed_match_again()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (without, with) = (InventedLists.Snapshot(now, null, Others), InventedLists.Snapshot(now, null, [.. Others, Newcomer]));
        var newest = without;
        await using var service = await StartAsync(() => newest);
        await RunsAsync(service, 0);
        Assert.Equal("allow", (await MonitorAsync(service, "acct_z", Newcomer)).Decision);
        Assert.Equal("allow", (await MonitorAsync(service, "acct_q", InventedLists.Unlisted)).Decision);
        Assert.Equal("allow", (await MonitorAsync(service, "acct_gone", Newcomer)).Decision);
        Assert.Equal(HttpStatusCode.NoContent, (await service.Http.DeleteAsync("/api/v1/subjects/acct_gone")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.DeleteAsync("/api/v1/subjects/acct_gone")).StatusCode);

        newest = with;
        var run = await RunsAsync(service, 1);
        Assert.Equal(("lists_changed", false, 2, 1, 1),
            (run.GetProperty("cause").GetString(), run.GetProperty("inFull").GetBoolean(), run.GetProperty("subjectsRead")
            .GetInt32(), run.GetProperty("subjectsScreened").GetInt32(), run.GetProperty("alertsRaised").GetInt32()));
        var certificate = run.GetProperty("certificate");
        Assert.Equal((2, 2, 1),
            (certificate.GetProperty("subjectsPresent").GetInt32(), certificate.GetProperty("subjectsRead")
            .GetInt32(), certificate.GetProperty("partiesChanged").GetInt32()));
        var alert = AlertId.FirstOfSubject("acct_z");
        await Eventually.TrueAsync(async () => await AlertAsync(service, alert) is not null, "the alert is open");
        Assert.Null(await AlertAsync(service, AlertId.FirstOfSubject("acct_q")));
        Assert.Null(await AlertAsync(service, AlertId.FirstOfSubject("acct_gone")));
        var verified = await Reply.OfAsync(await service.Http.PostAsync("/api/v1/rescreenings/1/verify", null));
        Assert.True(verified.Json.GetProperty("sound").GetBoolean(), verified.Text);

        await ConfirmAsync(service, alert);
        newest = without;
        run = await RunsAsync(service, 2);
        Assert.Equal(1, run.GetProperty("certificate").GetProperty("reopened").GetInt32());
        Assert.Equal(certificate.GetProperty("hash").GetString(), run.GetProperty("certificate").GetProperty("previous").GetString());
        var reopened = (await AlertAsync(service, alert))!;
        Assert.Null(Assert.Single(reopened.Findings).Verdict);
        Assert.Equal("allow", (await MonitorAsync(service, "acct_z", Newcomer)).Decision);
    }

    [Fact]
    public async Task A_question_that_was_answered_is_not_asked_again_by_a_run_in_full()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var service = await StartAsync(() => InventedLists.Snapshot(now));
        await RunsAsync(service, 0);
        Assert.Equal("review", (await MonitorAsync(service, "acct_b", InventedLists.Listed)).Decision);
        var alert = AlertId.FirstOfSubject("acct_b");
        await Eventually.TrueAsync(async () => await AlertAsync(service, alert) is not null, "the alert is open");
        await ConfirmAsync(service, alert);

        Assert.Equal(HttpStatusCode.Accepted, (await service.Http.PostAsync("/api/v1/rescreenings", null)).StatusCode);
        var run = await RunsAsync(service, 1);

        Assert.Equal(("asked", true, 1, 0),
            (run.GetProperty("cause").GetString(), run.GetProperty("inFull").GetBoolean(), run.GetProperty("subjectsScreened")
            .GetInt32(), run.GetProperty("alertsRaised").GetInt32()));
        Assert.Equal(0, await service.App.Services.GetRequiredService<AlertOutbox>().DrainAsync(default));
        Assert.Null(await AlertAsync(service, alert.Next()));
        Assert.NotNull(Assert.Single((await AlertAsync(service, alert))!.Findings).Verdict);
    }

    [Fact]
    public async Task A_subject_of_unknown_standing_is_screened_in_full_whatever_changed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var newest = InventedLists.Snapshot(now, null, Others);
        await using var service = await StartAsync(() => newest);
        await RunsAsync(service, 0);
        var subjects = service.App.Services.GetRequiredService<SubjectStore>();
        await subjects.PutAsync("acct_old", new MonitoredSubject
        {
            Request = new ScreeningRequest { Subject = new() { Id = "acct_old", Name = InventedLists.Listed }, Monitor = true },
            Client = "development",
            SubmittedAt = now.AddYears(-1),
        }, default);

        newest = InventedLists.Snapshot(now, null, [.. Others, Newcomer]);
        var run = await RunsAsync(service, 1);

        Assert.Equal((1, 1), (run.GetProperty("subjectsScreened").GetInt32(), run.GetProperty("alertsRaised").GetInt32()));
        Assert.Equal(run.GetProperty("corpusAfter")
            .GetString(), (await subjects.FindAsync("development", "acct_old", default))!.Standing!.Corpus);
    }

    [Fact]
    public async Task Another_build_of_the_engine_screens_everybody_again_though_its_number_is_the_same()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var service = await StartAsync(() => InventedLists.Snapshot(now));
        await RunsAsync(service, 0);
        await MonitorAsync(service, "acct_q", InventedLists.Unlisted);
        var runs = service.App.Services.GetRequiredService<RescreenStore>();
        var (head, _) = await runs.HeadAsync(default);
        var before = head.Baseline! with { Engine = ScreeningEngine.Version.Split('+')[0] + "+000000000000" };
        var records = service.App.Services.GetRequiredService<Compliance.Functions.Storage.IRecordStore>();
        await records.CommitAsync("rescreenings", "runs",
            [new Compliance.Functions.Storage.RecordOperation.Put("head",
            System.Text.Json.JsonSerializer.Serialize(head with { Baseline = before },
            Compliance.ScreeningCore.Audit.EvidenceCodec.Options))], default);

        await service.App.Services.GetRequiredService<RescreenCoordinator>().LookAsync(default);
        var run = await RunsAsync(service, 1);

        Assert.Equal(("engine_changed", true, 1),
            (run.GetProperty("cause").GetString(), run.GetProperty("inFull").GetBoolean(), run.GetProperty("subjectsRead").GetInt32()));
        Assert.Equal(ScreeningEngine.Version, (await runs.HeadAsync(default)).Head.Baseline!.Engine);
    }

    internal static Task<RunningService> StartAsync(Func<WatchlistSnapshot> newest, Action<IServiceCollection>? more = null, string? data =
        null) =>
        RunningService.StartReadyAsync(new InventedSupply(newest), services =>
        {
            services.RemoveAll<IAlertOpener>();
            services.AddSingleton<IAlertOpener, AlertOpener>();
            more?.Invoke(services);
        }, data: data);

    internal static async Task<Reply> MonitorAsync(RunningService service, string id, string name) =>
        await service.ScreenAsync($$$"""{"subject":{"id":"{{{id}}}","name":"{{{name}}}","type":"individual"},"monitor":true}""");

    /// <summary>Waits until so many runs are finished, and gives the last one; waits for the first baseline where none is asked
    /// for.</summary>
    internal static async Task<System.Text.Json.JsonElement> RunsAsync(RunningService service, int count)
    {
        await Eventually.TrueAsync(async () => await service.GetAsync("/api/v1/rescreenings") is { Status: HttpStatusCode.OK } reply
            && reply.Json.GetProperty("provedCorpus").GetString() is not null && !reply.Json.GetProperty("underWay").GetBoolean()
            && reply.Json.GetProperty("runs").GetArrayLength() == count, $"{count} rescreenings are finished");
        return count == 0 ? default : (await service.GetAsync($"/api/v1/rescreenings/{count}")).Json;
    }

    private static async Task<Alert?> AlertAsync(RunningService service, AlertId id)
        => (await service.App.Services.GetRequiredService<AlertStore>().FindAsync(id, default))?.Alert;

    private static async Task ConfirmAsync(RunningService service, AlertId id)
    {
        var desk = service.App.Services.GetRequiredService<AlertService>();
        var keys = (await AlertAsync(service, id))!.Findings.Select(state => state.Finding.Key).ToArray();
        var reason = ReviewReason.All.First(one =>
            one.Supports(Disposition.TrueMatch, (AlertAsync(service, id).Result!).Findings[0].Finding));
        foreach (var (officer, command) in new (Officer, AlertCommand)[]
        {
            (Ana, new AlertCommand.Claim()),
            (Ana, new AlertCommand.RecordDisposition([.. keys], Disposition.TrueMatch, reason.Code, "It is the listed person.")),
            (Eve, new AlertCommand.Approve([.. keys], "Confirmed.")),
        })
        {
            Assert.IsType<AlertCommandResult.Done>(await desk.GiveAsync(id, command, officer, (await AlertAsync(service, id))!.Version, default));
        }
    }
}
