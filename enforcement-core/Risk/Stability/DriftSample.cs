using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Risk.Stability;

/// <summary>
/// Gathers what the model in force is fed with and what it comes to, at a moment of before and at one of now of each subject: its segment,
/// the points of each dependence group, the band of each harm; and, of decisions that were kept, the counts that a learned model sees.
/// </summary>
public sealed class DriftSample
{
    /// <summary>A subject counts at a moment from which it was seen so long before or later: who is gone says nothing of now.</summary>
    private static readonly TimeSpan SeenWithin = TimeSpan.FromDays(30);

    private static readonly ImmutableArray<string> Segments = [.. SubjectKinds.All.SelectMany(kind => new[]
    {
        SubjectKinds.NameOf(kind), SubjectKinds.NameOf(kind) + "/new",
    })];

    private static readonly ImmutableArray<string> Bands = ["0", "1", "2", "3", "4"];

    private readonly StabilityColumn _segment = new("segment", Segments);
    private readonly List<(RiskHarm Harm, StabilityColumn Column)> _bands;
    private readonly List<(RiskHarm Harm, string Group, StabilityColumn Column)> _groups;
    private readonly List<(int Place, StabilityColumn Column)> _counts;

    /// <summary>An empty sample of a model.</summary>
    public DriftSample(RiskModel model)
    {
        _bands = [.. model.Harms.Select(row => (row.Harm, new StabilityColumn($"band of {NameOf(row.Harm)}", Bands)))];
        _groups = [.. model.Signals.Select(row => (row.Harm, row.Group)).Concat(model.LearnedRows.Select(row => (row.Harm, row.Group)))
            .Distinct().OrderBy(one => one.Harm).ThenBy(one => one.Group, StringComparer.Ordinal)
            .Select(one => (one.Harm, one.Group, new StabilityColumn($"{NameOf(one.Harm)}, points of {one.Group}")))];
        _counts = [.. model.LearnedRows.SelectMany(row => row.Model.Features).Select(feature => feature.Column).Distinct()
            .Select(column => (Place: LearnedFeatures.Names.IndexOf(column), column)).Where(one => one.Place >= 0).OrderBy(one => one.Place)
            .Select(one => (one.Place, new StabilityColumn($"count of {one.column}")))];
    }

    /// <summary>True where a learned model sees counts: then decisions that were kept are looked at too.</summary>
    public bool SeesCounts => _counts.Count > 0;

    /// <summary>The moments at which a subject is looked at: one within each time, drawn by its key, so that each subject counts once a
    /// side and the moments lie evenly.</summary>
    public static (DateTimeOffset Before, DateTimeOffset Now) MomentsOf(SubjectRef subject, DateTimeOffset at)
    {
        // The beginning of the key orders the sample; its end is as good as drawn.
        var (one, other) = (Part(subject.Key.AsSpan(24, 4)), Part(subject.Key.AsSpan(28, 4)));
        return (at - DriftReport.NowLasts - (DriftReport.BeforeLasts * one), at - (DriftReport.NowLasts * other));
    }

    /// <summary>True where a subject counts at a moment.</summary>
    public static bool Counts(Subject subject, DateTimeOffset moment) => subject is { ErasedAt: null, MergedInto: null }
        && subject.FirstSeen <= moment && subject.LastSeen >= moment - SeenWithin;

    /// <summary>Adds a subject as it was scored.</summary>
    public void Add(bool now, RiskAssessment scored)
    {
        _segment.Add(now, Segments.IndexOf(scored.Segment));
        foreach (var (harm, column) in _bands)
        {
            column.Add(now, scored.Of(harm).Band);
        }

        foreach (var (harm, group, column) in _groups)
        {
            column.Add(now, scored.Of(harm).Contributions.Where(part => part.Kind == ContributionKind.Signal && part.Group == group)
                .Sum(part => (long)part.Points));
        }
    }

    /// <summary>Adds what was counted of an account at a decision that was kept.</summary>
    /// <param name="now">True for a decision of now.</param>
    /// <param name="values">In the order of <see cref="LearnedFeatures.Names"/>.</param>
    /// <param name="weight">1 divided by the chance that it was kept.</param>
    public void Add(bool now, ImmutableArray<string> values, double weight)
    {
        foreach (var (place, column) in _counts.Where(one => one.Place < values.Length))
        {
            column.Add(now, long.TryParse(values[place], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
                : StabilityColumn.Missing, weight);
        }
    }

    /// <summary>What has moved. The more columns are looked at, the further each must lie above chance.</summary>
    public ImmutableArray<StabilityLine> Compare()
    {
        StabilityColumn[] columns = [_segment, .. _bands.Select(one => one.Column), .. _groups.Select(one => one.Column),
            .. _counts.Select(one => one.Column)];
        return [.. columns.Select(column => column.Compare(DriftReport.Chance / columns.Length))
            .OrderByDescending(line => line.IsMoved).ThenByDescending(line => line.Index)
                .ThenBy(line => line.Column, StringComparer.Ordinal)];
    }

    private static string NameOf(RiskHarm harm) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(harm.ToString());

    private static double Part(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        / 65536.0;
}
