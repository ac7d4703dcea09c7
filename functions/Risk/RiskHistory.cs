using System.ComponentModel;
using Compliance.EnforcementCore.Risk;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Risk.Models;

namespace Compliance.Functions.Risk;

/// <summary>The score of one harm over time.</summary>
public sealed record RiskHistoryAnswer(string Harm, RiskPointAnswer[] Points);

public sealed record RiskPointAnswer(DateTimeOffset At, int Band, [property: Description("Thousandths of natural log-odds.")] int Score,
    [property: Description("What weighed most then; null where nothing but the prior did.")] string? Reason, int Points);

/// <summary>Scores over time. Nothing of them is stored: each is made of the signals, the model and the bands that people had set at its
/// moment. What was retracted since does not count, and what a subject contains is not part of it.</summary>
internal sealed class RiskHistory(RiskModels models)
{
    /// <summary>Longest time that is looked at.</summary>
    public const int MostDays = 90;

    /// <summary>Just before a signal: one counts from five minutes before it was observed, since clocks differ.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(6);

    private const int MostMoments = 60;
    private const int MostHarms = 3;

    /// <summary>The harms that something spoke for, the worst first, at most three.</summary>
    /// <param name="stream">The subject.</param>
    /// <param name="now">The end.</param>
    /// <param name="days">How far back.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<RiskHistoryAnswer[]> ReadAsync(SubjectStream stream, DateTimeOffset now, int days, CancellationToken cancellation)
    {
        days = Math.Clamp(days, 1, MostDays);
        var (registry, from) = (await models.FindAsync(cancellation), now.AddDays(-days));
        var first = stream.Subject.FirstSeen is { } seen && seen > from ? seen : from;
        var moments = Enumerable.Range(0, days + 1).Select(day => now.AddDays(-day))
            .Concat(stream.Signals.Standing.Select(one => one.ObservedAt).Where(at => at > from && at <= now).Take(MostMoments)
                .SelectMany(at => new[] { at - Before, at }))
            .Where(at => at >= first).Append(first).Distinct().Order().ToList();
        var scored = moments.Select(at => RiskService.Score(stream, at, [], registry.ActiveAt(at)).Assessment).ToList();
        return [.. Enum.GetValues<RiskHarm>()
            .Where(harm => scored.Exists(one => Weightiest(one.Of(harm)) is not null || one.Of(harm).Band > 0))
            .OrderByDescending(harm => scored.Max(one => one.Of(harm).Milli)).Take(MostHarms)
            .Select(harm => new RiskHistoryAnswer(WireNames.Of(harm), [.. moments.Select((at, n) => PointOf(at, scored[n].Of(harm)))]))];
    }

    private static RiskPointAnswer PointOf(DateTimeOffset at, HarmRisk harm) => new(at, harm.Band, harm.Milli,
        Weightiest(harm) is { } part ? part.Type.Length > 0 ? part.Type : WireNames.Of(part.Kind) : null, Weightiest(harm)?.Points ?? 0);

    private static RiskContribution? Weightiest(HarmRisk harm)
        => harm.Contributions.FirstOrDefault(part => part.Kind != ContributionKind.Prior);
}
