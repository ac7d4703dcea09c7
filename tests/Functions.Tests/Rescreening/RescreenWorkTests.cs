using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Compliance.Functions.Tests.Rescreening;

/// <summary>The work of a run under crashes and repeated deliveries, driven by hand over the real stores.</summary>
public sealed class RescreenWorkTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";
    private const int Subjects = 40;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_run_that_dies_anywhere_goes_on_in_another_process_and_screens_nobody_twice()
    {
        var data = Directory.CreateTempSubdirectory("compliance-test-").FullName;
        var newest = Snapshot();
        // Without an opener this process leases no alert messages, which the next one would have to wait for.
        await using (var service = await StartAsync(() => newest, data, services => services.RemoveAll<IAlertOpener>()))
        {
            await PrepareAsync(service);
            newest = Snapshot(Newcomer);
            await Eventually.TrueAsync(() => service.App.Services.GetRequiredService<Functions.Watchlists.Corpora.CorpusHost>()
                .Current!.Corpus.Hash == ScreeningCorpus.Build([newest]).Hash, "the new list is in use");
            var (director, pump) = Parts(service);
            Assert.True(await director.LookAsync(default));
            for (var i = 0; i < 7; i++)
            {
                Assert.True(await pump.PumpOnceAsync(default)); // The alerts' part and some shards; then the process ends.
            }

            Assert.True((await service.App.Services.GetRequiredService<RescreenStore>().HeadAsync(default)).Head.IsUnderWay);
        }

        await using (var service = await StartAsync(() => newest, data))
        {
            var (director, pump) = Parts(service);
            await director.ResumeAsync(default);
            await DrainAsync(service, pump);
            await AssertDoneAsync(service, screened: Subjects / 2);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_page_whose_progress_is_lost_is_done_again_without_a_second_screening_or_alert()
    {
        var newest = Snapshot();
        FailingProgress? failing = null;
        await using var service = await StartAsync(() => newest, data: null, services =>
        {
            var inner = services.Last(one => one.ServiceType == typeof(IRecordStore));
            services.Remove(inner);
            services.AddSingleton<IRecordStore>(provider => failing =
                new FailingProgress((IRecordStore)inner.ImplementationFactory!(provider)));
        });
        await PrepareAsync(service);
        newest = Snapshot(Newcomer);
        await Eventually.TrueAsync(() => service.App.Services.GetRequiredService<Functions.Watchlists.Corpora.CorpusHost>()
            .Current!.Corpus.Hash == ScreeningCorpus.Build([newest]).Hash, "the new list is in use");
        var (director, pump) = Parts(service);
        failing!.FailEvery = 3;
        await director.LookAsync(default);
        for (var i = 0; i < 200 && (await service.App.Services.GetRequiredService<RescreenStore>().HeadAsync(default)).Head.IsUnderWay; i++)
        {
            try
            {
                await pump.PumpOnceAsync(default);
                await director.ResumeAsync(default);
            }
            catch (StorageUnavailableException)
            {
                continue; // The process would start again here.
            }
        }

        failing.FailEvery = 0;
        Assert.True(failing.Failed > 5, $"{failing.Failed} failures say nothing");
        await DrainAsync(service, pump);
        await AssertDoneAsync(service, screened: null);
    }

    [Fact]
    public async Task An_edited_certificate_or_page_is_found_out()
    {
        var newest = Snapshot();
        await using var service = await StartAsync(() => newest, data: null);
        await PrepareAsync(service);
        newest = Snapshot(Newcomer);
        await Eventually.TrueAsync(() => service.App.Services.GetRequiredService<Functions.Watchlists.Corpora.CorpusHost>()
            .Current!.Corpus.Hash == ScreeningCorpus.Build([newest]).Hash, "the new list is in use");
        var (director, pump) = Parts(service);
        await director.LookAsync(default);
        await DrainAsync(service, pump);
        var (runs, verifier, records) =
            (service.App.Services.GetRequiredService<RescreenStore>(), service.App.Services.GetRequiredService<CertificateVerifier>(),
            service.App.Services.GetRequiredService<IRecordStore>());
        Assert.Empty((await verifier.VerifyAsync(1, default)).Faults);

        var text = (await runs.CertificateAsync(1, default))!;
        await EditAsync(records, "runs", "certificate-00000001",
            text.Replace($"\"subjectsRead\":{Subjects}", $"\"subjectsRead\":{Subjects + 1}", StringComparison.Ordinal));
        Assert.Contains((await verifier.VerifyAsync(1, default)).Faults,
            fault => fault.Contains("hash of the certificate", StringComparison.Ordinal));
        await EditAsync(records, "runs", "certificate-00000001", text);

        var part = (await runs.ProgressAsync(1, default)).First(one => one.Pages.Length > 0 && one.Part < 16);
        await EditAsync(records, "run-00000001", $"part-{part.Part:D2}",
            System.Text.Json.JsonSerializer.Serialize(part with { Pages = [] }, ScreeningCore.Audit.EvidenceCodec.Options));
        var faults = (await verifier.VerifyAsync(1, default)).Faults;
        Assert.Contains(faults, fault => fault.Contains("are not those that the certificate names", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("was not read", StringComparison.Ordinal));
    }

    private static Task EditAsync(IRecordStore records, string partition, string row, string json)
        => records.CommitAsync("rescreenings", partition, [new RecordOperation.Put(row, json)], default);

    private WatchlistSnapshot Snapshot(params string[] more) =>
        InventedLists.Snapshot(_now, null,
        [.. Enumerable.Range(0, 40)
        .Select(i => $"Persona{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} Bearerofname{(char)('a' + (i % 26))}"), .. more]);

    private static Task<RunningService> StartAsync(Func<WatchlistSnapshot> newest, string? data, Action<IServiceCollection>? more = null)
        => RescreeningEndToEndTests.StartAsync(newest, services =>
    {
        foreach (var loop
            in services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType == typeof(RescreenLoop)).ToArray())
        {
            services.Remove(loop);
        }

        more?.Invoke(services);
    }, data);

    private static (RescreenCoordinator Director, RescreenPump Pump) Parts(RunningService service) =>
        (service.App.Services.GetRequiredService<RescreenCoordinator>(), service.App.Services.GetRequiredService<RescreenPump>());

    // Half of the subjects bear the name that is listed later.
    private static async Task PrepareAsync(RunningService service)
    {
        await Parts(service).Director.LookAsync(default);
        for (var i = 0; i < Subjects; i++)
        {
            Assert.Equal("allow",
                (await RescreeningEndToEndTests.MonitorAsync(service, $"acct_{i}", i % 2 == 0 ? Newcomer
                : InventedLists.Unlisted)).Decision);
        }
    }

    private static async Task DrainAsync(RunningService service, RescreenPump pump)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                while (await pump.PumpOnceAsync(default))
                {
                }

                await Parts(service).Director.ResumeAsync(default);
                return !(await service.App.Services.GetRequiredService<RescreenStore>().HeadAsync(default)).Head.IsUnderWay;
            },
            "the run is finished");
    }

    private static async Task AssertDoneAsync(RunningService service, int? screened)
    {
        var check = await service.App.Services.GetRequiredService<CertificateVerifier>().VerifyAsync(1, default);
        Assert.Empty(check.Faults);
        Assert.Equal((Subjects, Subjects), (check.Certificate!.SubjectsPresent, check.Certificate.SubjectsRead));
        Assert.True(screened is null || screened == check.Certificate.SubjectsScreened);
        var (alerts, records) =
            (service.App.Services.GetRequiredService<AlertStore>(), service.App.Services.GetRequiredService<IRecordStore>());
        for (var i = 0; i < Subjects; i += 2)
        {
            var id = ScreeningCore.Review.AlertId.FirstOfSubject($"acct_{i}");
            await Eventually.TrueAsync(async () => await alerts.FindAsync(id, default) is not null, $"the alert of acct_{i} is open");
            Assert.Single((await alerts.FindAsync(id, default))!.Alert.ScreeningIds);
        }

        var evidence = 0;
        foreach (var shard in Shard.All)
        {
            evidence += (await records.QueryAsync(new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix("e:"),
                default)).Records.Count(record => record.Json.Contains("\"channel\":\"rescreening\"", StringComparison.Ordinal));
        }

        Assert.Equal(Subjects / 2, evidence);
    }

    /// <summary>A real record store that loses every so many writes of progress.</summary>
    private sealed class FailingProgress(IRecordStore inner) : IRecordStore
    {
        private int _writes;

        public int FailEvery { get; set; }

        public int Failed { get; private set; }

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
            => inner.FindAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation)
        {
            if (FailEvery > 0 && table == "rescreenings" && partition.StartsWith("run-", StringComparison.Ordinal)
                && ++_writes % FailEvery == 0)
            {
                Failed++;
                throw new StorageUnavailableException("The connection broke.");
            }

            return inner.CommitAsync(table, partition, operations, cancellation);
        }

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) => inner.QueryAsync(query, cancellation);
    }
}
