using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Stores;

/// <summary>A subject that is screened again when a list changes.</summary>
internal sealed record MonitoredSubject
{
    /// <summary>The newest request that asked for monitoring.</summary>
    public required ScreeningRequest Request { get; init; }

    /// <summary>Name of the API key that asked.</summary>
    public required string Client { get; init; }

    /// <summary>When the request was received.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }
}

/// <summary>Monitored subjects in the table <c>subjects</c>, sixteen shards by the subject's id; a newer request replaces the older one.</summary>
internal sealed class SubjectStore(IRecordStore records)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "subjects";

    /// <summary>Stores or replaces a subject durably.</summary>
    public async Task PutAsync(string subjectId, MonitoredSubject subject, CancellationToken cancellation)
    {
        var row = RowOf(subject.Client, subjectId);
        await records.CommitAsync(Table, Shard.OfKey(row).Partition, [new RecordOperation.Put(row, JsonSerializer.Serialize(subject, EvidenceCodec.Options))], cancellation);
    }

    /// <summary>Finds a client's subject; null where it is not monitored.</summary>
    public async Task<MonitoredSubject?> FindAsync(string client, string subjectId, CancellationToken cancellation)
    {
        var row = RowOf(client, subjectId);
        return await records.FindAsync(Table, Shard.OfKey(row).Partition, row, cancellation) is { } record
            ? JsonSerializer.Deserialize<MonitoredSubject>(record.Json, EvidenceCodec.Options)
            : null;
    }

    /// <summary>Ends the monitoring of a client's subject and removes what was kept for it.</summary>
    public async Task RemoveAsync(string client, string subjectId, CancellationToken cancellation)
    {
        var row = RowOf(client, subjectId);
        await records.CommitAsync(Table, Shard.OfKey(row).Partition, [new RecordOperation.Delete(row, "*")], cancellation);
    }

    private static string RowOf(string client, string subjectId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{subjectId}")));
}
