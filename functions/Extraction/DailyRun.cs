using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Extraction;

/// <summary>
/// The choice of each finished day (e-BH): of all streams that said enough, those of which at most a share is expected to be wrong, however
/// they depend on one another. Streams and campaigns are chosen from together. A day is chosen from once.
/// </summary>
internal sealed class DailyRun(IRecordStore records, StreamStore streams, CampaignStore campaigns, AlarmStore alarms, TimeProvider time)
{
    /// <summary>The expected share of wrong ones among those that are chosen.</summary>
    public const double WrongShare = 0.1;

    /// <summary>Chooses from the day before, where nobody did; true where it did.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        var row = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (await records.FindAsync(RadarRows.Table, RadarRows.Days, row, cancellation) is not null)
        {
            return false;
        }

        var known = (await campaigns.AllAsync(cancellation)).Where(one => one.EndedAt is null).ToList();
        var found = new List<(CampaignRow Campaign, StreamKey Key, StreamRow Row, DayEvidence Evidence)>();
        await foreach (var (key, stream) in streams.AllAsync(cancellation))
        {
            foreach (var campaign in known)
            {
                if (stream.State.EvidenceOf(campaign.Id, day) is { } evidence)
                {
                    found.Add((campaign, key, stream, evidence));
                }
            }
        }

        var chosen = DailyChoice.Of([.. found.Select(one => one.Evidence.Value)], WrongShare).Select(place => found[place]).ToList();
        foreach (var (campaign, key, stream, evidence) in chosen)
        {
            await TellAsync(campaign, key, stream, evidence, row, cancellation);
        }

        var about = new DayRow(row, found.Count, [.. chosen.Select(one => new ChosenStream(one.Campaign.Id, one.Key.Key,
            one.Key.Kind.ToString(), one.Evidence.Value, one.Evidence.Prompts))]);
        await records.CommitAsync(RadarRows.Table, RadarRows.Days, [new RecordOperation.Insert(row, JsonSerializer.Serialize(about,
            RadarRowJson.Default.DayRow))], cancellation);
        return true;
    }

    /// <summary>The choices of past days, the newest first.</summary>
    public async Task<IReadOnlyList<DayRow>> AllAsync(CancellationToken cancellation)
    {
        var days = new List<DayRow>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, RadarRows.Days), cancellation))
        {
            days.Add(JsonSerializer.Deserialize(row.Json, RadarRowJson.Default.DayRow)!);
        }

        days.Reverse();
        return days;
    }

    private Task TellAsync(CampaignRow campaign, StreamKey key, StreamRow stream, DayEvidence evidence, string day,
        CancellationToken cancellation)
    {
        var watch = stream.State.Campaigns[campaign.Id];
        var text = string.Create(CultureInfo.InvariantCulture, $"chosen of the day {day} on {evidence.Prompts} prompts, e-value ")
            + string.Create(CultureInfo.InvariantCulture, $"{evidence.Value:G4}; of those chosen a tenth is expected to be wrong.");
        return alarms.TellAsync(key, stream.Account, campaign.Id, campaign.Name, text, new AlarmRow(campaign.Id, key.Key,
            key.Kind.ToString(), stream.Account, watch.Since, time.GetUtcNow(), watch.Running.AlarmAt ?? 0, watch.Running.Prompts,
            watch.Running.Above, new CampaignDetector(watch.Running).Evidence, watch.Nearest, ""), cancellation);
    }
}
