using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using static Compliance.ScreeningCore.Alerts.AlertCommand;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Who commands, when, by which policy, and which version of the alert they saw (null: whichever is current, for the service and
/// for notes).</summary>
public sealed record CommandContext(Officer Officer, DateTimeOffset Now, ReviewPolicy Policy, int? SeenVersion = null);

/// <summary>The workflow: an alert and a command give events or a refusal. Pure; the shell loads before and saves after.</summary>
public static partial class AlertDecider
{
    /// <summary>Decides a command.</summary>
    /// <param name="alert">The alert as it is; null where there is none.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, by which policy, having seen what.</param>
    public static AlertDecision Decide(Alert? alert, AlertCommand command, CommandContext context)
    {
        var decision = DecideUnsigned(alert, command, context);
        return decision is AlertDecision.Accepted { Events: var events } && !context.Officer.Behind.IsDefaultOrEmpty
            ? new AlertDecision.Accepted(
                [.. events.Select(one => one.By == context.Officer.Id ? one with { Behind = context.Officer.Behind } : one)])
            : decision;
    }

    private static AlertDecision DecideUnsigned(Alert? alert, AlertCommand command, CommandContext context)
    {
        if (command is Raise raise)
        {
            return DecideRaise(alert, raise, context);
        }

        if (alert is null)
        {
            return Refuse(RefusalKind.NoSuchAlert, "There is no such alert.");
        }

        if (command is ReopenForLists changed)
        {
            return DecideReopeningForLists(alert, changed, context);
        }

        if (context.Officer.Role == OfficerRole.System && command is not ReleaseBulk)
        {
            return Refuse(RefusalKind.NotPermitted, "The service raises alerts and decides nothing.");
        }

        if (context.Officer.Role != OfficerRole.System)
        {
            if (context.Officer.May(ReviewPermission.ReadAlerts) && !context.Officer.Sees(alert))
            {
                return Refuse(RefusalKind.OutsideScope, "There is no such alert.");
            }

            if (!context.Officer.WorksAlerts)
            {
                return Refuse(RefusalKind.NotPermitted, $"The role {context.Officer.Role} does not work on alerts.");
            }
        }

        if (context.SeenVersion is { } seen && seen != alert.Version)
        {
            return Refuse(RefusalKind.StaleVersion,
                $"The alert is at version {alert.Version}; version {seen} was read. Read it again: what changed may matter.");
        }

        if (alert.Bulk is { } bulk && command is not (AddNote or RecordBulk or ReleaseBulk))
        {
            return Refuse(RefusalKind.ReservedForBulk,
                $"The bulk verdict {bulk.Bulk} is being carried out on this alert, until {bulk.Until:HH:mm:ss} UTC at the latest.");
        }

        return command switch
        {
            Claim => DecideClaim(alert, context),
            Release => WithClaim(alert, context, () => Accept(new AlertReleased(context.Officer.Id, context.Now))),
            HandOver one => DecideHandOver(alert, one, context),
            Hold one => DecideHold(alert, one, context),
            NeedInformation one =>
                WithWords(one.Text, context,
                text => WithClaim(alert, context, () => Accept(new InformationRequested(context.Officer.Id, context.Now, text)))),
            Resume => DecideResume(alert, context),
            AddNote one => WithWords(one.Text, context, text => Accept(new NoteAdded(context.Officer.Id, context.Now, text))),
            Escalate one =>
                WithWords(one.Text, context,
                text => WithClaim(alert, context, () => Accept(new AlertEscalated(context.Officer.Id, context.Now, text)))),
            RecordDisposition one => DecideDisposition(alert, one, context),
            Approve one => DecideApproval(alert, one, context),
            Reject one => DecideRejection(alert, one, context),
            Undo one => DecideUndo(alert, one, context),
            Reopen one => DecideReopening(alert, one, context),
            RevokeGoodGuy one =>
                WithGoodGuy(alert, one.Key, context,
                verdict => WithWords(one.Text, context,
                text => Accept(new GoodGuyRevoked(context.Officer.Id, context.Now, one.Key) { Text = text }))),
            ReviewGoodGuy one => WithGoodGuy(alert, one.Key, context, verdict => context.Officer.MayBe(verdict.By, verdict.Behind)
                ? Refuse(RefusalKind.SelfApproval, "You proposed the entry: another person looks at it again. You may revoke it.")
                : WithWords(one.Text, context, text => Accept(new GoodGuyReviewed(context.Officer.Id, context.Now, one.Key, text)))),
            ReserveForBulk one => DecideReservation(alert, one, context),
            RecordBulk one => DecideBulk(alert, one, context),
            ReleaseBulk one => alert.Bulk?.Bulk == one.Bulk ? Accept(new BulkReleased(context.Officer.Id, context.Now, one.Bulk))
                : Accept(),
            _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
        };
    }

    private static AlertDecision DecideRaise(Alert? alert, Raise raise, CommandContext context)
    {
        var officer = context.Officer;
        if (officer.Role != OfficerRole.System)
        {
            return Refuse(RefusalKind.NotPermitted, "Only screenings raise alerts.");
        }

        if (raise.Findings.IsDefaultOrEmpty || raise.Findings.DistinctBy(finding => finding.Key).Count() != raise.Findings.Length)
        {
            return Refuse(RefusalKind.NoFinding, $"The screening {raise.ScreeningId} must raise at least one finding, and each only once.");
        }

        if (alert is null)
        {
            return Accept(
                new AlertOpened(officer.Id, context.Now, raise.Alert, raise.SubjectId, raise.ScreeningId, raise.Decision, raise.Findings)
                { ConfirmedBefore = raise.ConfirmedBefore.IsDefaultOrEmpty ? default : raise.ConfirmedBefore });
        }

        if (alert.ScreeningIds.Contains(raise.ScreeningId))
        {
            return Accept();
        }

        if (alert.StatusAt(context.Now, context.Policy) == AlertStatus.Closed)
        {
            return Refuse(RefusalKind.Closed, $"The alert {alert.Id} is closed; the screening opens the subject's next one.");
        }

        var known = alert.Findings.ToDictionary(state => state.Finding.Key);
        // An outcome worse than any before is another question too: a verdict on a review does not answer a block.
        var lookup = raise.Findings.ToLookup(finding => known.TryGetValue(finding.Key, out var state)
            ? state.Finding.Fingerprint == finding.Fingerprint && finding.Outcome <= state.Worst.Outcome ? 1 : 2 : 0);
        var events = ImmutableArray.CreateBuilder<AlertEvent>();
        events.Add(new AlertExtended(officer.Id, context.Now, raise.ScreeningId, raise.Decision, [.. lookup[0]], [.. lookup[2]],
            [.. lookup[1]]));
        events.AddRange(lookup[2].Where(finding => HasGoodGuy(known[finding.Key]))
            .Select(finding => new GoodGuyRevoked(officer.Id, context.Now, finding.Key)));
        if (lookup[0].Concat(lookup[2]).Any() && (alert.WaitingSince is not null || alert.HoldUntil > context.Now))
        {
            events.Add(Resumed(alert, context)); // New facts end a wait: an open alert must not swallow them.
        }

        return new AlertDecision.Accepted(events.ToImmutable());
    }

    private static AlertDecision DecideClaim(Alert alert, CommandContext context)
    {
        if (alert.IsDecided)
        {
            return Refuse(RefusalKind.Closed, "Every finding is decided; reopen one with a reason to work on it again.");
        }

        if (alert.Escalated && !context.Officer.TakesEscalations)
        {
            return Refuse(RefusalKind.NotPermitted, "The alert was escalated: an analyst or an approver takes it.");
        }

        if (alert.Claim is { } claim && claim.IsLiveAt(context.Now) && claim.By != context.Officer.Id)
        {
            return Refuse(RefusalKind.ClaimedByAnother, $"{claim.By} holds the alert until {claim.Until:yyyy-MM-dd HH:mm} UTC.");
        }

        var claimed = new AlertClaimed(context.Officer.Id, context.Now, context.Now + context.Policy.ClaimFor);
        return alert.WaitingSince is not null || alert.HoldUntil is not null ? Accept(Resumed(alert, context), claimed) : Accept(claimed);
    }

    private static AlertDecision DecideHandOver(Alert alert, HandOver command, CommandContext context)
    {
        if (command.To == context.Officer.Id || command.To == OfficerId.System)
        {
            return Refuse(RefusalKind.NotPermitted, "Hand the alert to a colleague.");
        }

        return WithWords(command.Text, context, text => WithClaim(alert, context, () =>
            Accept(new AlertHandedOver(context.Officer.Id, context.Now, command.To, context.Now + context.Policy.ClaimFor, text))));
    }

    private static AlertDecision DecideHold(Alert alert, Hold command, CommandContext context)
    {
        if (command.Until <= context.Now || command.Until - context.Now > context.Policy.LongestHold)
        {
            return Refuse(RefusalKind.BadMoment, $"A hold ends in the future and within {context.Policy.LongestHold.TotalDays:0} days.");
        }

        return WithWords(command.Text, context,
            text => WithClaim(alert, context, () => Accept(new AlertHeld(context.Officer.Id, context.Now, command.Until, text))));
    }

    private static AlertDecision DecideResume(Alert alert, CommandContext context) => alert.WaitingSince is null && alert.HoldUntil is null
        ? Accept()
        : Accept(Resumed(alert, context));

    private static AlertResumed Resumed(Alert alert, CommandContext context) => new(
        context.Officer.Id,
        context.Now,
        alert.WaitingSince is { } since ? context.Policy.Calendar.Between(DayOf(since), DayOf(context.Now)) : 0);

    private static AlertDecision WithClaim(Alert alert, CommandContext context, Func<AlertDecision> then) => alert.Claim switch
    {
        _ when alert.IsDecided => Refuse(RefusalKind.Closed, "Every finding of the alert is decided."),
        null => Refuse(RefusalKind.NotClaimed, "Claim the alert first: two people must not work on it unseen."),
        var claim when claim.By != context.Officer.Id => Refuse(
            claim.IsLiveAt(context.Now) ? RefusalKind.ClaimedByAnother : RefusalKind.NotClaimed,
            claim.IsLiveAt(context.Now) ? $"{claim.By} holds the alert until {claim.Until:yyyy-MM-dd HH:mm} UTC."
                : "Claim the alert first: the last claim was another person's and has run out."),
        var claim when !claim.IsLiveAt(context.Now) =>
            Refuse(RefusalKind.ClaimExpired,
            $"Your claim ran out at {claim.Until:HH:mm} UTC. Claim again; nobody changed the alert since you read it."),
        _ when alert.Escalated && !context.Officer.TakesEscalations =>
            Refuse(RefusalKind.NotPermitted, "The alert was escalated: an analyst or an approver decides it."),
        _ => then(),
    };

    private static AlertDecision WithWords(string? text, CommandContext context, Func<string, AlertDecision> then) => text?.Trim() switch
    {
        null or "" => Refuse(RefusalKind.TextMissing, "State it in words: the record is read years later by people who were not there."),
        { Length: var length } when length > context.Policy.MaxTextChars =>
            Refuse(RefusalKind.TextMissing, $"{length} characters are more than {context.Policy.MaxTextChars}."),
        var words => then(words),
    };

    private static AlertDecision WithGoodGuy(Alert alert, string key, CommandContext context, Func<Verdict, AlertDecision> then)
        => alert.Find(key) switch
        {
            _ when !context.Officer.May(ReviewPermission.ManageGoodGuys) =>
                Refuse(RefusalKind.NotPermitted, $"The role {context.Officer.Role} does not look after good-guy entries."),
            null => Refuse(RefusalKind.UnknownFinding, $"The alert has no finding '{key}'."),
            var state when !HasGoodGuy(state) => Refuse(RefusalKind.GoodGuyNotPossible, $"{key} has no good-guy entry that stands."),
            var state => then(state.Verdict!),
        };

    private static bool HasGoodGuy(FindingState state) => state is { IsFinal: true, Verdict.GoodGuyUntil: not null };

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    private static AlertDecision Accept(params ImmutableArray<AlertEvent> events) => new AlertDecision.Accepted(events);

    private static AlertDecision Refuse(RefusalKind kind, FormattableString text) => Refuse(kind, FormattableString.Invariant(text));

    private static AlertDecision Refuse(RefusalKind kind, string text) => new AlertDecision.Refused(new AlertRefusal(kind, text));
}
