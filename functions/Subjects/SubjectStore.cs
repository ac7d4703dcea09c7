using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Subjects;

/// <summary>A subject that is screened again when a list changes.</summary>
internal sealed record MonitoredSubject
{
    /// <summary>The newest request that asked for monitoring.</summary>
    public required ScreeningRequest Request { get; init; }

    /// <summary>Name of the API key that asked.</summary>
    public required string Client { get; init; }

    /// <summary>When the request was received.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>What the subject was last screened against; null where that is not known: the next rescreening then screens it in
    /// full.</summary>
    public SubjectStanding? Standing { get; init; }
}

/// <summary>What a subject was last screened against, and what of the outcome a later change of the lists must know.</summary>
/// <param name="Corpus">Hash of the lists.</param>
/// <param name="Profile">Name and version of the profile that rescreening judges by.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Floor">How close a name must be to count as a namesake that goes (<see cref="RescreeningPlan.Remember"/>).</param>
/// <param name="FloorOfHits">How close to count as one that comes; null where an earlier build did not tell the two apart.</param>
/// <param name="Near">The listed names near the subject; null where they are too many to keep, or an earlier build kept none.</param>
internal sealed record SubjectStanding(string Corpus, string Profile, string Engine, double Floor, double? FloorOfHits =
    null, NearNames? Near = null)
{
    /// <summary>Both floors; where one is not known, any near party may matter.</summary>
    [JsonIgnore]
    public NamesakeFloors Floors => FloorOfHits is { } hits ? new NamesakeFloors(hits, Floor) : NamesakeFloors.Open;
}

/// <summary>A subject as it lies in the store.</summary>
/// <param name="Record">The row.</param>
/// <param name="Subject">Its content.</param>
internal sealed record StoredSubject(StoredRecord Record, MonitoredSubject Subject);

/// <summary>Monitored subjects in the table <c>subjects</c>, sixteen shards by the subject's id; a newer request replaces the older
/// one.</summary>
internal sealed class SubjectStore(IRecordStore records, AuditIntake intake)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "subjects";

    /// <summary>Stores or replaces a subject durably.</summary>
    public async Task PutAsync(string subjectId, MonitoredSubject subject, CancellationToken cancellation)
    {
        var row = RowOf(subject.Client, subjectId);
        await records.CommitAsync(Table, Shard.OfKey(row)
            .Partition, [new RecordOperation.Put(row, JsonSerializer.Serialize(subject, EvidenceCodec.Options))], cancellation);
    }

    /// <summary>Finds a client's subject; null where it is not monitored.</summary>
    public async Task<MonitoredSubject?> FindAsync(string client, string subjectId, CancellationToken cancellation)
    {
        var row = RowOf(client, subjectId);
        return await records.FindAsync(Table, Shard.OfKey(row).Partition, row, cancellation) is { } record
            ? JsonSerializer.Deserialize<MonitoredSubject>(record.Json, EvidenceCodec.Options)
            : null;
    }

    /// <summary>Ends the monitoring of a subject; false where it was not monitored. The act is recorded first: a row that is gone without
    /// it is named by verifying.</summary>
    public async Task<bool> RemoveAsync(string client, string subjectId, string actor, CancellationToken cancellation)
    {
        var row = RowOf(client, subjectId);
        while (await records.FindAsync(Table, Shard.OfKey(row).Partition, row, cancellation) is { } found)
        {
            await intake.RecordAsync(actor, RecordActs.MonitoringEnded, row, cancellation, AuditRecord.HashOf(found.Json));
            if ((await records.CommitAsync(Table, found.Partition, [new RecordOperation.Delete(row, found.ETag)], cancellation)).Succeeded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rows of a shard after a row, in the order of their keys.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="after">The last row that was read; empty for the beginning.</param>
    /// <param name="limit">Most rows, 1 to 1000.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<StoredRecord>> RowsAsync(Shard shard, string after, int limit, CancellationToken cancellation) =>
        (await records.QueryAsync(new RecordQuery(Table, shard.Partition) { From = after.Length == 0 ? null : after + "0", Limit = limit },
        cancellation)).Records;

    /// <summary>A row as a subject.</summary>
    public static StoredSubject Read(StoredRecord record) =>
        new(record, JsonSerializer.Deserialize<MonitoredSubject>(record.Json, EvidenceCodec.Options)
        ?? throw new JsonException("The stored subject is null."));

    /// <summary>Remembers what a subject was screened against, unless the subject changed or left meanwhile: then its own screening knows
    /// better.</summary>
    public Task StandAsync(StoredSubject stored, SubjectStanding standing, CancellationToken cancellation) => records.CommitAsync(
        Table,
        stored.Record.Partition,
        [new RecordOperation.Replace(stored.Record.Row, stored.Record.ETag,
            JsonSerializer.Serialize(stored.Subject with { Standing = standing }, EvidenceCodec.Options))],
        cancellation);

    /// <summary>The row of a client's subject.</summary>
    public static string RowOf(string client, string subjectId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{subjectId}")));
}
