using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>Streams of accounts with ordinary traffic that calibration describes; property names are the contract of the JSON.</summary>
/// <param name="Streams">Streams, each of one source and of at most 1,000 prompts in an order of its own.</param>
/// <param name="Prompts">Prompts of all of them.</param>
/// <param name="DifferentPrompts">Different prompts, over all halves; the streams of a source hold the same ones.</param>
/// <param name="Alarmed">Streams with an alarm.</param>
/// <param name="FalseAlarmsPer1000">Alarms for 1,000 prompts.</param>
/// <param name="ByKind">Streams and streams with an alarm by kind.</param>
/// <param name="Splits">How often traffic was halved anew: what is learned from and judged by, and what is watched.</param>
internal sealed record ManyStreamsSummary(int Streams, long Prompts, long DifferentPrompts, int Alarmed, double FalseAlarmsPer1000,
    IReadOnlyDictionary<string, StreamsOfKind> ByKind, int Splits);

/// <summary>Streams of a kind.</summary>
/// <param name="Streams">How many.</param>
/// <param name="Prompts">Their prompts.</param>
/// <param name="Alarmed">With an alarm.</param>
/// <param name="Alarms">Alarms.</param>
internal sealed record StreamsOfKind(int Streams, long Prompts, int Alarmed, int Alarms);

/// <summary>Watches many streams of ordinary traffic: kinds evenly, sources of a kind evenly, each stream for one of the campaigns. Scores
/// are made once a prompt and campaign; what differs between streams of one source is their order.</summary>
internal sealed class ManyStreams(List<LabelledPrompt> prompts, ulong seed)
{
    private const int Splits = 5;
    private const int StreamLength = 1000;
    private const int MostSeeds = 200;

    public ManyStreamsSummary Run(int streams)
    {
        var kinds = new SortedDictionary<string, StreamsOfKind>(StringComparer.Ordinal);
        var (total, different) = (0, 0L);
        for (var split = 0; split < Splits; split++)
        {
            var (campaigns, watched) = Halved(seed + ((ulong)split * 1000));
            different += watched.Sum(kind => kind.Value.Sum(source => (long)source.Count));
            var wanted = (int)((long)streams * (split + 1) / Splits);
            var bits = new SplitMix(seed + (ulong)split);
            var surprises = new Dictionary<(int, string, int), double[]>();
            for (; total < wanted; total++)
            {
                var kind = watched.ElementAt(bits.Below(watched.Count));
                var (source, campaign) = (bits.Below(kind.Value.Count), bits.Below(campaigns.Count));
                if (!surprises.TryGetValue((campaign, kind.Key, source), out var values))
                {
                    surprises[(campaign, kind.Key, source)] = values =
                        [.. kind.Value[source].Select(sketch => campaigns[campaign].Surprise(campaigns[campaign].Score(sketch)).P)];
                }

                var stream = Draws.InOrderOf(values, bits.Next()).Take(StreamLength).ToList();
                var alarms = AlarmsOf(stream);
                var known = kinds.GetValueOrDefault(kind.Key) ?? new StreamsOfKind(0, 0, 0, 0);
                kinds[kind.Key] = new StreamsOfKind(known.Streams + 1, known.Prompts + stream.Count,
                    known.Alarmed + (alarms > 0 ? 1 : 0), known.Alarms + alarms);
            }
        }

        var all = kinds.Values.Sum(kind => kind.Prompts);
        return new ManyStreamsSummary(total, all, different, kinds.Values.Sum(kind => kind.Alarmed),
            Math.Round(1000.0 * kinds.Values.Sum(kind => kind.Alarms) / Math.Max(1, all), 5), kinds, Splits);
    }

    private static int AlarmsOf(List<double> stream)
    {
        var (detector, alarms) = (new CampaignDetector(), 0);
        foreach (var surprise in stream)
        {
            if (detector.Add(surprise))
            {
                alarms++;
                detector = new CampaignDetector(); // Every alarm counts, not the first of a stream alone.
            }
        }

        return alarms;
    }

    /// <summary>Campaigns of one halving, and what they neither learned from nor are judged by, by kind and source.</summary>
    private (List<Campaign> Campaigns, SortedDictionary<string, List<List<PromptSketch>>> Watched) Halved(ulong halving)
    {
        var (training, calibration) = (new List<BenignClass>(), new List<BenignClass>());
        var watched = new SortedDictionary<string, List<List<PromptSketch>>>(StringComparer.Ordinal);
        foreach (var source in prompts.Where(one => one.Kind != RadarData.Attack).GroupBy(one => (one.Kind, one.Source)))
        {
            var all = Draws.InOrderOf(source.Select(one => one.Sketch), halving);
            var (learn, judge) = (all.Count / 5, all.Count / 2);
            training.Add(new BenignClass(source.Key.Source, all[..learn]));
            calibration.Add(new BenignClass(source.Key.Source, all[learn..(learn + judge)]));
            if (all.Count > learn + judge)
            {
                (watched.TryGetValue(source.Key.Kind, out var known) ? known : watched[source.Key.Kind] = [])
                    .Add(all[(learn + judge)..]);
            }
        }

        var campaigns = prompts.Where(one => one.Kind == RadarData.Attack).GroupBy(one => one.Source)
            .Select(family => Draws.InOrderOf(family.Select(one => one.Sketch), halving))
            .Select(all => Campaign.Make("", all[..Math.Min(MostSeeds, all.Count / 2)], training, calibration).Campaign).OfType<Campaign>()
            .ToList();
        return campaigns.Count > 0 && watched.Count > 0 ? (campaigns, watched)
            : throw new InvalidInputException("A family of attack that carries a campaign and ordinary prompts are needed.");
    }
}
