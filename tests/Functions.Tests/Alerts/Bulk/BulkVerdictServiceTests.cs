using System.Collections.Immutable;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Alerts.Bulk;

/// <summary>Bulk verdicts on a real store, with an instance that dies after any number of its writes.</summary>
public sealed class BulkVerdictServiceTests : IDisposable
{
    private const string Key = "subject|us-ofac-sdn:1";
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Approver);
    private readonly TemporaryDirectory _folder = new();
    private readonly EmbeddedStorage _storage;
    private readonly ManualTime _time = new(Start);

    public BulkVerdictServiceTests() => _storage = EmbeddedStorage.Open(_folder.Path, _time);

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_finding_of_a_confirmed_group_is_decided_by_both_people()
    {
        using var rig = new AlertRig(_storage.Records, _time);
        var alerts = await OpenAsync(rig, 5, "x");
        var verdict = await ProposeAsync(rig, alerts);
        Assert.Equal(RefusalKind.SelfApproval,
            (await rig.Bulk.ApproveAsync(verdict.Id, new Officer(Ana.Id, OfficerRole.Approver), default)).Refusal!.Kind);
        var answer = await rig.Bulk.ApproveAsync(verdict.Id, Ben, default);
        Assert.Null(answer.Refusal);
        Assert.Equal(BulkStage.Done, answer.Verdict!.Stage);
        foreach (var id in alerts)
        {
            var given = (await rig.Store.FindAsync(id, default))!.Alert.Find(Key)!.Verdict!;
            Assert.Equal((Ana.Id, Ben.Id, true, verdict.Id), (given.By, given.ApprovedBy!.Value, given.IsFinal, given.Bulk));
        }

        var checkedAll = await rig.Trail.VerifyAllAsync(default);
        Assert.Empty(checkedAll.Faults);
    }

    [Fact]
    public async Task One_alert_that_changed_since_the_preview_stops_all_of_them()
    {
        using var rig = new AlertRig(_storage.Records, _time);
        var alerts = await OpenAsync(rig, 4, "y");
        var verdict = await ProposeAsync(rig, alerts);
        await rig.Desk.GiveAsync(alerts[2], new AlertCommand.AddNote("Look closer."), Ana, null, default);
        var answer = await rig.Bulk.ApproveAsync(verdict.Id, Ben, default);
        Assert.Equal(RefusalKind.StaleVersion, answer.Refusal!.Kind);
        Assert.Equal(BulkStage.Abandoned, answer.Verdict!.Stage);
        await AllAsync(rig, alerts, decided: false);
    }

    [Fact]
    public async Task An_instance_that_dies_after_any_write_leaves_all_or_nothing()
    {
        for (var writes = 0; ; writes++)
        {
            var dying = new DyingRecords(_storage.Records);
            using var first = new AlertRig(dying, _time);
            using var second = new AlertRig(_storage.Records, _time);
            var alerts = await OpenAsync(second, 3, $"round{writes}_");
            var verdict = await ProposeAsync(second, alerts);
            dying.WritesLeft = writes;
            var died = await Record.ExceptionAsync(() => first.Bulk.ApproveAsync(verdict.Id, Ben, default));
            _time.Advance(ReviewPolicy.Current.BulkFor + TimeSpan.FromSeconds(1));

            // Somebody else meets each of the alerts.
            foreach (var id in alerts)
            {
                await second.Desk.GiveAsync(id, new AlertCommand.AddNote("Seen."), Ana, null, default);
            }

            var stage = (await second.Bulks.FindAsync(verdict.Id, default))!.Verdict.Stage;
            Assert.Contains(stage,
                new[] { BulkStage.Proposed, BulkStage.Abandoned, BulkStage.Reserving, BulkStage.Committed, BulkStage.Done });
            await AllAsync(second, alerts, decided: stage is BulkStage.Committed or BulkStage.Done);
            if (died is null)
            {
                Assert.True(writes > 12, $"the whole course took only {writes} writes");
                return;
            }
        }
    }

    private static async Task AllAsync(AlertRig rig, ImmutableArray<AlertId> alerts, bool decided)
    {
        foreach (var id in alerts)
        {
            var alert = (await rig.Store.FindAsync(id, default))!.Alert;
            Assert.Equal(decided, alert.Find(Key)!.IsFinal);
            Assert.Null(alert.Bulk);
        }
    }

    private static async Task<ImmutableArray<AlertId>> OpenAsync(AlertRig rig, int count, string prefix)
    {
        var ids = ImmutableArray.CreateBuilder<AlertId>();
        for (var i = 0; i < count; i++)
        {
            var id = AlertId.FirstOfSubject(prefix + i);
            var finding =
                new AlertFinding(Key, Gate.List, Decision.Review, "scr_1", "f")
                {
                    Entry = ListEntryId.Parse("us-ofac-sdn:1"),
                    Role = "subject",
                    Score = 0.9,
                    SubjectFingerprint = "s",
                    PartyFingerprint =
                "p",
                    Pattern = "birthDate-"
                };
            await rig.Desk.GiveAsync(id, new AlertCommand.Raise(id, prefix + i, "scr_1", Decision.Review, [finding]), Officer.Service,
                null, default);
            ids.Add(id);
        }

        return ids.ToImmutable();
    }

    private static async Task<BulkVerdict> ProposeAsync(AlertRig rig, ImmutableArray<AlertId> alerts)
    {
        var answer = await rig.Bulk.ProposeAsync([.. alerts.Select(id => (id, Key, 1))], "different_birth_date", "Born decades apart.",
            Ana, default);
        return answer.Verdict ?? throw new InvalidOperationException(answer.Refusal!.Text);
    }

    /// <summary>A store whose process dies after a number of writes.</summary>
    private sealed class DyingRecords(IRecordStore inner) : IRecordStore
    {
        public int WritesLeft { get; set; } = int.MaxValue;

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
            => inner.FindAsync(table, partition, row, cancellation);

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) => inner.QueryAsync(query, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation) =>
            WritesLeft-- > 0 ? inner.CommitAsync(table, partition, operations, cancellation)
            : throw new IOException("The process died here.");
    }
}
