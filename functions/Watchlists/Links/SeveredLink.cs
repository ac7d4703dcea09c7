using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>What somebody said of a link, and when.</summary>
/// <param name="IsSevered">True where they said that the two are different parties, false where they took that back.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
internal sealed record LinkWord(bool IsSevered, string By, string Reason, DateTimeOffset At);

/// <summary>A pair of listings that somebody said something of: every word in order, the last counts.</summary>
internal sealed record SeveredLink(ListEntryId First, ListEntryId Second, ImmutableArray<LinkWord> Words)
{
    /// <summary>True where the two are not linked, whatever the rules find.</summary>
    public bool IsSevered => Words[^1].IsSevered;
}

/// <summary>The words on links, in the table <c>partylinks</c>.</summary>
internal sealed class SeveredLinks(IRecordStore records, TimeProvider time)
{
    private const string Table = "partylinks";
    private const string Partition = "words";

    /// <summary>All pairs that somebody said something of.</summary>
    public async Task<ImmutableArray<SeveredLink>> AllAsync(CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<SeveredLink>();
        var query = new RecordQuery(Table, Partition);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            all.AddRange(page.Records.Select(record => Read(record.Json)));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        return all.ToImmutable();
    }

    /// <summary>Severs a pair, or takes it back; both stay on record.</summary>
    public async Task<SeveredLink> SayAsync(LinkedPair pair, bool severed, string by, string reason, CancellationToken cancellation)
    {
        var row = AuditRecord.HashOf($"{pair.First}\n{pair.Second}");
        while (true)
        {
            var record = await records.FindAsync(Table, Partition, row, cancellation);
            var before = record is null ? [] : Read(record.Json).Words;
            var next = new SeveredLink(pair.First, pair.Second, before.Add(new LinkWord(severed, by, reason, time.GetUtcNow())));
            var json = JsonSerializer.Serialize(next, EvidenceCodec.Options);
            RecordOperation operation = record is null ? new RecordOperation.Insert(row, json)
                : new RecordOperation.Replace(row, record.ETag, json);
            if ((await records.CommitAsync(Table, Partition, [operation], cancellation)).Succeeded)
            {
                return next;
            }
        }
    }

    private static SeveredLink Read(string json)
        => JsonSerializer.Deserialize<SeveredLink>(json, EvidenceCodec.Options) ?? throw new JsonException("The stored link is null.");
}
