using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Where an alert stands at a moment.</summary>
public enum AlertStatus
{
    /// <summary>Somebody must look at it.</summary>
    Open,

    /// <summary>Put aside until a moment.</summary>
    OnHold,

    /// <summary>Information was asked for; the clock stands.</summary>
    AwaitingInformation,

    /// <summary>Every finding has a verdict, and at least one waits for the second person.</summary>
    AwaitingApproval,

    /// <summary>Every verdict counts; the undo window is still open.</summary>
    Decided,

    /// <summary>Every verdict counts and is sealed.</summary>
    Closed,
}

/// <summary>A claim: who works on the alert, and until when nobody else may.</summary>
public sealed record AlertClaim(OfficerId By, DateTimeOffset Until)
{
    /// <summary>True while it holds.</summary>
    public bool IsLiveAt(DateTimeOffset now) => now < Until;
}

/// <summary>Why an alert needs work now.</summary>
public enum AlertCause
{
    /// <summary>It is new.</summary>
    New,

    /// <summary>A further screening raised findings it did not have.</summary>
    NewFindings,

    /// <summary>Facts changed on our side or on the list, and verdicts fell with them.</summary>
    FactsChanged,

    /// <summary>The second person sent a verdict back.</summary>
    SentBack,

    /// <summary>A sealed verdict was opened again.</summary>
    Reopened,
}

/// <summary>A hold by a bulk verdict that is being carried out.</summary>
/// <param name="Bulk">The bulk verdict.</param>
/// <param name="Until">When it is given up.</param>
public sealed record BulkReservation(string Bulk, DateTimeOffset Until);

/// <summary>
/// The unit of work: one subject's findings, with what was concluded on each. Immutable; it is the fold of its events, and
/// <see cref="Version"/> is how many there were. Nothing about it depends on a job that must run: claims, holds and the undo window end by
/// themselves.
/// </summary>
public sealed record Alert
{
    private Alert()
    {
    }

    /// <summary>The id.</summary>
    public AlertId Id { get; private init; }

    /// <summary>The caller's id of the subject; null for an ad-hoc screening.</summary>
    public string? SubjectId { get; private init; }

    /// <summary>The strictest decision of its screenings; rises, never falls.</summary>
    public Decision Decision { get; private init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>When the clock began: the opening, or the last time decided work came back.</summary>
    public DateTimeOffset DueFrom { get; private init; }

    /// <summary>Number of events; the fence of every command.</summary>
    public int Version { get; private init; }

    /// <summary>The findings in the order they were raised.</summary>
    public ImmutableArray<FindingState> Findings { get; private init; } = [];

    /// <summary>The screenings that raised it, in order.</summary>
    public ImmutableArray<string> ScreeningIds { get; private init; } = [];

    /// <summary>The last claim, live or not; null where released.</summary>
    public AlertClaim? Claim { get; private init; }

    /// <summary>The bulk verdict that holds the alert; null where none does.</summary>
    public BulkReservation? Bulk { get; private init; }

    /// <summary>End of the hold; null where none.</summary>
    public DateTimeOffset? HoldUntil { get; private init; }

    /// <summary>Since when information is awaited; null where it is not.</summary>
    public DateTimeOffset? WaitingSince { get; private init; }

    /// <summary>Business days the clock stood still so far.</summary>
    public int PausedBusinessDays { get; private init; }

    /// <summary>True where only the second level may take it.</summary>
    public bool Escalated { get; private init; }

    /// <summary>Why it needs work now, or needed it last.</summary>
    public AlertCause Cause { get; private init; }

    /// <summary>How often a second person sent a verdict back.</summary>
    public int SentBack { get; private init; }

    /// <summary>How often sealed verdicts were opened again.</summary>
    public int Reopened { get; private init; }

    /// <summary>Keys of findings that two people had confirmed in an earlier alert of the subject, and that nobody lifted since.</summary>
    public ImmutableArray<string> ConfirmedBefore { get; private init; } = [];

    /// <summary>True where every finding has a verdict that counts and none is about to be opened again.</summary>
    public bool IsDecided => !Findings.IsEmpty && Findings.All(state => state is { IsFinal: true, Reopening: null });

    /// <summary>Keys of true matches that two people confirmed and that stand: what the subject's next alert begins with.</summary>
    public ImmutableArray<string> ConfirmedSoFar =>
        [.. Findings.Where(state => state.IsConfirmedByTwo).Select(state => state.Finding.Key)
            .Concat(ConfirmedBefore.Where(key => Find(key) is null)).Distinct()];

    /// <summary>The moment the last verdict is sealed; null while one is missing.</summary>
    public DateTimeOffset? SealsAt(ReviewPolicy policy)
        => IsDecided ? Findings.Max(state => state.Verdict!.FinalSince) + policy.UndoFor : null;

    /// <summary>Where it stands at a moment.</summary>
    public AlertStatus StatusAt(DateTimeOffset now, ReviewPolicy policy) => SealsAt(policy) switch
    {
        { } sealedAt when now >= sealedAt => AlertStatus.Closed,
        not null => AlertStatus.Decided,
        null when WaitingSince is not null => AlertStatus.AwaitingInformation,
        null when HoldUntil > now => AlertStatus.OnHold,
        null when Findings.Any(state => state.AwaitsApproval) && Findings.All(state => state.Verdict is not null) =>
            AlertStatus.AwaitingApproval,
        _ => AlertStatus.Open,
    };

    /// <summary>The finding of a key; null where the alert has none.</summary>
    public FindingState? Find(string key) => Findings.FirstOrDefault(state => state.Finding.Key == key);

    /// <summary>Folds events into an alert; null where there are none.</summary>
    public static Alert? Fold(IEnumerable<AlertEvent> events) => events.Aggregate((Alert?)null, Apply);

    /// <summary>The alert after one more event.</summary>
    /// <exception cref="InvalidOperationException">The first event does not open the alert, or a later one does.</exception>
    public static Alert Apply(Alert? alert, AlertEvent happened)
    {
        var next = (alert, happened) switch
        {
            (null, AlertOpened opened) => new Alert
            {
                Id = opened.Alert,
                SubjectId = opened.SubjectId,
                Decision = opened.Decision,
                OpenedAt = opened.At,
                DueFrom = opened.At,
                ConfirmedBefore = opened.ConfirmedBefore.IsDefault ? [] : opened.ConfirmedBefore,
                Findings = [.. opened.Findings.Select(finding => new FindingState(finding, null)
                {
                    ConfirmedBefore = !opened.ConfirmedBefore.IsDefault && opened.ConfirmedBefore.Contains(finding.Key),
                })],
                ScreeningIds = [opened.ScreeningId],
            },
            (not null, AlertExtended extended) => alert.Extend(extended),
            (not null, AlertClaimed claimed) => alert with { Claim = new AlertClaim(claimed.By, claimed.Until) },
            (not null, AlertReleased) => alert with { Claim = null },
            (not null, AlertHandedOver handed) => alert with { Claim = new AlertClaim(handed.To, handed.Until) },
            (not null, AlertHeld held) => alert with { HoldUntil = held.Until, Claim = null },
            (not null, InformationRequested asked) => alert with { WaitingSince = asked.At, Claim = null },
            (not null, AlertResumed resumed) =>
                alert with
                {
                    WaitingSince = null,
                    HoldUntil = null,
                    PausedBusinessDays =
                alert.PausedBusinessDays + resumed.PausedBusinessDays
                },
            (not null, NoteAdded) => alert,
            (not null, AlertEscalated) => alert with { Escalated = true, Claim = null },
            (not null, DispositionRecorded recorded) => alert.Record(recorded),
            (not null, DispositionApproved approved) => alert.Change(approved.Keys, state => state.Approve(approved)),
            (not null, DispositionRejected rejected) =>
                alert.Change(rejected.Keys, state => state.End(VerdictEnd.SentBack, rejected)) with
                {
                    SentBack = alert.SentBack + 1,
                    Cause = AlertCause.SentBack,
                },
            (not null, DispositionUndone { ApprovalOnly: true } undone) => alert.Change(undone.Keys, state => state.Unapprove()),
            (not null, DispositionUndone undone) => alert.Change(undone.Keys, state => state.End(VerdictEnd.Undone, undone)),
            (not null, ReopeningProposed proposed) =>
                alert.Change(proposed.Keys, state => state with
                {
                    Reopening = new ReopeningProposal(proposed.By, proposed.At, proposed.Text) { Behind = proposed.Behind },
                }) with
                {
                    DueFrom = proposed.At,
                    PausedBusinessDays = 0,
                },
            (not null, ReopeningEnded ended) => alert.Change(ended.Keys, state => state with { Reopening = null }),
            (not null, FindingsReopened reopened) => alert.Change(reopened.Keys, state => state.End(VerdictEnd.Reopened, reopened)) with
            {
                DueFrom = reopened.At,
                PausedBusinessDays = 0,
                Claim = null,
                Reopened = alert.Reopened + 1,
                Cause = AlertCause.Reopened,
            },
            (not null, GoodGuyCreated) => alert,
            (not null, GoodGuyRevoked revoked) =>
                alert.ChangeVerdict(revoked.Key, verdict => verdict with { GoodGuyUntil = null, GoodGuyReviewedAt = null }),
            (not null, GoodGuyReviewed reviewed) =>
                alert.ChangeVerdict(reviewed.Key, verdict => verdict with { GoodGuyReviewedAt = reviewed.At }),
            (not null, BulkReserved reserved) => alert with { Bulk = new BulkReservation(reserved.Bulk, reserved.Until) },
            (not null, BulkReleased) => alert with { Bulk = null },
            _ => throw new InvalidOperationException(
                $"{happened.GetType().Name} cannot follow {(alert is null ? "nothing" : $"version {alert.Version} of alert {alert.Id}")}."),
        };
        return next with { Version = (alert?.Version ?? 0) + 1 };
    }

    private Alert Extend(AlertExtended extended)
    {
        var latest = extended.Changed.Concat(extended.SeenAgain).ToDictionary(finding => finding.Key);
        var changed = extended.Changed.Select(finding => finding.Key).ToHashSet();
        var kept = Findings.Select(state => latest.TryGetValue(state.Finding.Key, out var finding)
            ? (changed.Contains(finding.Key) ? state.End(VerdictEnd.FactsChanged, extended) : state).See(finding)
            : state);
        var workCameBack = IsDecided && (extended.Added.Length > 0 || extended.Changed.Length > 0);
        return this with
        {
            Decision = extended.Decision > Decision ? extended.Decision : Decision,
            Findings = [.. kept, .. extended.Added.Select(finding =>
                new FindingState(finding, null) { ConfirmedBefore = ConfirmedBefore.Contains(finding.Key) })],
            ScreeningIds = ScreeningIds.Add(extended.ScreeningId),
            DueFrom = workCameBack ? extended.At : DueFrom,
            PausedBusinessDays = workCameBack ? 0 : PausedBusinessDays,
            Cause = extended.Changed.Length > 0 ? AlertCause.FactsChanged : extended.Added.Length > 0 ? AlertCause.NewFindings : Cause,
        };
    }

    private Alert Record(DispositionRecorded recorded) => recorded.Disposition == Disposition.Inconclusive
        ? this with { Escalated = true, Claim = null }
        : Change(recorded.Keys, state => state with
        {
            Verdict = new Verdict(recorded.Disposition, recorded.Reason, recorded.Text, recorded.By, recorded.At, recorded.NeedsApproval)
            { GoodGuyUntil = recorded.GoodGuyUntil, Bulk = recorded.Bulk, Behind = recorded.Behind },
        });

    private Alert Change(ImmutableArray<string> keys, Func<FindingState, FindingState> change) => this with
    {
        Findings = [.. Findings.Select(state => keys.Contains(state.Finding.Key) ? change(state) : state)],
    };

    private Alert ChangeVerdict(string key, Func<Verdict, Verdict> change)
        => Change([key], state => state.Verdict is { } verdict ? state with { Verdict = change(verdict) } : state);
}
