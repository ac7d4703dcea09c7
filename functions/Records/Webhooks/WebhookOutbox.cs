using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>
/// The log is the outbox: an act stands in it because it was written in the same batch as the deed. Each endpoint has a cursor; what lies
/// behind it was told or waits as a delivery row, written in one batch with the cursor, so nothing is lost and nothing is made twice.
/// </summary>
internal sealed class WebhookOutbox(IRecordStore records, AuditLog log, RecordsOptions options, ScreeningStore screenings,
    AlertStore alerts, AuditIntake intake, StandingFeed standings, NoticeWebhook notices, ReviewPolicy policy, TimeProvider time)
{
    public const string Table = "webhooks";
    private const string Cursors = "cursors";
    private const int RecordsAtATime = 90;

    /// <summary>Acts that are told: what was decided, by the machine or by a person, and what took a decision back.</summary>
    private static readonly ImmutableHashSet<string> Told =
    [
        RecordActs.ScreeningDecided, "alert.disposition_recorded", "alert.disposition_approved", "alert.disposition_rejected",
            "alert.disposition_undone", "alert.reopened", NoticeActs.Queued, .. EnforcementActs.ChangeStanding,
    ];

    /// <summary>Makes deliveries of what the log holds beyond each cursor; how many.</summary>
    public async Task<int> ExtendAsync(CancellationToken cancellation)
    {
        var made = 0;
        foreach (var endpoint in options.Webhooks)
        {
            made += await ExtendAsync(endpoint, cancellation);
        }

        return made;
    }

    /// <summary>Makes deliveries of what the log holds beyond the cursor of one endpoint; how many.</summary>
    public async Task<int> ExtendAsync(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var made = 0;
        while (await ExtendOnceAsync(endpoint, cancellation) is { } count)
        {
            made += count;
        }

        return made;
    }

    /// <summary>Deliveries of a state, oldest first, at most so many.</summary>
    public async Task<IReadOnlyList<(WebhookDelivery Delivery, string ETag)>> ReadAsync(DeliveryState state, string? endpoint, int limit,
        CancellationToken cancellation)
    {
        var prefix = (state == DeliveryState.Dead ? "dead-" : "wait-") + (endpoint is null ? "" : endpoint + "-");
        var page = await records.QueryAsync(new RecordQuery(Table, LogRows.Log) { Limit = limit }.WithPrefix(prefix), cancellation);
        return [.. page.Records.Select(row => (JsonSerializer.Deserialize(row.Json, WebhookJson.Default.WebhookDelivery)!, row.ETag))];
    }

    /// <summary>Removes a delivery that was accepted.</summary>
    public Task AcceptedAsync(WebhookDelivery delivery, CancellationToken cancellation)
        => records.ForgetAsync(Table, LogRows.Log, [delivery.Row], cancellation);

    /// <summary>Puts a delivery where its failed attempt leads; false where another instance did already.</summary>
    public async Task<bool> FailedAsync(WebhookDelivery before, string etag, WebhookDelivery after, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(after, WebhookJson.Default.WebhookDelivery);
        RecordOperation[] operations = before.Row == after.Row
            ? [new RecordOperation.Replace(before.Row, etag, json)]
            : [new RecordOperation.Delete(before.Row, etag), new RecordOperation.Put(after.Row, json)];
        return (await records.CommitAsync(Table, LogRows.Log, operations, cancellation)).Succeeded;
    }

    /// <summary>Sends dead deliveries of an endpoint again; how many.</summary>
    public async Task<int> ReviveAsync(string endpoint, string actor, CancellationToken cancellation)
    {
        var revived = 0;
        foreach (var (dead, etag) in await ReadAsync(DeliveryState.Dead, endpoint, 1000, cancellation))
        {
            revived += await FailedAsync(dead, etag, dead with { State = DeliveryState.Waiting, Attempts = 0, NextAt = time.GetUtcNow() },
                cancellation) ? 1 : 0;
        }

        await intake.RecordAsync(actor, RecordActs.WebhookRedelivered, endpoint, cancellation);
        return revived;
    }

    /// <summary>The body of a delivery, and the standing that it tells of; null where what it tells of was erased.</summary>
    public async Task<(string? Body, StandingChange? Standing)> BodyAsync(WebhookDelivery delivery, CancellationToken cancellation) =>
        await log.FindAsync(delivery.Sequence, cancellation) is { } record && await DataAsync(record, cancellation) is { } data
            ? (JsonSerializer.Serialize(new WebhookBody(delivery.Id, TypeOf(record.Act), record.At, record.Sequence, data),
                WebhookJson.Default.WebhookBody), data.Standing)
            : (null, null);

    private async Task<int?> ExtendOnceAsync(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var stored = await records.FindAsync(Table, LogRows.Log, Cursors + "-" + endpoint.Name, cancellation);
        var length = (await log.HeadAsync(cancellation)).Length;
        // A new endpoint is told of what happens from now on, not of years.
        var cursor = stored is null ? length : JsonSerializer.Deserialize(stored.Json, WebhookJson.Default.WebhookCursor)!.Sequence;
        if (stored is not null && cursor >= length)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var last = Math.Min(length, cursor + RecordsAtATime);
        var operations = new List<RecordOperation>();
        await foreach (var record in log.ReadAsync(cursor + 1, last, cancellation))
        {
            if (Told.Contains(record.Act))
            {
                var delivery = new WebhookDelivery(endpoint.Name, record.Sequence, 0, now, DeliveryState.Waiting, null);
                operations.Add(
                    new RecordOperation.Put(delivery.Row, JsonSerializer.Serialize(delivery, WebhookJson.Default.WebhookDelivery)));
            }
        }

        var made = operations.Count;
        var cursorJson = JsonSerializer.Serialize(new WebhookCursor(last), WebhookJson.Default.WebhookCursor);
        operations.Insert(0, stored is null ? new RecordOperation.Insert(Cursors + "-" + endpoint.Name, cursorJson)
            : new RecordOperation.Replace(Cursors + "-" + endpoint.Name, stored.ETag, cursorJson));
        return (await records.CommitAsync(Table, LogRows.Log, operations, cancellation)).Succeeded ? made : 0;
    }

    /// <summary>Whatever changed a standing is told as one thing: receivers ask what holds, not why.</summary>
    private static string TypeOf(string act) => EnforcementActs.ChangeStanding.Contains(act) ? "standing.changed" : act;

    private async Task<WebhookData?> DataAsync(AuditRecord record, CancellationToken cancellation)
    {
        if (record.Act == RecordActs.ScreeningDecided)
        {
            return (await screenings.FindAsync(record.Target, cancellation))?.Evidence is { } evidence
                ? new WebhookData(evidence.ScreeningId, evidence.Request.Subject.Id, WireNames.Of(evidence.Outcome.Decision),
                    WireNames.Of(evidence.Outcome.Action), null, null, null)
                : null;
        }

        if (record.Act == NoticeActs.Queued)
        {
            return await notices.FindAsync(record.Target, cancellation) is { } told
                ? new WebhookData(null, null, null, null, null, null, null) { Notice = told } : null;
        }

        if (EnforcementActs.ChangeStanding.Contains(record.Act))
        {
            return await standings.ChangeAsync(AuditIntake.KeyOf(record.Target), cancellation) is { } change
                ? new WebhookData(null, null, null, null, null, null, null) { Standing = change } : null;
        }

        if (!AlertId.TryParse(AuditIntake.KeyOf(record.Target), out var id) || await alerts.FindAsync(id, cancellation) is not { } file)
        {
            return null;
        }

        var version = int.Parse(record.Target.AsSpan(record.Target.IndexOf('/', StringComparison.Ordinal) + 1),
            System.Globalization.CultureInfo.InvariantCulture);
        var alert = Alert.Fold(file.Events.Take(version))!; // As it was right after the act, however late the delivery.
        return new WebhookData(
            null, alert.SubjectId, null, null, id.ToString(), WireNames.Of(alert.StatusAt(record.At, policy)),
            [.. alert.Findings.Select(state => new WebhookFinding(
                state.Finding.Key, state.Verdict is { } verdict ? WireNames.Of(verdict.Disposition)
                    : null, state.Verdict?.Reason, state.IsFinal))]);
    }
}
