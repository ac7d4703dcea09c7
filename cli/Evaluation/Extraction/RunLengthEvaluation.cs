using System.Globalization;
using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>How long until an alarm on streams that calibration describes: scores of a class that judges by a calibration of its own, small
/// enough that the tails of all classes judge what lies beyond it. Invented scores, as a regression gives them; each stream has a
/// calibration of its own and keeps it.</summary>
internal static class RunLengthEvaluation
{
    private const int Streams = 200;
    private const int Calibration = 500;
    private const int Classes = 10;
    private const double Apart = 20;
    private static readonly double[] Levels = [.1, .01, .001];

    public static Dictionary<string, RunLength> Run(ulong seed)
    {
        var bits = new SplitMix(seed);
        return Levels.ToDictionary(level => level.ToString(CultureInfo.InvariantCulture), level =>
        {
            var lengths = Enumerable.Range(0, Streams).Select(_ => Length(level, bits)).ToList();
            var mean = lengths.Average();
            var deviation = Math.Sqrt(lengths.Sum(length => (length - mean) * (length - mean)) / (Streams - 1));
            return new RunLength(Math.Round(mean, 1), Math.Round(mean - (1.96 * deviation / Math.Sqrt(Streams)), 1), 1 / level);
        });
    }

    /// <summary>Prompts until the alarm, or twenty times what is promised.</summary>
    private static double Length(double level, SplitMix bits)
    {
        var (detector, campaign) = (new CampaignDetector(), Calibrated(bits));
        var most = (int)(20 / level);
        for (var i = 1; i <= most; i++)
        {
            if (detector.Add(campaign.Surprise(Score(bits)).P, level: level))
            {
                return i;
            }
        }

        return most;
    }

    /// <summary>The class of the stream, and others that lie so far below that they lend nothing but their tails.</summary>
    private static Campaign Calibrated(SplitMix bits)
    {
        var made = Enumerable.Range(0, Classes).Select(place => CalibrationClass.Of(place.ToString(CultureInfo.InvariantCulture),
            [.. Enumerable.Range(0, Calibration).Select(_ => Score(bits) - (place * Apart))])).ToList();
        return new Campaign("", [], [.. made.Select(one => one.Class)], [.. made.SelectMany(one => one.Tail).Order()]);
    }

    private static double Score(SplitMix bits)
    {
        var part = (bits.Below(1 << 30) + 0.5) / (1 << 30);
        return Math.Log(part / (1 - part));
    }
}
