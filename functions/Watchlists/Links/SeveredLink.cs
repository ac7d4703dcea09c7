using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
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
internal sealed class SeveredLinks(IRecordStore records, AuditIntake intake, TwoPersonActs approvals, TimeProvider time)
{
    public const string Table = "partylinks";
    public const string Partition = "words";

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

    /// <summary>Asks to sever a pair, or to take that back: a second person must agree, for it decides what every officer sees of a
    /// party. Both stay on record.</summary>
    public async Task<(TwoPersonResult Result, SeveredLink? Link)> AskAsync(LinkedPair pair, bool severed, Officer officer, string reason,
        CancellationToken cancellation)
    {
        switch (await approvals.AskAsync(severed ? "link.sever" : "link.restore", $"{pair.First} {pair.Second}", reason, officer,
            ReviewPermission.SeverLinks, cancellation))
        {
            case Agreement.Refused refused:
                return (new TwoPersonResult.Refused(refused.Refusal), null);
            case Agreement.Proposed proposed:
                return (new TwoPersonResult.Proposed(proposed.First), null);
            case Agreement.Agreed agreed:
                var who = $"{agreed.First.By}, {officer.Id}";
                return (new TwoPersonResult.Done(), await SayAsync(pair, severed, who, agreed.First.Reason, cancellation));
            case var other:
                throw new InvalidOperationException($"Unknown agreement {other.GetType()}.");
        }
    }

    private async Task<SeveredLink> SayAsync(LinkedPair pair, bool severed, string by, string reason, CancellationToken cancellation)
    {
        var row = RowOf(pair);
        while (true)
        {
            var record = await records.FindAsync(Table, Partition, row, cancellation);
            var before = record is null ? [] : Read(record.Json).Words;
            var next = new SeveredLink(pair.First, pair.Second, before.Add(new LinkWord(severed, by, reason, time.GetUtcNow())));
            var json = JsonSerializer.Serialize(next, EvidenceCodec.Options);
            RecordOperation operation = record is null ? new RecordOperation.Insert(row, json)
                : new RecordOperation.Replace(row, record.ETag, json);
            await intake.RecordAsync(by.Split(',')[0], severed ? RecordActs.LinkSevered : RecordActs.LinkRestored, row, cancellation,
                AuditRecord.HashOf(json));
            if ((await records.CommitAsync(Table, Partition, [operation], cancellation)).Succeeded)
            {
                return next;
            }
        }
    }

    /// <summary>The row of a pair.</summary>
    public static string RowOf(LinkedPair pair) => AuditRecord.HashOf($"{pair.First}\n{pair.Second}");

    private static SeveredLink Read(string json)
        => JsonSerializer.Deserialize<SeveredLink>(json, EvidenceCodec.Options) ?? throw new JsonException("The stored link is null.");
}
