using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Compliance.EnforcementCore.Risk.Comparison;

/// <summary>Two versions of the score's model over what the service keeps.</summary>
/// <param name="At">When they were compared; subjects are scored as of it.</param>
/// <param name="Champion">SHA-256 of the version in force.</param>
/// <param name="Challenger">SHA-256 of the other one.</param>
/// <param name="Read">Subjects that were read.</param>
/// <param name="Whole">False where there are more.</param>
/// <param name="Unread">Those that could not be read.</param>
/// <param name="Bands">Twenty-five numbers: subjects by their worst band, from each of the version in force (rows) to each of the other
/// one.</param>
/// <param name="Waiting">Decisions that were kept and whose outcome is not known yet.</param>
/// <param name="Harms">A line a harm, where cases are known or the versions differ.</param>
/// <param name="Scorecards">A line a learned model that is new.</param>
public sealed record ModelComparison(DateTimeOffset At, string Champion, string Challenger, int Read, bool Whole, int Unread,
    ImmutableArray<int> Bands, int Waiting, ImmutableArray<HarmComparison> Harms, ImmutableArray<ScorecardComparison> Scorecards)
{
    /// <summary>How many bands there are.</summary>
    public const int BandCount = 5;

    /// <summary>How long what was found counts for whoever publishes.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromHours(24);

    /// <summary>Subjects whose worst band is another.</summary>
    [JsonIgnore]
    public int Moved => Bands.Where((_, place) => place / BandCount != place % BandCount).Sum();

    /// <summary>Why it must not be published; null where nothing says so.</summary>
    [JsonIgnore]
    public string? Obstacle => Harms.Where(one => one.Verdict == ComparisonVerdict.Worse).Select(one => string.Create(
            CultureInfo.InvariantCulture,
                $"On {one.Cases} decisions whose outcome is known it ranks {Name(one.Harm)} worse than the version "
                + $"in force: average precision {one.Challenger} beside {one.Champion}, gain {one.GainLow} to {one.GainHigh}; at least "
                + $"{-HarmComparison.MostLoss} is asked. Change it, or send it back."))
        .Concat(Scorecards.Where(one => one.Verdict == ComparisonVerdict.Worse).Select(one => string.Create(CultureInfo.InvariantCulture,
            $"Its learned model of {Name(one.Harm)} is not better than a logistic scorecard on {one.Cases} later decisions: average "
                + $"precision {one.Learned} beside {one.Scorecard}, gain {one.GainLow} to {one.GainHigh}; above 0 is asked. Learn it "
                + $"again, or "
                + $"leave it out.")))
        .FirstOrDefault();

    /// <summary>What was found, in words; where outcomes do not suffice, that.</summary>
    [JsonIgnore]
    public string Said => string.Create(CultureInfo.InvariantCulture, $"{Moved} of {Read} subjects in another band. ")
        + (Harms.Where(one => one.Verdict is not (ComparisonVerdict.TooFew or ComparisonVerdict.Same)).ToArray() is { Length: > 0 } judged
            ? string.Join(' ', judged.Select(one => string.Create(CultureInfo.InvariantCulture,
                $"{Name(one.Harm)}: {Word(one.Verdict)} on {one.Cases} decisions, gain {one.GainLow} to {one.GainHigh}.")))
            : "Too few outcomes are known to say whether it is better: that is for whoever publishes.");

    private static string Word(ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Better => "better",
        ComparisonVerdict.NotWorse => "not worse",
        ComparisonVerdict.Worse => "worse",
        _ => "the interval is too wide to tell",
    };

    private static string Name(RiskHarm harm) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(harm.ToString());
}
