using System.Globalization;
using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>Is the promise of the detector kept: on streams that calibration describes, how long until an alarm.</summary>
internal static class RunLengthEvaluation
{
    private const int Streams = 200;
    private const int Calibration = 500;
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
        var detector = new CampaignDetector();
        var most = (int)(20 / level);
        for (var i = 1; i <= most; i++)
        {
            // A score and its calibration are exchangeable: its rank is even.
            if (detector.Add((1.0 + bits.Below(Calibration + 1)) / (Calibration + 1), level: level))
            {
                return i;
            }
        }

        return most;
    }
}
