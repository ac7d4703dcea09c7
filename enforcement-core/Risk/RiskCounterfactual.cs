using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk;

/// <summary>The least that would have to be otherwise for a band to be lower: the fewest signals without which it falls.</summary>
/// <param name="Harm">The harm.</param>
/// <param name="Band">The band now.</param>
/// <param name="Remove">Ids of the signals, sorted; empty where no signal of the subject's own can change it.</param>
/// <param name="BandAfter">The band without them.</param>
/// <param name="HeldBy">What holds the band whatever the signals: a child, a floor, or the prior; null where signals do.</param>
public sealed record RiskCounterfactual(RiskHarm Harm, int Band, ImmutableArray<string> Remove, int BandAfter, string? HeldBy)
{
    /// <summary>
    /// Finds it. Groups count by their strongest member, so of a group the strongest k are taken away together, and what that gains is
    /// known; which groups, is a knapsack over whole numbers, solved exactly.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What was scored.</param>
    /// <param name="harm">The harm.</param>
    public static RiskCounterfactual Of(RiskModel model, RiskInput input, RiskHarm harm)
    {
        var now = RiskScorer.Assess(model, "", input).Of(harm);
        if (now.Band == 0)
        {
            return new RiskCounterfactual(harm, 0, [], 0, null);
        }

        var bound = model.Of(harm).Bands[now.Band - 1];
        if (HolderOf(model, input, harm, bound) is { } holder)
        {
            return new RiskCounterfactual(harm, now.Band, [], now.Band, holder);
        }

        var weighed = RiskScorer.Weigh(model, input)[harm].ToList();
        var groups = weighed.Where(one => one.Row.WeightMilli > 0)
            .GroupBy(one => one.Row.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.GroupBy(one => one.Signal.Id, StringComparer.Ordinal).Select(copies => copies.First())
                .OrderByDescending(one => one.Held).ThenBy(one => one.Signal.Id, StringComparer.Ordinal).ToArray()).ToList();
        var own = model.PriorOf(harm, input.Segment).Milli + groups.Sum(group => group[0].Held) + Against(weighed);
        var remove = Fewest(groups, own - bound + 1);
        var after = RiskScorer.Assess(model, "", input with { Signals = [.. input.Signals.Where(one => !remove.Contains(one.Id))] });
        return new RiskCounterfactual(harm, now.Band, remove, after.Of(harm).Band, null);
    }

    private static int Against(List<WeighedSignal> weighed) => weighed.Where(one => one.Row.WeightMilli < 0)
        .GroupBy(one => one.Row.Group, StringComparer.Ordinal).Sum(group => group.Min(one => one.Held));

    /// <summary>What keeps the band where it is without any signal of the subject's own that speaks for the harm.</summary>
    private static string? HolderOf(RiskModel model, RiskInput input, RiskHarm harm, int bound)
    {
        var bare = input with
        {
            Signals = [.. input.Signals.Where(one => model.RowOf(one) is not { WeightMilli: > 0 } row || row.Harm != harm)],
        };
        return RiskScorer.Assess(model, "", bare).Of(harm) is { } left && left.HeldMilli >= bound
            ? left.Contributions.FirstOrDefault(part => part.Kind is ContributionKind.Child or ContributionKind.Override)?.Reference
                ?? "prior"
            : null;
    }

    private static ImmutableArray<string> Fewest(List<WeighedSignal[]> groups, int need)
    {
        if (need <= 0)
        {
            return [];
        }

        var most = groups.Sum(group => group.Length);
        var gain = new int[most + 1];
        Array.Fill(gain, int.MinValue, 1, most);
        var taken = new ushort[groups.Count][];
        for (var g = 0; g < groups.Count; g++)
        {
            var (group, choice, next) = (groups[g], new ushort[most + 1], (int[])gain.Clone());
            for (var count = 1; count <= most; count++)
            {
                for (var k = 1; k <= Math.Min(group.Length, count); k++)
                {
                    var more = group[0].Held - (k < group.Length ? group[k].Held : 0);
                    if (gain[count - k] != int.MinValue && gain[count - k] + more > next[count])
                    {
                        (next[count], choice[count]) = (gain[count - k] + more, (ushort)k);
                    }
                }
            }

            (gain, taken[g]) = (next, choice);
        }

        var fewest = Enumerable.Range(0, most + 1).First(count => gain[count] >= need);
        var ids = ImmutableArray.CreateBuilder<string>();
        for (var g = groups.Count - 1; g >= 0; g--)
        {
            ids.AddRange(groups[g].Take(taken[g][fewest]).Select(one => one.Signal.Id));
            fewest -= taken[g][fewest];
        }

        ids.Sort(StringComparer.Ordinal);
        return ids.ToImmutable();
    }
}
