using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Policies.PolicyCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Policies.PolicyEvent>;

namespace Compliance.EnforcementCore.Policies;

/// <summary>Who may do what with a version of a policy. Nothing that loosens a case takes effect by one person.</summary>
public static class PolicyDecider
{
    /// <summary>How long what one person did in an emergency lives without approval.</summary>
    public static TimeSpan EmergencyLives { get; } = TimeSpan.FromHours(72);

    /// <summary>How old a backtest may be when a version begins to decide.</summary>
    public static TimeSpan BacktestLives { get; } = TimeSpan.FromDays(7);

    /// <summary>How long a proposal waits for approval; then it is a draft again.</summary>
    public static TimeSpan ProposalWaits { get; } = TimeSpan.FromDays(14);

    /// <summary>Decides a command.</summary>
    public static Result Decide(PolicyRegistry registry, PolicyCommand command, PolicyContext context)
    {
        var officer = context.Officer;
        if (officer.Role == OfficerRole.System || officer.IsNobodyKnown)
        {
            return Result.Refuse(RefusalCode.NotPermitted, "A policy is changed by people; nobody knows who acts here.");
        }

        if (context.Seen is { } seen && seen != registry.Count)
        {
            return Result.Refuse(RefusalCode.StaleVersion, "The policy changed since it was read. Read it again.");
        }

        if (!(command is Approve or Reject ? officer.May(ReviewPermission.ApproveVerdicts) || officer.May(ReviewPermission.ManagePolicy)
            : officer.May(ReviewPermission.ManagePolicy)))
        {
            return Result.Refuse(RefusalCode.NotPermitted, "This role does not change policies.");
        }

        return command switch
        {
            Draft one => Written(registry, one.Text, context),
            Tighten one => Tightened(registry, one.Text, context),
            Propose one => With(registry, one.Version, version => Proposed(registry, version, context)),
            Approve one => With(registry, one.Version, version => Approved(registry, version, context)),
            Reject one => With(registry, one.Version, version => Rejected(registry, version, one.Text, context)),
            Backtest one => With(registry, one.Version, version => version.Program is null ? Unreadable(version)
                : Result.Happened(new PolicyBacktested(officer.Id, officer.Behind, context.Now, version.Number, one.Cases, one.Changed,
                    one.Digest))),
            Shadow one => With(registry, one.Version, version => Shadowed(registry, version, one.Permille, context)),
            Activate one => With(registry, one.Version, version => Activated(registry, version, context)),
            RollBack one => With(registry, one.Version, version => RolledBack(registry, version, context)),
            _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
        };
    }

    private static Result Written(PolicyRegistry registry, string text, PolicyContext context)
        => string.IsNullOrWhiteSpace(text) || text.Length > PolicyParser.MaxChars
            ? Result.Refuse(RefusalCode.BadText, $"A policy has 1 to {PolicyParser.MaxChars} characters.")
            : Result.Happened(DraftOf(registry, text, context));

    private static PolicyDrafted DraftOf(PolicyRegistry registry, string text, PolicyContext context) => new(context.Officer.Id,
        context.Officer.Behind, context.Now, registry.Versions.Length + 1, registry.ActiveAt(context.Now)?.Number, text);

    private static Result Proposed(PolicyRegistry registry, PolicyVersion version, PolicyContext context)
    {
        if (registry.StatusOf(version, context.Now) != PolicyStatus.Draft)
        {
            return Wrong("Only a draft is proposed.");
        }

        return Unfit(registry, version, context) is { } refusal ? new Result.Refused(refusal)
            : Result.Happened(new PolicyProposed(context.Officer.Id, context.Officer.Behind, context.Now, version.Number,
                Exempts(registry, version, context.Now) ? 2 : 1));
    }

    private static Result Approved(PolicyRegistry registry, PolicyVersion version, PolicyContext context)
    {
        var officer = context.Officer;
        var emergency = registry.ActivationAt(context.Now) is { DiesAt: not null } running && running.Version == version.Number
            && !registry.IsConfirmed(running) ? running : null;
        if (emergency is null && registry.StatusOf(version, context.Now) != PolicyStatus.Proposed)
        {
            return Result.Refuse(RefusalCode.NotAwaitingSecond, "Nothing of this version waits for approval.");
        }

        var before = new[] { version.Author, version.Proposal }.Concat(emergency is null ? version.Approvals.Cast<PolicyAct?>() : [])
            .Append(emergency is null ? null : new PolicyAct(emergency.By, emergency.Behind, emergency.At)).OfType<PolicyAct>();
        if (before.Any(act => officer.MayBe(act.By, act.Behind)))
        {
            return Result.Refuse(RefusalCode.SamePerson, "Another person must approve it than those who wrote, proposed or approved it.");
        }

        return Unfit(registry, version, context, emergency is not null) is { } refusal ? new Result.Refused(refusal)
            : Result.Happened(new PolicyApproved(officer.Id, officer.Behind, context.Now, version.Number));
    }

    private static Result Rejected(PolicyRegistry registry, PolicyVersion version, string text, PolicyContext context)
        => registry.StatusOf(version, context.Now) is not (PolicyStatus.Draft or PolicyStatus.Proposed or PolicyStatus.Approved
            or PolicyStatus.Shadow) ? Wrong("A version that decides or has decided is not sent back: activate another one.")
        : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
        : Result.Happened(new PolicyRejected(context.Officer.Id, context.Officer.Behind, context.Now, version.Number, text));

    private static Result Shadowed(PolicyRegistry registry, PolicyVersion version, int permille, PolicyContext context)
        => registry.StatusOf(version, context.Now) is not (PolicyStatus.Approved or PolicyStatus.Shadow)
            ? Wrong("Only an approved version that has not decided yet runs in the shadow.")
        : permille is < 0 or > 1000 ? Result.Refuse(RefusalCode.BadParameters, "A trial is on 0 to 1000 of a thousand subjects.")
        : permille > 0 && Unfit(registry, version, context) is { } refusal ? new Result.Refused(refusal)
        : Result.Happened(new PolicyShadowed(context.Officer.Id, context.Officer.Behind, context.Now, version.Number, permille));

    private static Result Activated(PolicyRegistry registry, PolicyVersion version, PolicyContext context)
    {
        if (registry.StatusOf(version, context.Now) is not (PolicyStatus.Approved or PolicyStatus.Shadow))
        {
            return Result.Refuse(RefusalCode.NeedsSecondPerson, "Only an approved version begins to decide.");
        }

        if (version.Backtest is not { } backtest || context.Now - backtest.At > BacktestLives)
        {
            return Result.Refuse(RefusalCode.BacktestTooOld, "It must have been tried on stored cases within seven days.");
        }

        return Unfit(registry, version, context) is { } refusal ? new Result.Refused(refusal)
            : Result.Happened(new PolicyActivated(context.Officer.Id, context.Officer.Behind, context.Now, version.Number, null));
    }

    private static Result Tightened(PolicyRegistry registry, string text, PolicyContext context)
    {
        if (registry.ActiveAt(context.Now) is null)
        {
            return Wrong("No version decides, so none can be tightened: propose the first one.");
        }

        var draft = DraftOf(registry, text, context);
        var version = registry.Apply(draft).Versions[^1];
        return Unfit(registry, version, context, emergency: true) is { } refusal ? new Result.Refused(refusal)
            : Loosens(context) is { } loosens ? new Result.Refused(loosens)
            : Result.Happened(draft, Emergency(version, context));
    }

    private static Result RolledBack(PolicyRegistry registry, PolicyVersion version, PolicyContext context)
    {
        if (registry.StatusOf(version, context.Now) is not (PolicyStatus.Retired or PolicyStatus.RolledBack) || !version.IsApproved)
        {
            return Wrong("Only a version that was approved and decided once can come back.");
        }

        return Unfit(registry, version, context, emergency: true) is { } refusal ? new Result.Refused(refusal)
            : Loosens(context) is { } loosens ? new Result.Refused(loosens)
            : Result.Happened(Emergency(version, context));
    }

    private static PolicyActivated Emergency(PolicyVersion version, PolicyContext context)
        => new(context.Officer.Id, context.Officer.Behind,
        context.Now, version.Number, context.Now + EmergencyLives);

    private static Refusal? Loosens(PolicyContext context) => context.Changes is { IsProven: true, Loosened: 0 } ? null
        : new Refusal(RefusalCode.NeedsSecondPerson, context.Changes is { IsProven: true } changes
            ? $"It makes {changes.Loosened} cells milder; that takes two people. Propose it."
            : "That it makes no case milder is not proved; that takes two people. Propose it.");

    // What stands against a version whoever asks: it must be readable, proved today, and made from the version that decides.
    private static Refusal? Unfit(PolicyRegistry registry, PolicyVersion version, PolicyContext context, bool emergency = false)
    {
        if (version.Program is null)
        {
            return ((Result.Refused)Unreadable(version)).Refusal;
        }

        if (!emergency && version.Parent != registry.ActiveAt(context.Now)?.Number)
        {
            return new Refusal(RefusalCode.StaleVersion, "Another version decides now than the one it was made from. Draft it again.");
        }

        if (context.Proof is not { } proof || proof.PolicyHash != version.Hash
            || proof.Day != DateOnly.FromDateTime(context.Now.UtcDateTime))
        {
            return new Refusal(RefusalCode.ProofMissing, "Nothing was proved of it today.");
        }

        return proof.Findings.FirstOrDefault(finding => finding.Prevents) is { } found
            ? new Refusal(RefusalCode.ProofMissing, found.Text + (found.Witness is { } shown ? $" For example: {shown.Text}." : "")) : null;
    }

    /// <summary>True where a version exempts somebody whom the version that decides does not exempt in the same words.</summary>
    public static bool Exempts(PolicyRegistry registry, PolicyVersion version, DateTimeOffset now)
    {
        var known = (registry.ActiveAt(now)?.Program?.Rules ?? []).Where(rule => rule.Except is not null).Select(Exemption)
            .ToImmutableHashSet(StringComparer.Ordinal);
        return version.Program!.Rules.Any(rule => rule.Except is not null && !known.Contains(Exemption(rule)));

        string Exemption(PolicyRule rule) => $"{rule.Id}\n{PolicyFormatter.Of(rule.Except!.When)}\n{rule.Except.Expires:O}";
    }

    private static Result Unreadable(PolicyVersion version)
        => Result.Refuse(RefusalCode.BadText, string.Join(' ', version.Reading.Problems.Take(5)));

    private static Result Wrong(string text) => Result.Refuse(RefusalCode.WrongState, text);

    private static Result With(PolicyRegistry registry, int number, Func<PolicyVersion, Result> then)
        => registry.Find(number) is { } version
        ? then(version) : Result.Refuse(RefusalCode.NotFound, "There is no version of this number.");
}
