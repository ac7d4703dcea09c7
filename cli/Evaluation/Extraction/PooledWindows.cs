using System.Globalization;
using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>Windows of one size that the pooled test flags, of one pool of ordinary prompts in which everything is drawn alike.</summary>
/// <param name="FalseAlarms">Of windows of ordinary prompts.</param>
/// <param name="Flagged">Of windows with attack, by its share in per cent: the mean over families.</param>
internal sealed record PooledWindow(double FalseAlarms, IReadOnlyDictionary<string, double> Flagged);

/// <summary>What the pooled test does where its assumption holds: windows are drawn alike from one pool. That is how it was published; no
/// account of a router is drawn so.</summary>
internal static class PooledWindows
{
    private const int Windows = 300;
    private static readonly int[] Sizes = [50, 100, 200, 400];
    private static readonly int[] Shares = [5, 10, 25, 50, 100];

    /// <summary>By the size of windows; empty where there are too few ordinary prompts.</summary>
    public static Dictionary<string, PooledWindow> Run(IReadOnlyList<LabelledPrompt> prompts, ulong seed)
    {
        var ordinary = Draws.InOrderOf(prompts.Where(one => one.Kind != RadarData.Attack).Select(one => one.Sketch), seed);
        var families = prompts.Where(one => one.Kind == RadarData.Attack).GroupBy(one => one.Source)
            .Select(family => family.Select(one => one.Sketch).ToList()).ToList();
        var pool = ordinary[..(ordinary.Count * 3 / 4)];
        var others = ordinary[pool.Count..];
        var found = new Dictionary<string, PooledWindow>(StringComparer.Ordinal);
        foreach (var size in Sizes.Where(size => others.Count >= size && families.Count > 0))
        {
            var (test, bits) = (new PopulationTest(pool, size), new SplitMix(seed + (ulong)size));
            double Flagged(List<PromptSketch> attack, int share) => Enumerable.Range(0, Windows).Count(_ =>
            {
                // A prompt stands in a window once; where there are too few of an attack, all of them.
                var hidden = Math.Min(Enumerable.Range(0, size).Count(_ => bits.Below(100) < share), attack.Count);
                return test.Statistic([.. Draws.Some(attack, hidden, bits), .. Draws.Some(others, size - hidden, bits)]) > test.Threshold;
            }) / (double)Windows;
            found[Text(size)] = new PooledWindow(Math.Round(Flagged(others, 0), 3),
                Shares.ToDictionary(Text, share => Math.Round(families.Average(family => Flagged(family, share)), 3)));
        }

        return found;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
