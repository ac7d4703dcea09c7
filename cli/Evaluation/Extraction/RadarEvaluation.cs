using System.Globalization;
using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>
/// Campaigns from some confirmed prompts of each family, watched over ordinary traffic and over mixtures. Prompts that a campaign learned
/// from or was calibrated on are never watched; apps of some data sets stay out of both.
/// </summary>
internal sealed class RadarEvaluation(List<LabelledPrompt> prompts, ulong seed)
{
    private const int MostSeeds = 200;
    private const int MostPrompts = 2000;
    private const int StreamLength = 1000;
    private const int Repeats = 21;
    private const int Window = 100;
    private const int ClusterAccounts = 100;
    private const int ClusterPrompts = 10;
    private const int HeldOutOf = 5; // One data set of apps in five is never seen before.
    private static readonly int[] Shares = [100, 50, 25, 10, 5];

    public RadarSummary Run()
    {
        var ordinary = prompts.Where(one => one.Kind != RadarData.Attack).ToList();
        var unseen = UnseenApps(ordinary);
        var (training, calibration, watched) = Split(ordinary.Where(one => !unseen.Contains(one.Source)).ToList());
        if (training.Concat(calibration).Sum(one => one.Sketches.Count) < Window + 2)
        {
            throw new InvalidInputException(
                "There are too few ordinary prompts: sources that are no attack, of some hundred prompts together, are needed to learn "
                    + "from.");
        }

        foreach (var app in ordinary.Where(one => unseen.Contains(one.Source)).GroupBy(one => one.Source))
        {
            watched.Add(("unseen-app", app.Key, [.. app.Select(one => one.Sketch)]));
        }

        var pooled = new PopulationTest([.. training.Concat(calibration).SelectMany(one => one.Sketches)], Window);
        var campaigns = new List<(Campaign Campaign, List<PromptSketch> Others)>();
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var family in prompts.Where(one => one.Kind == RadarData.Attack).GroupBy(one => one.Source))
        {
            var all = Draws.InOrderOf(family.Select(one => one.Sketch), seed);
            var seeds = Math.Min(MostSeeds, all.Count / 2);
            var (campaign, problem) = Campaign.Make(family.Key, all[..seeds], training, calibration);
            if (campaign is null)
            {
                refused.Add(family.Key, problem!);
            }
            else
            {
                campaigns.Add((campaign, all[seeds..]));
            }
        }

        var chat = watched.Where(one => one.Kind == "chat").DefaultIfEmpty(watched[0]).MaxBy(one => one.Sketches.Count).Sketches;
        var fair = PooledAtOneInAHundred(watched, pooled);
        var families = campaigns.ToDictionary(one => one.Campaign.Name, one => Family(one.Campaign, one.Others, chat, pooled, fair));
        var benign = watched.GroupBy(one => one.Kind).ToDictionary(kind => kind.Key, kind => Kind([.. kind], campaigns, pooled));
        return new RadarSummary(benign, families, Shares.ToDictionary(Text, share => refused.Count
            + families.Values.Count(one => one.MedianDelay[Text(share)] is null)), refused, 0, BytesOf(campaigns, chat),
            RunLengthEvaluation.Run(seed), PooledWindows.Run(prompts, seed));
    }

    /// <summary>What the service keeps of an account that is watched for as many campaigns as there are, eight at most.</summary>
    private static int BytesOf(List<(Campaign Campaign, List<PromptSketch> Others)> campaigns, List<PromptSketch> prompts)
        => WatchedStreamCodec.Write(WatchedStream.None.Add(prompts, campaigns.Take(WatchedStream.MostCampaigns)
            .ToDictionary(one => one.Campaign.Name, one => one.Campaign, StringComparer.Ordinal), DateTimeOffset.UnixEpoch).After).Length;

    private static string Text(int share) => share.ToString(CultureInfo.InvariantCulture);

    /// <summary>Apps of one data set in five: the name of the data set is what stands before the second word.</summary>
    private HashSet<string> UnseenApps(List<LabelledPrompt> ordinary)
    {
        static string SetOf(string source) => string.Join('_', source.Split('_').Take(2));
        var sets = Draws.InOrderOf(ordinary.Where(one => one.Kind == RadarData.App).Select(one => SetOf(one.Source)).Distinct()
            .Order(StringComparer.Ordinal), seed);
        var held = sets.Take(sets.Count / HeldOutOf).ToHashSet(StringComparer.Ordinal);
        return [.. ordinary.Where(one => one.Kind == RadarData.App && held.Contains(SetOf(one.Source))).Select(one => one.Source)];
    }

    private (List<BenignClass> Training, List<BenignClass> Calibration, List<(string Kind, string Source, List<PromptSketch> Sketches)>
        Watched) Split(List<LabelledPrompt> ordinary)
    {
        var (training, calibration) = (new List<BenignClass>(), new List<BenignClass>());
        var watched = new List<(string, string, List<PromptSketch>)>();
        foreach (var source in ordinary.GroupBy(one => (one.Kind, one.Source)))
        {
            var all = Draws.InOrderOf(source.Select(one => one.Sketch), seed);
            var (learn, judge) = (all.Count / 5, all.Count / 2);
            training.Add(new BenignClass(source.Key.Source, all[..learn]));
            calibration.Add(new BenignClass(source.Key.Source, all[learn..(learn + judge)]));
            watched.Add((source.Key.Kind, source.Key.Source, all[(learn + judge)..]));
        }

        return (training, calibration, watched);
    }

    private BenignKind Kind(List<(string Kind, string Source, List<PromptSketch> Sketches)> sources,
        List<(Campaign Campaign, List<PromptSketch> Others)> campaigns, PopulationTest pooled)
    {
        var (count, streams, alarmed, alarms) = (0L, 0, 0, 0);
        foreach (var (campaign, _) in campaigns)
        {
            foreach (var stream in sources.SelectMany(source => source.Sketches.Chunk(StreamLength)))
            {
                var (detector, before) = (new CampaignDetector(), alarms);
                foreach (var sketch in stream)
                {
                    if (detector.Add(campaign.Surprise(campaign.Score(sketch)).P))
                    {
                        alarms++;
                        detector = new CampaignDetector(); // Every alarm counts, not the first of a stream alone.
                    }
                }

                (count, streams, alarmed) = (count + stream.Length, streams + 1, alarmed + (alarms > before ? 1 : 0));
            }
        }

        var windows = sources.SelectMany(source => Windows(source.Sketches)).ToList();
        return new BenignKind(count, Rounded(1000.0 * alarms / Math.Max(1, count)), streams, alarmed,
            Rounded(windows.Count(window => pooled.Statistic(window) > pooled.Threshold) / (double)Math.Max(1, windows.Count)));
    }

    private AttackFamily Family(Campaign campaign, List<PromptSketch> attack, List<PromptSketch> chat, PopulationTest pooled, double fair)
    {
        var bits = new SplitMix(seed);
        PromptSketch Mixed(int share) => bits.Below(100) < share ? attack[bits.Below(attack.Count)] : chat[bits.Below(chat.Count)];
        int? Delay(int share)
        {
            var detector = new CampaignDetector();
            for (var i = 1; i <= MostPrompts; i++)
            {
                if (detector.Add(campaign.Surprise(campaign.Score(Mixed(share))).P))
                {
                    return i;
                }
            }

            return null;
        }

        var delays = Shares.ToDictionary(Text, share => Enumerable.Range(0, Repeats).Select(_ => Delay(share) ?? int.MaxValue).Order()
            .ElementAt(Repeats / 2) is var median && median == int.MaxValue ? (int?)null : median);
        var (cluster, clusterAt, alone) = (new CampaignDetector(), (int?)null, 0);
        var accounts = Enumerable.Range(0, ClusterAccounts).Select(_ => new CampaignDetector()).ToArray();
        for (var i = 0; i < ClusterAccounts * ClusterPrompts; i++)
        {
            var p = campaign.Surprise(campaign.Score(Mixed(25))).P;
            clusterAt = cluster.Add(p) ? i + 1 : clusterAt;
            alone += accounts[i % ClusterAccounts].Add(p) ? 1 : 0;
        }

        var windows = Enumerable.Range(0, 50)
            .Select(_ => Enumerable.Range(0, Window).Select(_ => attack[bits.Below(attack.Count)]).ToList());
        return new AttackFamily(delays, clusterAt, alone, Rounded(windows.Count(window => pooled.Statistic(window) > fair) / 50.0));
    }

    /// <summary>The threshold at which the pooled test would flag one ordinary account in a hundred.</summary>
    private static double PooledAtOneInAHundred(List<(string Kind, string Source, List<PromptSketch> Sketches)> watched,
        PopulationTest pooled)
    {
        var values = watched.SelectMany(source => Windows(source.Sketches)).Select(pooled.Statistic).Order().ToList();
        return values.Count == 0 ? pooled.Threshold : values[(int)(0.99 * (values.Count - 1))];
    }

    private static IEnumerable<PromptSketch[]> Windows(List<PromptSketch> sketches)
        => sketches.Chunk(Math.Min(Window, Math.Max(20, sketches.Count))).Where(window => window.Length >= 20);

    private static double Rounded(double value) => Math.Round(value, 4);
}
