using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Compliance.EnforcementCore.Signals;

namespace Compliance.EnforcementCore.Risk;

/// <summary>
/// The score: per harm the prior of the segment, plus the strongest signal for and the strongest against of each dependence group, each
/// halved by its half-life. Whole numbers, so that no order of arrival can matter, and parts that add up exactly.
/// </summary>
public static class RiskScorer
{
    /// <summary>How far ahead of the moment a signal may be observed: clocks differ.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly RiskHarm[] All = Enum.GetValues<RiskHarm>();

    /// <summary>By the very model, and gone with it: a copy of a model is another one.</summary>
    private static readonly ConditionalWeakTable<RiskModel, ConcurrentDictionary<(RiskHarm Harm, string Segment), HarmRisk>>
        KnownAlone = [];

    /// <summary>Scores a subject.</summary>
    /// <param name="model">The model.</param>
    /// <param name="modelHash">Its hash, see <see cref="RiskModelCodec.HashOf"/>.</param>
    /// <param name="input">What is scored.</param>
    public static RiskAssessment Assess(RiskModel model, string modelHash, RiskInput input)
    {
        var weighed = Weigh(model, input);
        return new RiskAssessment(input.Subject, input.Segment, input.At, modelHash,
            [.. All.Select(harm => Of(model, input, harm, weighed))]);
    }

    /// <summary>The signals that count for something, weighed.</summary>
    internal static ILookup<RiskHarm, WeighedSignal> Weigh(RiskModel model, RiskInput input)
    {
        var cooldown = TimeSpan.FromHours(model.CooldownHours);
        var weighed = new List<WeighedSignal>(input.Signals.Count);
        foreach (var signal in input.Signals)
        {
            if (signal.ObservedAt - input.At > Ahead || model.RowOf(signal) is not { } row)
            {
                continue;
            }

            var age = input.At - signal.ObservedAt;
            var points = HalfLife.Left(row.WeightMilli, signal.CertaintyPercent, age, row.HalfLifeHours);
            var held = row.WeightMilli >= 0
                ? HalfLife.Left(row.WeightMilli, signal.CertaintyPercent, age - cooldown, row.HalfLifeHours)
                : age >= cooldown ? points : 0;
            if (points == 0 && held == 0)
            {
                continue; // Nothing is left of it.
            }

            weighed.Add(new WeighedSignal(signal, row, points, held, (int)Math.Max(age.TotalHours, 0)));
        }

        return weighed.ToLookup(one => one.Row.Harm);
    }

    private static HarmRisk Of(RiskModel model, RiskInput input, RiskHarm harm, ILookup<RiskHarm, WeighedSignal> weighed)
    {
        if (!weighed.Contains(harm) && !input.Overrides.Any(one => one.Harm == harm) && !input.Children.Any(child => child.Harm == harm))
        {
            return Alone(model, harm, input.Segment);
        }

        var prior = model.PriorOf(harm, input.Segment);
        var parts = new List<RiskContribution>
        {
            new(ContributionKind.Prior, prior.Segment, "", "", prior.Milli, 0, $"Where the segment {prior.Segment} begins"),
        };
        var outvoted = new List<OutvotedSignal>();
        var held = prior.Milli;
        foreach (var group in weighed[harm].GroupBy(one => (one.Row.Group, For: one.Row.WeightMilli >= 0))
            .OrderBy(group => group.Key.Group, StringComparer.Ordinal).ThenBy(group => group.Key.For))
        {
            var members = group.ToList();
            var best = members.Min(WeighedSignal.Strongest)!;
            parts.Add(new RiskContribution(ContributionKind.Signal, best.Signal.Id, best.Row.Type, best.Row.Group, best.Points,
                best.AgeHours, best.Signal.Text));
            foreach (var one in members.Where(one => one.Signal.Id != best.Signal.Id))
            {
                outvoted.Add(new OutvotedSignal(one.Signal.Id, one.Row.Type, one.Points, best.Signal.Id));
            }

            held += group.Key.For ? members.Max(one => one.Held) : members.Min(one => one.Held);
        }

        outvoted.Sort(Weightiest);
        held = Raise(model, input, harm, parts, held);
        var milli = parts.Sum(part => part.Points);
        held = Math.Max(held, milli);
        return new HarmRisk(harm, milli, held, model.BandOf(harm, held),
            [.. parts.OrderByDescending(part => Math.Abs(part.Points)).ThenBy(part => part.Kind)
                .ThenBy(part => part.Reference, StringComparer.Ordinal)],
            [.. outvoted],
            [.. model.Of(harm).Expected.Where(group => !weighed[harm].Any(one => one.Row.Group == group))]);
    }

    /// <summary>The score of a harm of which nothing is known: most harms of most subjects. It is the same for the whole segment.</summary>
    private static HarmRisk Alone(RiskModel model, RiskHarm harm, string segment) => KnownAlone.GetValue(model, _ => [])
        .GetOrAdd((harm, segment), key =>
        {
            var prior = model.PriorOf(key.Harm, key.Segment);
            return new HarmRisk(key.Harm, prior.Milli, prior.Milli, model.BandOf(key.Harm, prior.Milli), [new RiskContribution(
                ContributionKind.Prior, prior.Segment, "", "", prior.Milli, 0, $"Where the segment {prior.Segment} begins")], [],
                [.. model.Of(key.Harm).Expected]);
        });

    private static int Weightiest(OutvotedSignal one, OutvotedSignal other) => Math.Abs(one.Points) != Math.Abs(other.Points)
        ? Math.Abs(other.Points).CompareTo(Math.Abs(one.Points)) : string.CompareOrdinal(one.Signal, other.Signal);

    /// <summary>What children and people add: a child's score where it stands above, a ceiling, then a floor, which wins.</summary>
    private static int Raise(RiskModel model, RiskInput input, RiskHarm harm, List<RiskContribution> parts, int held)
    {
        var children = input.Children.Where(child => child.Harm == harm).ToList();
        if (children.Count > 0)
        {
            held = Math.Max(held, children.Max(child => child.HeldMilli) - model.ChildDiscountMilli);
            var worst = children.OrderByDescending(child => child.Milli).ThenBy(child => child.Child).First();
            var more = worst.Milli - model.ChildDiscountMilli - parts.Sum(part => part.Points);
            if (more > 0)
            {
                parts.Add(new RiskContribution(ContributionKind.Child, worst.Child.ToString(), "", "", more, 0,
                    "What it contains scores higher, less the discount"));
            }
        }

        var bounds = model.Of(harm).Bands;
        foreach (var one in input.Overrides.Where(one => one.Harm == harm && one.Subject == input.Subject && one.HoldsAt(input.At))
            .OrderBy(one => one.Floor).ThenBy(one => one.Band).ThenBy(one => one.Id, StringComparer.Ordinal))
        {
            var bound = one.Floor ? (one.Band == 0 ? int.MinValue : bounds[one.Band - 1]) : one.Band == 4 ? int.MaxValue
                : bounds[one.Band] - 1;
            var milli = parts.Sum(part => part.Points);
            var moved = one.Floor ? Math.Max(milli, bound) : Math.Min(milli, bound);
            held = one.Floor ? Math.Max(held, bound) : Math.Min(held, bound);
            if (moved != milli)
            {
                parts.Add(new RiskContribution(ContributionKind.Override, one.Id, "", "", moved - milli, 0,
                    one.Floor ? $"A person set at least band {one.Band}" : $"Two people set at most band {one.Band}"));
            }
        }

        return held;
    }
}

/// <summary>A signal and what it is worth at a moment.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Row">What the model says of it.</param>
/// <param name="Points">What it is worth for the score.</param>
/// <param name="Held">What it is worth for the band.</param>
/// <param name="AgeHours">How old it is.</param>
internal sealed record WeighedSignal(Signal Signal, RiskSignalRow Row, int Points, int Held, int AgeHours)
{
    /// <summary>The strongest first; of equals the one with the lower id, so that order of arrival decides nothing.</summary>
    public static IComparer<WeighedSignal> Strongest { get; } = Comparer<WeighedSignal>.Create((one, other) =>
        Math.Abs(other.Points) != Math.Abs(one.Points) ? Math.Abs(other.Points).CompareTo(Math.Abs(one.Points))
        : string.CompareOrdinal(one.Signal.Id, other.Signal.Id));
}
