using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists.Links;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>The rows that are tampered with, and a queue that says nothing.</summary>
public sealed partial class ActingRowTests
{
    /// <summary>A queue that tells its depth to nobody, as one of Service Bus.</summary>
    private sealed class DeafQueue : IMessageQueue
    {
        public Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility,
            CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ReceivedMessage>>([]);

        public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation) => Task.FromResult(true);

        public Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
            => Task.CompletedTask;

        public Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation)
            => Task.CompletedTask;

        public Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation) => throw new NotSupportedException();
    }

    // A message that comes twice opens one alert; a row beside the head of a lead or of a subject, beside a rollback or an open failure is
    // read by nobody, and one by which a session is found to be ended leads to no session.
    private static bool IsHarmlessTwice(string kind, string row) => kind == "outbox" || row is LeadStore.Head or "hold" or "incident"
        || (kind == "sessions" && row[0] != 's');

    private async Task<List<ActingRow>> RowsAsync(string kind)
    {
        var subject = AlertId.FirstOfSubject("acct_0").SubjectKey;
        var rows = new List<ActingRow>();
        foreach (var query in kind switch
        {
            "events" => [new RecordQuery(AlertRows.Table, subject).WithPrefix("a")],
            "good-guy entries" => [new RecordQuery(AlertRows.Table, subject).WithPrefix(AlertRows.GoodGuys)],
            "holds" => [new RecordQuery(LegalHolds.Table, LegalHolds.Partition)],
            "keys" => [new RecordQuery(KeyStore.Table, KeyStore.Partition).WithPrefix("k-")],
            "approvals" => [new RecordQuery(TwoPersonActs.Table, TwoPersonActs.Partition)],
            "links" => [new RecordQuery(SeveredLinks.Table, SeveredLinks.Partition)],
            "actions" => EnforcedWork.Subjects.SelectMany(one => new[]
            {
                new RecordQuery(EnforcementRows.Table, one.Key).WithPrefix(EnforcementRows.Events),
                new RecordQuery(EnforcementRows.Table, one.Key).WithPrefix(EnforcementRows.Head),
            }),
            "leads" => EnforcedWork.Leads.SelectMany(id => new[]
            {
                new RecordQuery(LeadStore.Table, id).WithPrefix(LeadStore.Events), new RecordQuery(LeadStore.Table, id).WithPrefix("h"),
            }),
            "sessions" => [new RecordQuery(OfficerSessions.Table, OfficerSessions.Partition)],
            "list overrides" => [new RecordQuery(ListHistory.Table, RolledBackList.List.Value)],
            "reports" => [new RecordQuery(PropertyReports.Table, AlertId.FirstOfSubject(EnforcedWork.Blocked).SubjectKey)],
            "idempotency keys" => Shard.All.Select(shard
                => new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.KeyPrefix)),
            "outbox" => Shard.All.Select(shard => new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix("o:")),
            _ => Array.Empty<RecordQuery>(),
        })
        {
            await foreach (var row in Records.ReadAllAsync(query, default))
            {
                rows.Add(new ActingRow(kind, query.Table, row));
            }
        }

        // A screening whose message is gone must have no alert, or nothing is lost.
        return kind == "outbox" ? await WithoutAlertsAsync(rows) : rows;
    }

    private async Task<List<ActingRow>> WithoutAlertsAsync(List<ActingRow> rows)
    {
        var lost = await _host.ScreenWithoutAlertAsync("acct_9", InventedLists.Listed);
        var query = new RecordQuery(ScreeningStore.Table, rows[0].Record.Partition);
        ScreeningId.TryReadShard(lost, out var shard);
        var record = (await Records.FindAsync(query.Table, shard.Partition, "o:" + lost, default))!;
        return [new ActingRow("outbox", query.Table, record)];
    }
}
