using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.GoodGuys;

/// <summary>
/// All good-guy entries in one place, for the page that looks after them: a copy of the rows that lie with each subject, brought up to date
/// whenever an alert is settled. Screening never reads the copy.
/// </summary>
internal sealed class GoodGuyIndex(IRecordStore records, AlertStore alerts)
{
    private const string Table = "goodguys";
    private const string Partition = "all";

    /// <summary>Copies the entries of an alert's subject, where the alert ever changed one.</summary>
    public async Task FollowAsync(AlertFile file, CancellationToken cancellation)
    {
        if (!file.Events.Any(happened => happened is GoodGuyCreated or GoodGuyRevoked or GoodGuyReviewed))
        {
            return;
        }

        var subject = file.Alert.Id.SubjectKey;
        foreach (var row in await alerts.AllGoodGuysAsync(subject, cancellation))
        {
            await CopyAsync($"{subject}-{AlertRows.OfGoodGuy(ScreeningCore.Parties.ListEntryId.Parse(row.Entry))}", row, cancellation);
        }
    }

    /// <summary>All entries, revoked ones included.</summary>
    public async Task<ImmutableArray<GoodGuyRow>> ReadAsync(CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<GoodGuyRow>();
        var query = new RecordQuery(Table, Partition);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            found.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.GoodGuyRow)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return found.ToImmutable();
    }

    /// <summary>Removes the copies of entries that came from an alert that was erased.</summary>
    public async Task ForgetAsync(ScreeningCore.Review.AlertId alert, CancellationToken cancellation)
    {
        var rows = new List<string>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition).WithPrefix(alert.SubjectKey + "-"), cancellation))
        {
            if (JsonSerializer.Deserialize(row.Json, AlertRowJson.Default.GoodGuyRow)!.Alert == alert.ToString())
            {
                rows.Add(row.Row);
            }
        }

        await records.ForgetAsync(Table, Partition, rows, cancellation);
    }

    /// <summary>An older state never replaces a newer one, whoever is slower.</summary>
    private async Task CopyAsync(string key, GoodGuyRow row, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(row, AlertRowJson.Default.GoodGuyRow);
        while (true)
        {
            var stored = await records.FindAsync(Table, Partition, key, cancellation);
            if (stored is not null && JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.GoodGuyRow)!.Stamp >= row.Stamp)
            {
                return;
            }

            RecordOperation change = stored is null ? new RecordOperation.Insert(key, json)
                : new RecordOperation.Replace(key, stored.ETag, json);
            if ((await records.CommitAsync(Table, Partition, [change], cancellation)).Succeeded)
            {
                return;
            }
        }
    }
}
