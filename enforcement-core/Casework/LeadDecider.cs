using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Casework.LeadCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Casework.LeadEvent>;

namespace Compliance.EnforcementCore.Casework;

/// <summary>What can be asked of a lead.</summary>
public abstract record LeadCommand
{
    private LeadCommand()
    {
    }

    /// <summary>It came; the first time it opens the lead.</summary>
    public sealed record Receive(Lead Lead) : LeadCommand;

    /// <summary>Say whom it is about.</summary>
    public sealed record Match(SubjectRef Subject) : LeadCommand;

    /// <summary>Say how grave it is (1 to 5) and which ground it is about, without taking it.</summary>
    public sealed record Triage(int Severity, string Ground, string Text) : LeadCommand;

    /// <summary>Take it, or renew the claim.</summary>
    public sealed record Claim : LeadCommand;

    /// <summary>Give it back.</summary>
    public sealed record Release : LeadCommand;

    /// <summary>Put it aside.</summary>
    public sealed record Park(DateTimeOffset Until, string Text) : LeadCommand;

    /// <summary>It comes to nothing.</summary>
    public sealed record Dismiss(string Text) : LeadCommand;

    /// <summary>It came to an action, which is named.</summary>
    public sealed record Act(string Action, string Text) : LeadCommand;

    /// <summary>It becomes part of a case, which is named.</summary>
    public sealed record Promote(string Case, string Text) : LeadCommand;

    /// <summary>Who reported it contests that it came to nothing.</summary>
    public sealed record Contest(string Text) : LeadCommand;
}

/// <summary>The workflow of leads. Only a decision ends one: a note, a repetition or a lapse of time does not.</summary>
public static class LeadDecider
{
    /// <summary>Decides a command.</summary>
    /// <param name="lead">The lead; null where there is none.</param>
    /// <param name="command">The command.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="seen">The version that was read; null for the service and for claims.</param>
    public static Result Decide(Lead? lead, LeadCommand command, Officer officer, DateTimeOffset now, int? seen)
    {
        if (command is Receive received)
        {
            return lead is null ? Result.Happened(new LeadReceived(officer.Id, now, received.Lead))
                : Result.Happened(new LeadRepeated(officer.Id, now, received.Lead.Severity, received.Lead.CertaintyPercent,
                    received.Lead.DueAt));
        }

        return lead is null ? Result.Refuse(RefusalCode.NotFound, "There is no such lead.")
            : command is Contest contest ? DecideContest(lead, contest, officer, now)
            : officer.Role == OfficerRole.System ? Result.Refuse(RefusalCode.NotPermitted, "A person decides what a lead comes to.")
            : !officer.WorksAlerts ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} does not work on leads.")
            : seen is { } version && version != lead.Version
                ? Result.Refuse(RefusalCode.StaleVersion, $"The lead is at version {lead.Version}; version {version} was read.")
            : lead.Ended is { } ended ? Result.Refuse(RefusalCode.AlreadyEnded, $"The lead was {ended} already.")
            : officer.IsNobodyKnown && (lead.ContestedAt is not null || (command is Dismiss && lead.Source == LeadSource.Reporter))
                ? Result.Refuse(RefusalCode.NotPermitted, "Somebody else decides a report that is contested, and nobody knows who holds "
                    + "this key: name its holder, or let a person decide it.")
            : lead is { ContestedAt: not null, Dismissal: { } before } && officer.MayBe(before.By, before.Behind ?? [])
                ? Result.Refuse(RefusalCode.DeciderWasMakerOrChecker,
                    "Who dismissed a report does not decide whether that was right. Somebody else takes it.")
            : lead.Claim is { } held && held.IsLiveAt(now) && held.By != officer.Id
                ? Result.Refuse(RefusalCode.ClaimedByAnother, "A colleague holds the lead.")
            : command is Claim ? Result.Happened(new LeadClaimed(officer.Id, now, now + ReviewPolicy.Current.ClaimFor))
            : command is Triage triage ? DecideTriage(triage, officer, now)
            : lead.Claim is not { } claim || !claim.IsLiveAt(now) ? Result.Refuse(RefusalCode.NotClaimed, "Claim the lead first.")
            : Held(lead, command, officer, now);
    }

    // Regulation (EU) 2022/2065, Article 20: who gave notice may complain that nothing was done, within six months, free of charge.
    private static Result DecideContest(Lead lead, Contest contest, Officer officer, DateTimeOffset now)
        => lead.ContestedAt is not null ? Result.Refuse(RefusalCode.AlreadyAppealed, "That it came to nothing was contested already.")
            : lead.Source != LeadSource.Reporter ? Result.Refuse(RefusalCode.NotTheParty, "Nobody reported this.")
            : lead.Ended is null ? Result.Refuse(RefusalCode.WrongState, "The report is not decided yet.")
            : lead is not { Ended: LeadStatus.Dismissed, Dismissal: { } dismissal }
                ? Result.Refuse(RefusalCode.NotTheParty, "The report was acted on.")
            : now >= AppealClock.ClosesAt(dismissal.At) ? Result.Refuse(RefusalCode.OutOfTime,
                $"It can be contested for {AppealClock.OpenDays} days.")
            : WithWords(contest.Text, text => new LeadContested(officer.Id, now, text, AppealClock.DueAt(now)));

    private static Result DecideTriage(Triage triage, Officer officer, DateTimeOffset now)
        => triage.Severity is < 1 or > 5 ? Result.Refuse(RefusalCode.BadParameters, "A severity is 1 to 5.")
            : GroundCatalogue.Find(triage.Ground) is null ? Result.Refuse(RefusalCode.NoGround, "The catalogue has no such ground.")
            : WithWords(triage.Text, text => new LeadTriaged(officer.Id, now, triage.Severity, triage.Ground, text));

    private static Result Held(Lead lead, LeadCommand command, Officer officer, DateTimeOffset now) => command switch
    {
        Release => Result.Happened(new LeadReleased(officer.Id, now)),
        Match one => lead.Subject == one.Subject ? Result.Happened() : Result.Happened(new LeadMatched(officer.Id, now, one.Subject)),
        Park one when one.Until <= now || one.Until > now + ReviewPolicy.Current.LongestHold => Result.Refuse(RefusalCode.BadMoment,
            $"A lead is put aside for up to {ReviewPolicy.Current.LongestHold.TotalDays} days."),
        Park one when one.Until > lead.DueAt => Result.Refuse(RefusalCode.BadMoment, "The lead is due before that."),
        Park one => WithWords(one.Text, text => new LeadParked(officer.Id, now, one.Until, text)),
        Dismiss one => WithWords(one.Text, text => new LeadEnded(officer.Id, now, LeadStatus.Dismissed, null, text)
        { Behind = officer.Behind.IsDefaultOrEmpty ? null : officer.Behind }),
        Act one => lead.Subject is null ? Result.Refuse(RefusalCode.UnknownSubject, "Say first whom the lead is about.")
            : WithWords(one.Text, text => new LeadEnded(officer.Id, now, LeadStatus.Actioned, one.Action, text)),
        Promote one => WithWords(one.Text, text => new LeadEnded(officer.Id, now, LeadStatus.Promoted, one.Case, text)),
        _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
    };

    /// <summary>The lead after one more event.</summary>
    public static Lead Apply(Lead? lead, LeadEvent happened) => (lead, happened) switch
    {
        (null, LeadReceived one) => one.Lead,
        (not null, LeadReceived) => lead,
        (not null, LeadRepeated one) => lead with
        {
            Count = lead.Count + 1,
            LastAt = one.At > lead.LastAt ? one.At : lead.LastAt,
            Severity = Math.Max(lead.Severity, one.Severity),
            CertaintyPercent = Math.Max(lead.CertaintyPercent, one.CertaintyPercent),
            DueAt = one.DueAt is { } due && !(lead.DueAt <= due) ? due : lead.DueAt,
        },
        (not null, LeadMatched one) => lead with { Subject = one.Subject, Version = lead.Version + 1 },
        (not null, LeadTriaged one) => lead with
        {
            Severity = one.Severity,
            Ground = one.Ground,
            TriagedAt = one.At,
            Version = lead.Version + 1,
        },
        (not null, LeadClaimed one) => lead with
        {
            Claim = new AlertClaim(one.By, one.Until),
            ParkedUntil = null,
            Version = lead.Version + 1
        },
        (not null, LeadReleased) => lead with { Claim = null, Version = lead.Version + 1 },
        (not null, LeadParked one) => lead with { ParkedUntil = one.Until, Claim = null, Version = lead.Version + 1 },
        (not null, LeadEnded one) => lead with
        {
            Ended = one.Status,
            Outcome = one.Outcome,
            Claim = null,
            Dismissal = one.Status == LeadStatus.Dismissed ? new LeadDismissal(one.By, one.Behind, one.At) : lead.Dismissal,
            Version = lead.Version + 1,
        },
        (not null, LeadContested one) => lead with
        {
            Ended = null,
            ContestedAt = one.At,
            DueAt = lead.DueAt <= one.DueAt && lead.DueAt > one.At ? lead.DueAt : one.DueAt,
            Version = lead.Version + 1,
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be the first event of a lead."),
    };

    private static Result WithWords(string text, Func<string, LeadEvent> happen)
        => CommandTexts.Refusal(text) is { } words ? Result.Refuse(words) : Result.Happened(happen(text));
}
