using Compliance.EnforcementCore.Risk.Comparison;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Risk.Versions.RiskModelEvent>;

namespace Compliance.EnforcementCore.Risk.Versions;

/// <summary>Who may do what with a version of the score's model: two people let one score, and two let an earlier one come back.</summary>
public static class RiskModelDecider
{
    /// <summary>Longest text of a version.</summary>
    public const int MaxChars = 200_000;

    /// <summary>Drafts that may be open: whoever writes more sends some back first.</summary>
    public const int MostDrafts = 50;

    /// <summary>Writes a version.</summary>
    public static Result Draft(RiskModelRegistry registry, string? text, int? seen, Officer officer, DateTimeOffset now)
        => Unfit(registry, seen, officer, ReviewPermission.ManagePolicy) is { } refusal ? refusal
            : registry.Versions.Count(version => registry.StatusOf(version, now) == RiskModelStatus.Draft) >= MostDrafts
                ? Result.Refuse(RefusalCode.WrongState, $"{MostDrafts} drafts are open. Send those back that nobody needs.")
            : text is not { Length: > 0 and <= MaxChars }
                ? Result.Refuse(RefusalCode.BadText, $"A model has 1 to {MaxChars} characters.")
            : RiskModelCodec.Read(text) is { Model: null, Problems: var problems }
                ? Result.Refuse(RefusalCode.BadText, string.Join(' ', problems.Take(5)))
            : Result.Happened(new RiskModelDrafted(officer.Id, officer.Behind, now, registry.Versions.Length, registry.ActiveAt(now).Number,
                text));

    /// <summary>Asks that a draft counts, or that an earlier version comes back.</summary>
    public static Result Propose(RiskModelRegistry registry, int number, int? seen, Officer officer, DateTimeOffset now)
        => Unfit(registry, seen, officer, ReviewPermission.ManagePolicy) is { } refusal ? refusal
            : registry.Find(number) is not { } version ? Missing()
            : registry.StatusOf(version, now) is not (RiskModelStatus.Draft or RiskModelStatus.Retired)
                ? Result.Refuse(RefusalCode.WrongState, "A draft is proposed, or a version that scored before.")
            : Stale(registry, version, now) ?? Result.Happened(new RiskModelProposed(officer.Id, officer.Behind, now, number));

    /// <summary>Agrees: it scores from now on. A new version that is shown to be worse is not published; one that scored before comes back
    /// without being compared, since going back must never wait.</summary>
    /// <param name="registry">The versions.</param>
    /// <param name="number">Which.</param>
    /// <param name="seen">The number of changes that was read; null where nobody read.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="compared">It beside the version in force; null where it was not compared.</param>
    public static Result Publish(RiskModelRegistry registry, int number, int? seen, Officer officer, DateTimeOffset now,
        ModelComparison? compared = null)
        => Unfit(registry, seen, officer, ReviewPermission.ApproveVerdicts) is { } refusal ? refusal
            : registry.Find(number) is not { } version ? Missing()
            : registry.ProposalAt(version, now) is not { } proposal
                ? Result.Refuse(RefusalCode.NotAwaitingSecond, "Nothing of this version waits for another person.")
            : officer.MayBe(proposal.By, proposal.Behind) || (version.Drafted is { } author && officer.MayBe(author.By, author.Behind))
                ? Result.Refuse(RefusalCode.SamePerson, "Another person publishes it than those who wrote or proposed it.")
            : Stale(registry, version, now) ?? (compared is { Obstacle: { } obstacle } && NeedsComparing(registry, version)
                ? Result.Refuse(RefusalCode.WrongState, obstacle)
                : Result.Happened(new RiskModelPublished(officer.Id, officer.Behind, now, number) { Compared = compared?.Said }));

    /// <summary>True for a version that never scored.</summary>
    public static bool NeedsComparing(RiskModelRegistry registry, RiskModelVersion version)
        => version.Number != 0 && !registry.Published.Any(one => one.Version == version.Number);

    /// <summary>Sends a version back, or takes the proposal of an earlier one back.</summary>
    public static Result Reject(RiskModelRegistry registry, int number, string? text, int? seen, Officer officer, DateTimeOffset now)
        => Unfit(registry, seen, officer, ReviewPermission.RejectModels) is { } refusal ? refusal
            : registry.Find(number) is not { } version ? Missing()
            : registry.StatusOf(version, now) is not (RiskModelStatus.Draft or RiskModelStatus.Proposed)
                ? Result.Refuse(RefusalCode.WrongState, "What scores or scored is not sent back: propose another version.")
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : Result.Happened(new RiskModelRejected(officer.Id, officer.Behind, now, number, text!));

    private static Result? Unfit(RiskModelRegistry registry, int? seen, Officer officer, ReviewPermission needed)
        => officer.Role == OfficerRole.System || officer.IsNobodyKnown
            ? Result.Refuse(RefusalCode.NotPermitted, "A model is changed by people; nobody knows who acts here.")
            : !officer.May(needed) ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} does not do this with models.")
            : seen is { } read && read != registry.Count
                ? Result.Refuse(RefusalCode.StaleVersion, "The models changed since they were read. Read them again.") : null;

    private static Result? Stale(RiskModelRegistry registry, RiskModelVersion version, DateTimeOffset now)
        => version.Drafted is { } draft && registry.StatusOf(version, now) != RiskModelStatus.Retired
            && !registry.Published.Any(one => one.Version == version.Number) && draft.Parent != registry.ActiveAt(now).Number
            ? Result.Refuse(RefusalCode.StaleVersion, "Another version scores now than the one it was made from. Draft it again.") : null;

    private static Result Missing() => Result.Refuse(RefusalCode.NotFound, "There is no version of this number.");
}
