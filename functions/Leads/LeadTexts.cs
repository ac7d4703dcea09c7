using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Leads;

/// <summary>Erases what was written in leads about somebody who is erased. A mark takes the place of each event, with what is left of it
/// under a seal; the log keeps the salted hash of what stood there.</summary>
internal sealed class LeadTexts(IRecordStore records, LeadStore leads, RowSeal seal)
{
    private const int MostRounds = 50;
    private const int EventsAtATime = 90;

    /// <summary>Erases the texts of every lead about these subjects.</summary>
    public async Task ForgetAsync(IReadOnlySet<SubjectRef> erased, ErasedPayload mark, CancellationToken cancellation)
    {
        foreach (var id in await leads.AboutAsync(erased, cancellation))
        {
            await ForgetAsync(id, mark, cancellation);
        }
    }

    /// <summary>The event of a row; what is left of it where its text was erased. Null where nothing can be read.</summary>
    public static LeadEvent? Read(StoredRecord row, RowSeal seal)
    {
        var json = ErasedPayload.Is(row.Json)
            ? JsonSerializer.Deserialize(row.Json, StoredJson.Default.ErasedPayload)?.Left is { } left
                ? seal.Open(LeadStore.Table, KeyOf(row), left) : null
            : SaltedEvent.Unwrap(row.Json);
        return json is null ? null : JsonSerializer.Deserialize<LeadEvent>(json, EnforcementCodec.Options);
    }

    private async Task ForgetAsync(string id, ErasedPayload mark, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var head = await records.FindAsync(LeadStore.Table, id, LeadStore.Head, cancellation);
            var (lead, marks) = ((Lead?)null, new List<RecordOperation>());
            await foreach (var row in records.ReadAllAsync(
                new RecordQuery(LeadStore.Table, id).WithPrefix(LeadStore.Events), cancellation))
            {
                var happened = Read(row, seal) ?? throw new InvalidDataException($"An event of the lead {id} cannot be read.");
                var left = EnforcementCore.Casework.LeadErasure.Of(happened);
                lead = LeadDecider.Apply(lead, left);
                if (!ErasedPayload.Is(row.Json) && left != happened)
                {
                    marks.Add(new RecordOperation.Put(row.Row, JsonSerializer.Serialize(mark with
                    {
                        Left = seal.Protect(LeadStore.Table, KeyOf(row), JsonSerializer.Serialize(left, EnforcementCodec.Options)),
                    }, StoredJson.Default.ErasedPayload)));
                }
            }

            if (head is null || lead is null || (marks.Count == 0 && head.Json == LeadStore.Write(lead)))
            {
                return;
            }

            // The head with the last of them: a lead that somebody changes meanwhile is read again.
            foreach (var chunk in marks.SkipLast(EventsAtATime).Chunk(EventsAtATime))
            {
                await records.CommitAsync(LeadStore.Table, id, chunk, cancellation);
            }

            RecordOperation moved = new RecordOperation.Replace(LeadStore.Head, head.ETag, LeadStore.Write(lead));
            if ((await records.CommitAsync(LeadStore.Table, id, [moved, .. marks.TakeLast(EventsAtATime)], cancellation)).Succeeded)
            {
                return;
            }
        }

        throw new TimeoutException($"A lead changed {MostRounds} times while its texts were erased.");
    }

    private static string KeyOf(StoredRecord row) => $"{row.Partition}/{row.Row}/left";
}
