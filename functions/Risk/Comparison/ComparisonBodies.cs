using System.ComponentModel;
using Compliance.EnforcementCore.Risk.Comparison;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Risk;

/// <summary>A version beside the one in force, over what the service keeps.</summary>
public sealed record ComparisonAnswer(DateTimeOffset At, [property: Description("SHA-256 of the version in force.")] string Champion,
    [property: Description("SHA-256 of the other one.")] string Challenger, int Subjects,
    [property: Description("False where there are more subjects than were looked at.")] bool Complete, int Unread,
    [property: Description("Subjects by worst band: a row for each band by the version in force, a column for each by the other.")]
    int[][] Bands,
    [property: Description("Subjects whose worst band is another.")] int Moved,
    [property: Description("Decisions that were kept and whose outcome is not known yet.")] int Waiting,
    HarmComparisonAnswer[] Harms, ScorecardAnswer[] Scorecards,
    [property: Description("Why it is not published; null where nothing stands against it.")] string? Obstacle,
    [property: Description("What was found, in words, as the log keeps it.")] string Said,
    [property: Description("Up to 50 subjects whose band it changes; none in an answer that was kept.")] PreviewedSubject[] Shown)
{
    internal static ComparisonAnswer Of(ModelComparison found, IReadOnlyList<PreviewedSubject>? shown = null) => new(found.At,
        found.Champion, found.Challenger, found.Read, found.Whole, found.Unread,
        [.. found.Bands.Chunk(ModelComparison.BandCount)], found.Moved, found.Waiting,
        [.. found.Harms.Select(one => new HarmComparisonAnswer(WireNames.Of(one.Harm), one.Cases, one.Positives, one.Champion,
            one.Challenger, one.GainLow, one.GainHigh, WireNames.Of(one.Verdict)))],
        [.. found.Scorecards.Select(one => new ScorecardAnswer(WireNames.Of(one.Harm), one.Cases, one.Learned, one.Scorecard, one.GainLow,
            one.GainHigh, WireNames.Of(one.Verdict)))], found.Obstacle, found.Said, [.. shown ?? []]);
}

/// <summary>Both versions on the decisions whose outcome is known, of one harm; each counts 1 divided by its chance of being
/// kept.</summary>
public sealed record HarmComparisonAnswer(string Harm, int Cases, int Positives,
    [property: Description("Average precision of the version in force.")] double Champion, double Challenger,
    [property: Description("Where the interval of the gain begins: 95 of 100 resamples of the accounts.")] double GainLow, double GainHigh,
    [property: Description("same, too_few, undecided, better, not_worse or worse.")] string Verdict);

/// <summary>A learned model that is new, beside a logistic scorecard of the earlier decisions.</summary>
public sealed record ScorecardAnswer(string Harm, int Cases, double Learned, double Scorecard, double GainLow, double GainHigh,
    [property: Description("better, worse or too_few.")] string Verdict);
