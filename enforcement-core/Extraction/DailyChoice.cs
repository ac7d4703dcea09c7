using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Extraction;

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
