using Compliance.Functions.Operations;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A clock that is wrong neither lets anybody through nor erases what must be kept.</summary>
public sealed class ClockTests
{
    [Fact]
    public void A_list_that_was_confirmed_in_the_future_is_stale()
    {
        var now = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        var version = InventedLists.Snapshot(now.AddDays(60)).Version;
        Assert.True(version.IsAheadAt(now));
        Assert.True(version.IsStaleAt(now));
        Assert.False(InventedLists.Snapshot(now + ListVersion.ClockTolerance).Version.IsStaleAt(now));
        Assert.False(InventedLists.Snapshot(now).Version.IsStaleAt(now.AddHours(1)));
    }

    [Fact]
    public async Task A_clock_that_is_ten_years_ahead_purges_nothing_and_the_step_is_recorded()
    {
        using var host = new RecordHost();
        var id = await host.ScreenAsync("acct_1", InventedLists.Listed);
        await host.Get<ClockWatch>().LookAsync(default);
        host.Time.Set(TimeSpan.FromDays(3660));
        var run = await host.Get<RetentionService>().PurgeAsync(onlyLook: false, default);
        Assert.NotNull(run.NotNow);
        host.Reopen(); // A new process knows it too.
        Assert.NotNull((await host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).NotNow);
        Assert.NotNull(await host.Get<ScreeningStore>().FindAsync(id, default));
        await host.Get<LogSealer>().SealAsync(default);
        var acts = new List<string>();
        await foreach (var record in host.Get<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            acts.Add(record.Act);
        }

        Assert.Contains(RecordActs.ClockStepped, acts);
    }

    /// <summary>The clock is set to and fro by years, processes end and begin, and a purge runs whenever it likes. COMPLIANCE_SEEDS for a
    /// long run.</summary>
    [Fact]
    public async Task Whatever_the_clock_does_no_purge_takes_what_an_open_alert_rests_on()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("COMPLIANCE_SEEDS"), out var many) ? many : 4;
        for (var seed = 0; seed < seeds; seed++)
        {
            using var host = new RecordHost();
            var (random, open) = (new Random(seed), new List<string>());
            for (var step = 0; step < 14; step++)
            {
                switch (random.Next(6))
                {
                    case 0: host.Time.Set(TimeSpan.FromDays(random.Next(-4000, 4000))); break;
                    case 1: host.Time.Advance(TimeSpan.FromHours(random.Next(1, 400))); break;
                    case 2: host.Reopen(); break;
                    case 3: await host.Get<ClockWatch>().LookAsync(default); break;
                    default: open.Add(await host.ScreenAsync($"acct_{open.Count}", InventedLists.Listed)); break;
                }

                await host.Get<RetentionService>().PurgeAsync(onlyLook: false, default);
                foreach (var id in open)
                {
                    Assert.True(await host.Get<ScreeningStore>().FindAsync(id, default) is not null,
                        $"seed {seed}, step {step}: {id} is gone");
                }
            }
        }
    }

    [Fact]
    public async Task A_step_back_is_noticed_within_the_process_and_across_a_start()
    {
        using var host = new RecordHost();
        var watch = host.Get<ClockWatch>();
        Assert.Null(await watch.LookAsync(default));
        host.Time.Advance(TimeSpan.FromHours(3));
        Assert.Null(await watch.LookAsync(default));
        host.Time.Set(TimeSpan.FromHours(-2));
        Assert.Equal(TimeSpan.FromHours(-2), (await watch.LookAsync(default))!.By);
        host.Time.Set(TimeSpan.FromHours(-2));
        host.Reopen();
        Assert.Equal(TimeSpan.FromHours(-2), (await host.Get<ClockWatch>().LookAsync(default))!.By);
    }

    [Fact]
    public async Task A_message_that_a_wrong_clock_hid_is_seen_when_the_clock_is_right_again()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        time.Set(TimeSpan.FromDays(60));
        await storage.Queue.SendAsync("alerts", "m1", "{}", default);
        Assert.Single(await storage.Queue.ReceiveAsync("alerts", 1, TimeSpan.FromMinutes(1), default));
        time.Set(TimeSpan.FromDays(-60));
        Assert.Single(await storage.Queue.ReceiveAsync("alerts", 1, TimeSpan.FromMinutes(1), default));
    }
}
