using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>A stream and one campaign.</summary>
/// <param name="Since">When it was watched first.</param>
/// <param name="Running">The evidence since then.</param>
/// <param name="Today">The evidence of the day alone: a day begins anew, or it is no evidence of that day.</param>
/// <param name="Before">The evidence of the last day before on which anything came; null where there was none.</param>
/// <param name="Nearest">The benign class that the last prompt, or the one of the alarm, surprised least.</param>
/// <param name="Told">True from when the alarm was stated.</param>
public sealed record CampaignWatch(DateTimeOffset Since, DetectorState Running, DetectorState Today, DayEvidence? Before, string Nearest,
    bool Told);

/// <summary>The evidence of one day.</summary>
/// <param name="Day">The day of UTC.</param>
/// <param name="Value">As one e-value, see <see cref="CampaignDetector.Value"/>.</param>
/// <param name="Prompts">Prompts that it rests on.</param>
public sealed record DayEvidence(DateOnly Day, double Value, int Prompts);

/// <summary>A prompt that came lately.</summary>
/// <param name="Hash">See <see cref="PromptSketch.Hash"/>.</param>
/// <param name="At">When.</param>
public sealed record RecentPrompt(ulong Hash, DateTimeOffset At);

/// <summary>What gave an alarm.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Watch">The stream at that moment.</param>
public sealed record StreamAlarm(string Campaign, CampaignWatch Watch);

/// <summary>
/// What is kept of a stream of prompts, of an account or of a cluster: evidence by campaign, and which prompts came lately, so that a
/// request sent again is one. No prompt and no sketch is kept.
/// </summary>
/// <param name="Day">The day of <see cref="CampaignWatch.Today"/>.</param>
/// <param name="Campaigns">By the campaign's id.</param>
/// <param name="Recent">Prompts of the last minutes, the newest last.</param>
/// <param name="Prompts">Prompts in all.</param>
/// <param name="LastAt">When the last one came.</param>
public sealed record WatchedStream(DateOnly Day, ImmutableSortedDictionary<string, CampaignWatch> Campaigns,
    ImmutableArray<RecentPrompt> Recent, long Prompts, DateTimeOffset LastAt)
{
    /// <summary>Most campaigns that are watched at once: what is kept of an account stays small.</summary>
    public const int MostCampaigns = 8;

    /// <summary>Prompts that are remembered for being the same.</summary>
    public const int MostRecent = 32;

    /// <summary>How long the same prompt is one that was sent again.</summary>
    public static readonly TimeSpan SentAgain = TimeSpan.FromMinutes(10);

    /// <summary>A stream of which nothing was seen.</summary>
    public static WatchedStream None { get; } = new(DateOnly.MinValue,
        ImmutableSortedDictionary.Create<string, CampaignWatch>(StringComparer.Ordinal), [], 0, DateTimeOffset.MinValue);

    /// <summary>Takes prompts in, in order of arrival: what it is then, how many were sent again, and which campaigns may be stated now:
    /// alarmed, not stated before, and resting on <see cref="CampaignDetector.FewestForStatement"/> prompts or more.</summary>
    /// <param name="prompts">Sketches, which are forgotten.</param>
    /// <param name="campaigns">Campaigns in force, by id.</param>
    /// <param name="now">When they came.</param>
    public (WatchedStream After, int Again, ImmutableArray<StreamAlarm> Alarms) Add(IReadOnlyList<PromptSketch> prompts,
        IReadOnlyDictionary<string, Campaign> campaigns, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(campaigns);
        var recent = Recent.Where(one => now - one.At < SentAgain).ToList();
        var (known, fresh) = (recent.Select(one => one.Hash).ToHashSet(), new List<PromptSketch>(prompts.Count));
        foreach (var prompt in prompts)
        {
            var hash = prompt.Hash;
            if (known.Add(hash))
            {
                fresh.Add(prompt);
                recent.Add(new RecentPrompt(hash, now));
            }
        }

        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var (watched, alarms) = (Campaigns.ToBuilder(), ImmutableArray.CreateBuilder<StreamAlarm>());
        watched.RemoveRange(Campaigns.Keys.Where(id => !campaigns.ContainsKey(id)));
        foreach (var (id, campaign) in campaigns.OrderBy(one => one.Key, StringComparer.Ordinal).Where(_ => fresh.Count > 0))
        {
            var after = Watch(watched.GetValueOrDefault(id) ?? new CampaignWatch(now, new CampaignDetector().State,
                new CampaignDetector().State, null, "", false), campaign, fresh, day);
            if (after is { Told: false, Running: { AlarmAt: not null, Prompts: >= CampaignDetector.FewestForStatement } })
            {
                after = after with { Told = true };
                alarms.Add(new StreamAlarm(id, after));
            }

            watched[id] = after;
        }

        return (new WatchedStream(day, watched.ToImmutable(), [.. recent.TakeLast(MostRecent)], Prompts + fresh.Count, now),
            prompts.Count - fresh.Count, alarms.ToImmutable());
    }

    /// <summary>The evidence of one day for a campaign; null where nothing came, or too little to say anything.</summary>
    public DayEvidence? EvidenceOf(string campaign, DateOnly day)
    {
        if (!Campaigns.TryGetValue(campaign, out var watch))
        {
            return null;
        }

        var found = Day == day ? new DayEvidence(day, new CampaignDetector(watch.Today).Value, watch.Today.Prompts) : watch.Before;
        return found is { Prompts: >= CampaignDetector.FewestForStatement } && found.Day == day ? found : null;
    }

    private CampaignWatch Watch(CampaignWatch watch, Campaign campaign, List<PromptSketch> prompts, DateOnly day)
    {
        var today = new CampaignDetector(Day == day ? watch.Today : null);
        var before = Day == day || watch.Today.Prompts == 0 ? watch.Before
            : new DayEvidence(Day, new CampaignDetector(watch.Today).Value, watch.Today.Prompts);
        var (running, nearest) = (new CampaignDetector(watch.Running), watch.Nearest);
        foreach (var prompt in prompts)
        {
            var score = campaign.Score(prompt);
            var (p, least) = campaign.Surprise(score);
            nearest = running.IsAlarmed ? nearest : least;
            var above = campaign.IsAboveAll(score);
            today.Add(p, above);
            running.Add(p, above);
        }

        return watch with { Running = running.State, Today = today.State, Before = before, Nearest = nearest };
    }
}
