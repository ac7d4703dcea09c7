using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Signals;

namespace Compliance.EnforcementCore.Risk;

/// <summary>Where a score begins: the log-odds of a subject of a segment of whom nothing is known.</summary>
/// <param name="Segment">The segment, such as <c>account/new</c>; <c>*</c> for every other.</param>
/// <param name="Milli">Log-odds, in thousandths of a natural unit.</param>
public sealed record RiskPrior(string Segment, int Milli);

/// <summary>What a model says of one harm.</summary>
/// <param name="Harm">The harm.</param>
/// <param name="Priors">Where scores begin; one is for <c>*</c>.</param>
/// <param name="Bands">Four rising bounds in thousandths of log-odds: the lowest score of the bands 1 to 4.</param>
/// <param name="Expected">Groups of evidence without which the score says less; each is named as missing where there is none.</param>
public sealed record RiskHarmRow(RiskHarm Harm, ImmutableArray<RiskPrior> Priors, ImmutableArray<int> Bands,
    ImmutableArray<string> Expected);

/// <summary>What a type of signal says, as fitted.</summary>
/// <param name="Type">The type with its version.</param>
/// <param name="Harm">The harm.</param>
/// <param name="Group">Its dependence group within the harm.</param>
/// <param name="WeightMilli">Its weight of evidence, in thousandths of log-odds; negative speaks against.</param>
/// <param name="HalfLifeHours">Hours after which it weighs half; 1 or more.</param>
public sealed record RiskSignalRow(string Type, RiskHarm Harm, string Group, int WeightMilli, int HalfLifeHours);

/// <summary>Which harm a ground points to, for signals that the model has no row for.</summary>
/// <param name="Ground">The ground's code, or its beginning followed by <c>*</c>.</param>
/// <param name="Harm">The harm.</param>
public sealed record RiskGroundRow(string Ground, RiskHarm Harm);

/// <summary>
/// A version of the score: all that decides it beside the signals. Every number is in thousandths of natural log-odds, so that sums are
/// whole numbers and no order of adding can change them.
/// </summary>
public sealed record RiskModel
{
    private readonly FrozenDictionary<string, RiskSignalRow> _byType = FrozenDictionary<string, RiskSignalRow>.Empty;
    private readonly ImmutableArray<RiskSignalRow> _signals;

    /// <summary>The name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Why this version: what it was fitted on, or that it was not.</summary>
    public string Note { get; init; } = "";

    /// <summary>One row a harm.</summary>
    public required ImmutableArray<RiskHarmRow> Harms { get; init; }

    /// <summary>Types of signals that were weighed.</summary>
    public required ImmutableArray<RiskSignalRow> Signals
    {
        get => _signals;
        init
        {
            _signals = value;
            _byType = value.IsDefault ? _byType : value.DistinctBy(row => row.Type)
                .ToFrozenDictionary(row => row.Type, StringComparer.Ordinal);
        }
    }

    /// <summary>Learned models, at most one a harm; default where there are none, and then it is not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<RiskLearnedRow> Learned { get; init; }

    /// <summary>The same; empty where there are none.</summary>
    [JsonIgnore]
    public ImmutableArray<RiskLearnedRow> LearnedRows => Learned.IsDefault ? [] : Learned;

    /// <summary>Of a thousand accounts with a decision on a day that goes to nobody, how many are drawn to be looked at, 0 to 100; 0 is not
    /// written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ReviewPermille { get; init; }

    /// <summary>Harms of grounds, the most particular first.</summary>
    public required ImmutableArray<RiskGroundRow> Grounds { get; init; }

    /// <summary>How much less a child's score counts for what contains it, in thousandths of log-odds.</summary>
    public required int ChildDiscountMilli { get; init; }

    /// <summary>Hours that evidence keeps its whole weight for the band: a band falls only after them.</summary>
    public required int CooldownHours { get; init; }

    /// <summary>What the model says of a signal. A type without a row weighs what its observer stated, where that speaks for a harm; what
    /// an unknown type says in somebody's favour does not count.</summary>
    /// <returns>Null where it points to no harm that the model scores.</returns>
    public RiskSignalRow? RowOf(Signal signal)
    {
        if (_byType.TryGetValue(signal.Type, out var row))
        {
            return row;
        }

        if (RiskLearnedRow.IsLearned(signal.Type))
        {
            // What another model said, one that is no longer in force, does not count.
            return LearnedRows.FirstOrDefault(one => one.Type == signal.Type) is { } learned
                ? new RiskSignalRow(signal.Type, learned.Harm, learned.Group, Math.Clamp(signal.WeightMilli,
                    RiskLearnedRow.LeastWeightMilli, LearnedExplanation.MaxWeightMilli), learned.HalfLifeHours) : null;
        }

        return HarmOf(signal.Ground) is not { } harm || signal.WeightMilli <= 0 || signal.HalfLifeHours < 1 ? null
            : new RiskSignalRow(signal.Type, harm, signal.Group, Math.Min(signal.WeightMilli, MaxWeightMilli),
                signal.HalfLifeHours);
    }

    /// <summary>The harm that a ground points to; null where it points to none that the model scores.</summary>
    public RiskHarm? HarmOf(string code) => Grounds.FirstOrDefault(one => one.Ground.EndsWith('*')
        ? code.StartsWith(one.Ground[..^1], StringComparison.Ordinal) : one.Ground == code)?.Harm;

    /// <summary>The heaviest that one signal may be: e⁸ to one.</summary>
    public const int MaxWeightMilli = 8000;

    /// <summary>The row of a harm.</summary>
    /// <exception cref="InvalidOperationException">The model scores no such harm; <see cref="RiskModelCodec"/> lets none
    /// through.</exception>
    public RiskHarmRow Of(RiskHarm harm) => Harms.First(row => row.Harm == harm);

    /// <summary>Where a subject of a segment begins.</summary>
    public RiskPrior PriorOf(RiskHarm harm, string segment) => Of(harm).Priors.FirstOrDefault(prior => prior.Segment == segment)
        ?? Of(harm).Priors.First(prior => prior.Segment == "*");

    /// <summary>The band of a score: 0 to 4.</summary>
    public int BandOf(RiskHarm harm, int milli) => Of(harm).Bands.Count(bound => milli >= bound);
}
