using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts.Queue;

/// <summary>What the queue shows of an alert: derived from it, never the truth itself. It holds no names of subjects.</summary>
public sealed record QueueRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string? SubjectId { get; init; }

    public required Decision Decision { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required string LatestScreening { get; init; }

    public required bool Waiting { get; init; }

    public required DateTimeOffset? HoldUntil { get; init; }

    public required bool Escalated { get; init; }

    public required string? ClaimBy { get; init; }

    public required DateTimeOffset? ClaimUntil { get; init; }

    /// <summary>Findings, those without a verdict, and those whose verdict waits for the second person.</summary>
    public required int Findings { get; init; }

    public required int Undecided { get; init; }

    public required int AwaitingApproval { get; init; }

    /// <summary>Who proposed what waits for approval: they cannot approve it.</summary>
    public required ImmutableArray<string> Proposers { get; init; }

    public required DateTimeOffset? SealsAt { get; init; }

    public required double TopScore { get; init; }

    public required string? TopEntry { get; init; }

    /// <summary>Codes of the lists and gates concerned.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    public required bool TrueMatch { get; init; }

    /// <summary>Every listed party concerned.</summary>
    public required ImmutableArray<string> Entries { get; init; }

    /// <summary>What an undecided finding has in common with others like it; null where it must be decided by itself.</summary>
    public required string? Group { get; init; }

    /// <summary>Why it needs work now.</summary>
    public required AlertCause Cause { get; init; }

    /// <summary>When the last verdict began to count; null while one is missing.</summary>
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Verdicts that count, as <c>source=FalsePositive</c>.</summary>
    public required ImmutableArray<string> Results { get; init; }

    public required int SentBack { get; init; }

    public required int Reopened { get; init; }

    /// <summary>Derives the row.</summary>
    public static QueueRow Of(Alert alert, ReviewPolicy policy)
    {
        // By the worst that was ever found: a later screening with fewer facts moves nothing down the queue.
        var top = alert.Findings.MaxBy(state => (state.Worst.Outcome, state.Worst.Score))!.Worst;
        return new QueueRow
        {
            Id = alert.Id.ToString(),
            Version = alert.Version,
            SubjectId = alert.SubjectId,
            Decision = alert.Decision,
            OpenedAt = alert.OpenedAt,
            DueAt = AlertClock.DueAt(alert, policy),
            LatestScreening = alert.ScreeningIds[^1],
            Waiting = alert.WaitingSince is not null,
            HoldUntil = alert.HoldUntil,
            Escalated = alert.Escalated,
            ClaimBy = alert.Claim?.By.Value,
            ClaimUntil = alert.Claim?.Until,
            Findings = alert.Findings.Length,
            Undecided = alert.Findings.Count(state => state.Verdict is null),
            AwaitingApproval = alert.Findings.Count(state => state.AwaitsApproval),
            Proposers =
                [.. alert.Findings.Where(state => state.AwaitsApproval)
                .Select(state => (state.Reopening?.By ?? state.Verdict!.By).Value).Distinct()
                .Order(StringComparer.Ordinal)],
            SealsAt = alert.SealsAt(policy),
            TopScore = top.Score,
            TopEntry = top.IsHit ? top.Entry.ToString() : null,
            Sources = [.. alert.Findings.Select(state => ReviewScope.SourceOf(state.Finding)).Distinct().Order(StringComparer.Ordinal)],
            Entries = [.. alert.Findings.Where(state => state.Finding.IsHit).Select(state => state.Finding.Entry.ToString()).Distinct()
                .Order(StringComparer.Ordinal)],
            Group = alert.Bulk is null && alert.Findings is [{ Verdict: null } only] ? only.Group : null,
            Cause = alert.Cause,
            DecidedAt = alert.IsDecided ? alert.Findings.Max(state => state.Verdict!.FinalSince) : null,
            Results = [.. alert.Findings.Where(state => state.IsFinal)
                .Select(state => $"{ReviewScope.SourceOf(state.Finding)}={state.Verdict!.Disposition}")],
            SentBack = alert.SentBack,
            Reopened = alert.Reopened,
            TrueMatch = alert.Findings.Any(state => state.Verdict is { Disposition: Disposition.TrueMatch }
                || state.StandingMatch is not null),
        };
    }

    /// <summary>Where the alert stands at a moment; the same answer as <see cref="Alert.StatusAt"/>.</summary>
    public AlertStatus StatusAt(DateTimeOffset now) => SealsAt is { } seals ? now >= seals ? AlertStatus.Closed : AlertStatus.Decided
        : Waiting ? AlertStatus.AwaitingInformation
        : HoldUntil > now ? AlertStatus.OnHold
        : AwaitingApproval > 0 && Undecided == 0 ? AlertStatus.AwaitingApproval
        : AlertStatus.Open;

    /// <summary>How it stands against its deadline at a moment.</summary>
    public ClockState ClockAt(DateTimeOffset now)
        => SealsAt is not null ? ClockState.Done : Waiting ? ClockState.Paused : AlertClock.StateAt(DueAt, now);

    /// <summary>The officer who holds it at a moment; null where nobody does.</summary>
    public string? HolderAt(DateTimeOffset now) => ClaimUntil > now ? ClaimBy : null;
}

/// <summary>Where an alert's row stands, and for which version: the fence of changes.</summary>
internal sealed record QueuePlace(string Row, int Version);

/// <summary>A mark that an alert's queue row may be behind the alert.</summary>
/// <param name="At">When it was set.</param>
internal sealed record QueueMark(DateTimeOffset At);
