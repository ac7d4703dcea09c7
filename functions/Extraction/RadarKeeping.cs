using System.Globalization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Extraction;

/// <summary>Forgets what the radar needs no longer: streams that rest, old alarms and choices, and blobs that no row names.</summary>
internal sealed class RadarKeeping(IRecordStore records, IBlobStore blobs, StreamStore streams, CampaignStore campaigns,
    AlarmStore alarms)
{
    /// <summary>Days after its last prompt for which a stream is kept.</summary>
    public const int StreamDays = 90;

    /// <summary>Days for which alarms and choices are kept. Their leads are kept like every lead.</summary>
    public const int AlarmDays = 400;

    /// <summary>Removes them; how many.</summary>
    public async Task<int> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var resting = new List<StreamKey>();
        await foreach (var (key, row) in streams.AllAsync(cancellation))
        {
            if (now - row.State.LastAt > TimeSpan.FromDays(StreamDays))
            {
                resting.Add(key);
            }
        }

        await streams.ForgetAsync(resting, cancellation);
        await alarms.ForgetAsync(alarm => now - alarm.At > TimeSpan.FromDays(AlarmDays), cancellation);
        var days = new List<string>();
        var before = now.AddDays(-AlarmDays).UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, RadarRows.Days) { Before = before }, cancellation))
        {
            days.Add(row.Row);
        }

        await records.ForgetAsync(RadarRows.Table, RadarRows.Days, days, cancellation);
        return resting.Count + days.Count + await PruneBlobsAsync(cancellation);
    }

    private async Task<int> PruneBlobsAsync(CancellationToken cancellation)
    {
        // Listed first: what is written meanwhile is not among them.
        var there = new List<string>();
        await foreach (var blob in blobs.ListAsync(RadarRows.Container, "", cancellation))
        {
            there.Add(blob.Name);
        }

        var named = (await campaigns.AllAsync(cancellation)).Where(one => one.EndedAt is null).Select(one => one.Blob)
            .Concat((await campaigns.ClassesAsync(cancellation)).Select(one => one.Blob)).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var name in there.Where(name => !named.Contains(name)))
        {
            removed += await blobs.DeleteAsync(RadarRows.Container, name, cancellation) ? 1 : 0;
        }

        return removed;
    }
}
