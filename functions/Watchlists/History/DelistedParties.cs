using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>
/// Parties that left their list, in the table <c>delisted</c>, one partition per list. They stay findable by their entry with the day they
/// left; they are in no index and block nobody. A party that comes back leaves this table.
/// </summary>
internal sealed class DelistedParties(IRecordStore records)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "delisted";

    private const int MostPerCommit = 50;

    /// <summary>Notes what a delta removed and what it brought back. Repeating it changes nothing.</summary>
    public async Task ApplyAsync(WatchlistDelta delta, DateTimeOffset at, CancellationToken cancellation)
    {
        var gone = delta.Delisted.Select(party =>
            (RecordOperation)new RecordOperation.Put(RowOf(party.Entry),
            JsonSerializer.Serialize(new DelistedParty(party, at, delta.FromHash), EvidenceCodec.Options)));
        foreach (var chunk in gone.Chunk(MostPerCommit))
        {
            await records.CommitAsync(Table, delta.List.Value, chunk, cancellation);
        }

        // The first version of a list brings nobody back: nobody had left.
        if (delta.FromHash.Length > 0 && !delta.Added.IsEmpty)
        {
            var back = delta.Added.Select(party => party.Entry).ToHashSet();
            foreach (var returned in (await OfListAsync(delta.List, cancellation)).Where(one => back.Contains(one.Party.Entry)))
            {
                await records.CommitAsync(Table, delta.List.Value, [new RecordOperation.Delete(RowOf(returned.Party.Entry), "*")],
                    cancellation);
            }
        }
    }

    /// <summary>A party that left its list; null where it never did or came back.</summary>
    public async Task<DelistedParty?> FindAsync(ListEntryId entry, CancellationToken cancellation) =>
        await records.FindAsync(Table, entry.List.Value, RowOf(entry), cancellation) is { } record
            ? JsonSerializer.Deserialize<DelistedParty>(record.Json, EvidenceCodec.Options)
            : null;

    /// <summary>Everybody who left a list and did not come back, in the order of entries.</summary>
    public async Task<IReadOnlyList<DelistedParty>> OfListAsync(ListCode list, CancellationToken cancellation)
    {
        var parties = new List<DelistedParty>();
        var query = new RecordQuery(Table, list.Value);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            parties.AddRange(page.Records.Select(record => JsonSerializer.Deserialize<DelistedParty>(record.Json, EvidenceCodec.Options)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return [.. parties.OrderBy(one => one.Party.Entry)];
    }

    // Publishers' keys may hold characters that row keys may not.
    private static string RowOf(ListEntryId entry) => AuditRecord.HashOf(entry.ToString())[..32];
}
