using System.Collections.Immutable;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Records.Webhooks;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Console.RecordPages;

/// <summary>Reads what the page of the record shows.</summary>
internal sealed class RecordPageReader(AuditLog log, LogCheckpoints checkpoints, LegalHolds holds, TwoPersonActs approvals,
    WebhookOutbox webhooks, RecordsOptions options)
{
    private const int Shown = 50;
    private const int MostCounted = 1000;

    public async Task<RecordPageModel> ReadAsync(string? about, CancellationToken cancellation)
    {
        var head = await log.HeadAsync(cancellation);
        var key = about?.Trim() is { Length: > 0 and <= 200 } text && text.IndexOfAny(['/', '\\', '#', '?']) < 0 ? text : null;
        var endpoints = ImmutableArray.CreateBuilder<(string, int, int)>();
        foreach (var endpoint in options.Webhooks)
        {
            endpoints.Add((
                endpoint.Name,
                (await webhooks.ReadAsync(DeliveryState.Waiting, endpoint.Name, MostCounted, cancellation)).Count,
                (await webhooks.ReadAsync(DeliveryState.Dead, endpoint.Name, MostCounted, cancellation)).Count));
        }

        return new RecordPageModel
        {
            Head = head,
            Checkpoints = (await checkpoints.ReadAsync(cancellation)).Kept,
            Place = checkpoints.Place,
            About = key,
            Records = await RecordsAsync(key, head.Length, cancellation),
            Holds = await holds.AllAsync(cancellation),
            Approvals = await approvals.AllAsync(cancellation),
            Webhooks = endpoints.ToImmutable(),
        };
    }

    private async Task<ImmutableArray<AuditRecord>> RecordsAsync(string? about, long length, CancellationToken cancellation)
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        if (about is null)
        {
            await foreach (var record in log.ReadAsync(Math.Max(1, length - Shown + 1), length, cancellation))
            {
                records.Add(record);
            }
        }
        else
        {
            foreach (var sequence in (await log.AboutAsync(about, cancellation)).TakeLast(Shown))
            {
                records.Add((await log.FindAsync(sequence, cancellation))!);
            }
        }

        records.Reverse();
        return records.ToImmutable();
    }
}
