using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Extraction;

/// <summary>How scores of a class of ordinary traffic lie, for a campaign.</summary>
public sealed record ClassScores(string Name, int Count, double Median, double High, double Highest);

/// <summary>How a campaign is judged: scores of ordinary traffic by class, and of what was confirmed.</summary>
public sealed record Calibration(CampaignRow Campaign, IReadOnlyList<ClassScores> Classes, double ConfirmedLow, double ConfirmedMedian);

/// <summary>Everything that the page of the radar shows.</summary>
public sealed record RadarPage(string Mode, IReadOnlyList<Calibration> Campaigns, IReadOnlyList<CampaignRow> Ended,
    IReadOnlyList<ClassRow> Classes, IReadOnlyList<AlarmRow> Alarms, IReadOnlyList<DayRow> Days);

/// <summary>Reads how the radar stands.</summary>
internal sealed class RadarReader(CampaignStore campaigns, AlarmStore alarms, DailyRun days, ServiceOptions options)
{
    private const int MostAlarms = 500;
    private const int MostDays = 60;

    /// <summary>How it stands.</summary>
    public async Task<RadarPage> ReadAsync(CancellationToken cancellation)
    {
        var all = await campaigns.AllAsync(cancellation);
        var shown = new List<Calibration>();
        foreach (var row in all.Where(one => one.EndedAt is null))
        {
            var (campaign, seeds) = await campaigns.BlobAsync(row, cancellation);
            var confirmed = seeds.Select(PromptSketch.Read).OfType<PromptSketch>().Select(campaign.Score).Order().ToList();
            shown.Add(new Calibration(row, [.. campaign.Classes.Where(one => !one.Scores.IsEmpty).Select(one => new ClassScores(one.Name,
                one.Scores.Length, At(one.Scores, .5), At(one.Scores, .99), one.Scores[^1])).OrderByDescending(one => one.Highest)],
                At(confirmed, .05), At(confirmed, .5)));
        }

        return new RadarPage(options.Radar.ToString().ToLowerInvariant(), shown, [.. all.Where(one => one.EndedAt is not null)],
            await campaigns.ClassesAsync(cancellation), [.. (await alarms.AllAsync(cancellation)).Take(MostAlarms)],
            [.. (await days.AllAsync(cancellation)).Take(MostDays)]);
    }

    private static double At(IReadOnlyList<double> ascending, double share)
        => Math.Round(ascending[(int)(share * (ascending.Count - 1))], 3);
}
