using System.Globalization;
using System.Text;
using Compliance.Cli;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Enforcement.Following;
using Compliance.Functions.Events;
using Compliance.Functions.Leads;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>
/// The process dies before or after any one of its writes, the next process begins with nothing but the store, and whoever waited sends
/// again: no decision is without its effect, no effect is there twice, and the record verifies.
/// </summary>
public sealed class CrashAtEveryStepTests : IDisposable
{
    private const int MostWrites = 100;
    private readonly TemporaryDirectory _data = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private ServiceProvider _services;
    private DyingRecords _records = null!;

    public CrashAtEveryStepTests() => _services = Open();

    public void Dispose()
    {
        _services.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Whatever_write_is_the_last_nothing_is_lost_and_nothing_is_there_twice()
    {
        var writes = MostWrites;
        for (var last = 0; last < writes; last++)
        {
            // Every other time the write is done and only the answer is lost.
            _records.DieAt(last / 2, afterwards: last % 2 == 1);
            if (await Record.ExceptionAsync(() => RunAsync(last)) is { } died)
            {
                Assert.IsType<IOException>(died);
            }
            else
            {
                writes = last; // The whole of it takes fewer writes.
            }

            _services.Dispose();
            _services = Open();
            await RunAsync(last);
            await CheckAsync(last);
        }

        Assert.InRange(writes, 30, MostWrites - 1);
        var verified = await Get<RecordVerification>().VerifyAsync(seal: true, default);
        Assert.Empty(verified.Faults);
        var decided = new List<string>();
        await foreach (var record in Get<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            decided.AddRange(record.Act is EnforcementActs.Decided or "strike.given" or "subject.merged" or "subject.absorbed"
                ? [record.Target] : []);
        }

        Assert.Equal(decided.Distinct().Count(), decided.Count);
        Assert.Equal(4 * (writes + 1), decided.Count);
    }

    /// <summary>Everything that a platform, a provider and officers do about one account; the same again changes nothing.</summary>
    private async Task RunAsync(int number)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"c{number}");
        var (one, other) = (SubjectRef.EndUser(account, "u1"), SubjectRef.EndUser(account, "u2"));
        var events = string.Join(',', new[] { "u1", "u2" }.Select(user => Usage(account, user)));
        Assert.Empty((await Get<EventReading>().TakeAsync(Encoding.UTF8.GetBytes($"[{events}]"), default)).Answer!.Refused);
        await Get<ProviderNoticeService>().ReceiveAsync(new ProviderNotice("openai", "case-" + account, "warning", $"{account}-id", null),
            "delivery-" + account, default);
        var suspension = new EnforcementAction(ActionIds.Of(one, "000000000001"), "dec_1", one, ActionReach.Self, Measure.Of(Rung.Suspend),
            _time.GetUtcNow(), _time.GetUtcNow().AddDays(3), [new ActionGround("abuse.evasion", "row", new string('a', 64), null)],
            ActionOrigin.Officer);
        await GiveAsync(one, new ActionCommand.Propose(suspension), Ben, "k1");
        var strike = new Strike(StrikeIds.Of(one, "000000000002"), "dec_1", "clause", 2, _time.GetUtcNow(), _time.GetUtcNow().AddDays(9));
        await GiveAsync(one, new ActionCommand.GiveStrike(strike), Ana, "k2");
        Assert.IsType<ActionReply.Done>(await Get<SubjectMerges>().MergeAsync(one, other, "the same", Ana,
            new CommandKey("ana", "k3", "merge"), default));
        await Get<LogSealer>().SealAsync(default);
        await Get<EnforcementFollower>().FollowAsync(default);
    }

    private async Task CheckAsync(int number)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"c{number}");
        var (one, other) = (SubjectRef.EndUser(account, "u1"), SubjectRef.EndUser(account, "u2"));
        foreach (var (subject, requests) in new[] { (SubjectRef.Account(account), 6L), (SubjectRef.Parse($"api_key:{account}-k"), 6L), (one, 3L) })
        {
            var story = (await Get<SubjectStory>().ReadAsync(subject, default))!;
            Assert.Equal(requests, story.Features.Single(feature => feature.Name == "usage.requests").Day);
        }

        var stream = await Get<SubjectStreamStore>().FindAsync(one, default);
        Assert.Single(stream.Actions.Actions);
        Assert.Equal(2, stream.Actions.PointsAt(_time.GetUtcNow()));
        Assert.Equal(Rung.Suspend, (await Get<StandingService>().FindAsync([other], _time.GetUtcNow(), default)).Standing.Rung);
        Assert.Single((await Get<SubjectStreamStore>().FindAsync(other, default)).Subject.Merges);
        var lead = Assert.Single(await Get<LeadStore>().OpenAsync(1000, default), lead => lead.ExternalId == "case-" + account);
        Assert.Equal(1, lead.Count);
    }

    private async Task GiveAsync(SubjectRef subject, ActionCommand command, Officer officer, string key) => Assert.IsType<ActionReply.Done>(
        await Get<ActionService>().GiveAsync(subject, command, officer, null, new CommandKey(officer.Id.Value, key, command.GetType().Name),
            default));

    private string Usage(string account, string user)
    {
        var at = _time.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $$"""
            {"specversion":"1.0","id":"{{account}}-{{user}}","source":"/platform","type":"usage.window","subject":"api_key:{{account}}-k",
             "time":"{{at}}","data":{"account":"{{account}}","end_user":"{{user}}","from":"{{at}}","requests":3} }
            """;
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private ServiceProvider Open()
    {
        var console = new CliConsole(TextWriter.Null, TextWriter.Null, _time)
        { Setting = key => key == "COMPLIANCE_CHECKPOINT_DIR" ? _data.File("checkpoints") : null };
        return StoredService.Open(console, mustExist: false, _data.File("data"), services => services.AddSingleton<IRecordStore>(provider
            => _records = new DyingRecords(provider.GetRequiredService<EmbeddedStorage>().Records)));
    }

    /// <summary>A store whose process dies at one of its writes.</summary>
    private sealed class DyingRecords(IRecordStore inner) : IRecordStore
    {
        private int _left = int.MaxValue;
        private bool _afterwards;

        public void DieAt(int write, bool afterwards) => (_left, _afterwards) = (write, afterwards);

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
            => inner.FindAsync(table, partition, row, cancellation);

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) => inner.QueryAsync(query, cancellation);

        public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation)
        {
            var left = Interlocked.Decrement(ref _left);
            if (left < 0 && !(left == -1 && _afterwards))
            {
                throw new IOException("The process died here.");
            }

            var result = await inner.CommitAsync(table, partition, operations, cancellation);
            return left == -1 ? throw new IOException("The process died here, and the write was done.") : result;
        }
    }
}
