using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.ProviderNotices;

/// <summary>A case that is to be read at its provider.</summary>
internal sealed record AwaitedCase(string Case, int Attempts, DateTimeOffset NextAt);

/// <summary>JSON of awaited cases.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AwaitedCase))]
internal sealed partial class AwaitedCaseJson : JsonSerializerContext;

/// <summary>
/// Reads at the provider whom a notice is about: its webhook names the case only. What is to be read is stored before the webhook is
/// answered and removed after the lead was matched; a provider that is busy or away is asked again, later each time.
/// </summary>
internal sealed class CasePulling(IRecordStore records, OpenAiCaseClient client, ProviderNoticeService notices, TimeProvider time,
    ILogger<CasePulling> log) : BackgroundService
{
    private const string Table = LeadStore.Table;
    private const string Partition = "pull";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Asks for a notice's case, where it names nobody and the provider can be asked.</summary>
    public Task AwaitAsync(ProviderNotice notice, CancellationToken cancellation)
        => notice.Identifier is not null || notice.Kind == "alert" || !client.IsConfigured ? Task.CompletedTask
            : records.CommitAsync(Table, Partition, [new RecordOperation.Put(RowOf(notice.CaseId),
                JsonSerializer.Serialize(new AwaitedCase(notice.CaseId, 0, time.GetUtcNow()), AwaitedCaseJson.Default.AwaitedCase))],
                cancellation);

    /// <summary>Reads what is due; how many cases were read.</summary>
    public async Task<int> PullAsync(CancellationToken cancellation)
    {
        var read = 0;
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition), cancellation))
        {
            try
            {
                read += await PullAsync(row, cancellation) ? 1 : 0;
            }
            catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
            {
                log.LogError(error, "An awaited case could not be read; it stays, and the others go on.");
            }
        }

        return read;
    }

    private async Task<bool> PullAsync(StoredRecord row, CancellationToken cancellation)
    {
        var awaited = JsonSerializer.Deserialize(row.Json, AwaitedCaseJson.Default.AwaitedCase)!;
        if (awaited.NextAt > time.GetUtcNow())
        {
            return false;
        }

        var pulled = await client.FindAsync(awaited.Case, cancellation);
        if (pulled.Notice is { } notice)
        {
            await notices.ReceiveAsync(notice, $"case\n{notice.CaseId}", cancellation);
        }
        else
        {
            log.LogWarning("Reading a provider's case failed at attempt {Attempt}: {Problem}", awaited.Attempts + 1, pulled.Problem);
        }

        RecordOperation next = pulled.IsFinal ? new RecordOperation.Delete(row.Row, row.ETag)
            : new RecordOperation.Replace(row.Row, row.ETag, JsonSerializer.Serialize(Later(awaited, pulled.RetryAfter),
                AwaitedCaseJson.Default.AwaitedCase));
        await records.CommitAsync(Table, Partition, [next], cancellation);
        return pulled.Notice is not null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (client.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PullAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Reading awaited cases failed; they stay.");
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }

    private AwaitedCase Later(AwaitedCase awaited, TimeSpan? retryAfter)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(awaited.Attempts, 20));
        var wait = doubled < LongestWait ? doubled : LongestWait;
        return awaited with { Attempts = awaited.Attempts + 1, NextAt = time.GetUtcNow() + (retryAfter > wait ? retryAfter.Value : wait) };
    }

    private static string RowOf(string caseId) => "openai-" + Enforcement.CommandKey.Hash(caseId)[..32];
}
