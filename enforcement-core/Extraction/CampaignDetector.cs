using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>
/// Watches one stream of prompts, of an account or of a whole cluster in order of arrival, for a campaign. Evidence that is good against
/// every benign class multiplies; it never falls below where it began. If what surprises were even and independent for a benign class, the
/// expected number of prompts until an alarm would be at least one over the level; how far <see cref="Campaign.Surprise"/> is from that,
/// is measured.
/// </summary>
/// <remarks>J. Shin, A. Ramdas, A. Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", 2022.</remarks>
public sealed class CampaignDetector
{
    /// <summary>The level: an alarm is expected once in so many prompts of a benign stream, at most.</summary>
    public const double Level = 0.001;

    /// <summary>Prompts below which nothing is said of a stream by name: a lead says how many it rests on.</summary>
    public const int FewestForStatement = 20;

    // Each bets a part of what it has on surprise: whoever bets all loses it to the ordinary prompts among which an attack hides.
    private static readonly ImmutableArray<(double Part, double Power)> Bets =
        [(1, .1), (1, .3), (1, .5), (1, .7), (.3, .1), (.1, .1), (.03, .1), (.1, .3)];

    private readonly double[] _running = [.. Bets.Select(_ => 1.0)];

    /// <summary>The evidence: the mean over bets; an alarm from one over the level.</summary>
    public double Evidence { get; private set; } = 1;

    /// <summary>The evidence as one e-value of all prompts so far: at most 1 is expected of a benign stream. Evidence that begins anew at
    /// every prompt is expected to be at most their number.</summary>
    public double Value => Evidence / Math.Max(1, Prompts);

    /// <summary>Prompts seen.</summary>
    public int Prompts { get; private set; }

    /// <summary>Prompts that scored above every benign score.</summary>
    public int Above { get; private set; }

    /// <summary>True from the moment at which the evidence was enough; it stays.</summary>
    public bool IsAlarmed { get; private set; }

    /// <summary>Takes a prompt in; true where this one gave the alarm.</summary>
    /// <param name="p">How surprising it is, see <see cref="Campaign.Surprise"/>; above 0, at most 1.</param>
    /// <param name="isAboveAll">True where no benign class has so high a score.</param>
    /// <param name="level">The level.</param>
    public bool Add(double p, bool isAboveAll = false, double level = Level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        var sum = 0.0;
        for (var i = 0; i < Bets.Length; i++)
        {
            var (part, power) = Bets[i];
            var won = 1 - part + (part * power * Math.Pow(p, power - 1));
            _running[i] = Math.Min(Math.Max(_running[i], 1) * won, 1e300);
            sum += _running[i];
        }

        (Prompts, Above, Evidence) = (Prompts + 1, Above + (isAboveAll ? 1 : 0), sum / Bets.Length);
        var first = !IsAlarmed && Evidence >= 1 / level;
        IsAlarmed |= first;
        return first;
    }
}

/// <summary>Many streams at once: which to look into, so that among them at most a share is expected to be wrong, however they depend on
/// one another. Each day restarts its evidence, or it is not evidence of that day.</summary>
/// <remarks>R. Wang, A. Ramdas, "False discovery rate control with e-values", JRSS B 84 (2022).</remarks>
public static class DailyChoice
{
    /// <summary>The places of the streams to look into, the strongest first.</summary>
    /// <param name="evidence">The e-value of each stream that day, see <see cref="CampaignDetector.Value"/>.</param>
    /// <param name="share">The expected share of wrong ones among them.</param>
    public static ImmutableArray<int> Of(IReadOnlyList<double> evidence, double share)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var order = Enumerable.Range(0, evidence.Count).OrderByDescending(place => evidence[place]).ThenBy(place => place).ToArray();
        var count = 0;
        for (var k = 1; k <= order.Length; k++)
        {
            count = evidence[order[k - 1]] >= evidence.Count / (k * share) ? k : count;
        }

        return [.. order.Take(count)];
    }
}
