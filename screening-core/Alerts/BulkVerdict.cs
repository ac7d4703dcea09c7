using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>One finding of a group.</summary>
/// <param name="Alert">Its alert.</param>
/// <param name="Key">The finding.</param>
/// <param name="Version">The alert's version when the group was put together.</param>
/// <param name="Fingerprint">Fingerprint of the facts then.</param>
public sealed record BulkMember(AlertId Alert, string Key, int Version, string Fingerprint);

/// <summary>How far a bulk verdict is.</summary>
public enum BulkStage
{
    /// <summary>Waits for the second person.</summary>
    Proposed,

    /// <summary>The second person agreed; its alerts are being taken. Nothing is decided.</summary>
    Reserving,

    /// <summary>All alerts are taken: every one of them will bear the verdict, whatever fails meanwhile.</summary>
    Committed,

    /// <summary>Every alert bears the verdict.</summary>
    Done,

    /// <summary>Given up while alerts were being taken: nothing was decided.</summary>
    Abandoned,

    /// <summary>The second person sent it back.</summary>
    Rejected,

    /// <summary>Its author withdrew it.</summary>
    Withdrawn,
}

/// <summary>
/// One false positive for a group of like findings. All or nothing: first every alert is taken, then one change of this record decides for
/// all of them, then each is written. Whoever finds it between the two last steps carries it on; whoever finds it stuck before gives it up.
/// </summary>
public sealed record BulkVerdict
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>What the findings have in common, as the preview showed it.</summary>
    public required string Group { get; init; }

    /// <summary>The findings, each once.</summary>
    public required ImmutableArray<BulkMember> Members { get; init; }

    /// <summary>Code of the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Text { get; init; }

    /// <summary>Who proposed it.</summary>
    public required OfficerId Author { get; init; }

    /// <summary>The people behind the author, where a key proposed it; default for a person, and in records of an older version.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>How far it is.</summary>
    public BulkStage Stage { get; init; }

    /// <summary>Who carries it out or sent it back; null while it waits.</summary>
    public OfficerId? Approver { get; init; }

    /// <summary>When taking its alerts began; null before.</summary>
    public DateTimeOffset? ReservingSince { get; init; }

    /// <summary>Why it was sent back or given up; null otherwise.</summary>
    public string? Ending { get; init; }

    /// <summary>True where taking the alerts has lasted longer than the policy allows.</summary>
    public bool IsStuckAt(DateTimeOffset now, ReviewPolicy policy)
        => Stage == BulkStage.Reserving && now >= ReservingSince!.Value + policy.BulkFor;

    /// <summary>Proposes one verdict for a group; the refusal where it cannot be.</summary>
    /// <param name="id">Id for the new proposal.</param>
    /// <param name="findings">The findings with their alerts as previewed.</param>
    /// <param name="reason">Code of the reason.</param>
    /// <param name="text">The reason in words.</param>
    /// <param name="context">Who, when, by which policy.</param>
    /// <param name="refusal">Why not; null where it can.</param>
    public static BulkVerdict? Propose(string id, ImmutableArray<(Alert Alert, FindingState State)> findings, string? reason, string? text,
        CommandContext context, out AlertRefusal? refusal)
    {
        refusal = !context.Officer.May(ReviewPermission.ProposeBulk)
            ? new(RefusalKind.NotPermitted, $"The role {context.Officer.Role} does not decide groups.")
            : context.Officer.IsNobodyKnown
                ? new(RefusalKind.NotPermitted, "A bulk verdict needs two people, and nobody knows who holds this key. Name its holder.")
            : findings.IsEmpty ? new(RefusalKind.BulkNotPossible, "The group is empty.")
            : findings.Length > context.Policy.LargestBulk
                ? new(RefusalKind.BulkNotPossible, $"{findings.Length} findings are more than {context.Policy.LargestBulk}.")
            : findings.Select(one => (one.Alert.Id, one.State.Finding.Key)).Distinct().Count() != findings.Length
                ? new(RefusalKind.BulkNotPossible, "A finding stands in the group twice.")
            : findings.FirstOrDefault(one => one.State.Verdict is not null) is { State: { } decided }
                ? new(RefusalKind.AlreadyDecided, $"{decided.Finding.Key} has a verdict already.")
            : findings.Any(one => one.State.Group is null)
                ? new(RefusalKind.BulkNotPossible,
                "Only possible matches that an identifier does not support are decided in a group; what blocks is decided by itself.")
            : findings.Select(one => one.State.Group).Distinct().Count() != 1
                ? new(RefusalKind.BulkNotPossible,
                "The findings are not alike: a group has one listed party, and the same facts agree and differ.")
            : ReviewReason.Find(reason) is not { } known
                || findings.Any(one => !known.Supports(Disposition.FalsePositive, one.State.Finding))
                ? new(RefusalKind.ReasonMissing, $"Choose a reason that supports a false positive; '{reason}' does not.")
            : string.IsNullOrWhiteSpace(text) || text.Length > context.Policy.MaxTextChars
                ? new(RefusalKind.TextMissing, $"State in words, at most {context.Policy.MaxTextChars} characters, what was checked.")
            : null;
        return refusal is not null ? null : new BulkVerdict
        {
            Id = id,
            Group = findings[0].State.Group!,
            Members = [.. findings.Select(one =>
                new BulkMember(one.Alert.Id, one.State.Finding.Key, one.Alert.Version, one.State.Finding.Fingerprint))
                .OrderBy(member => member.Alert)],
            Reason = reason!,
            Text = text!.Trim(),
            Author = context.Officer.Id,
            Behind = context.Officer.Behind.IsDefaultOrEmpty ? default : context.Officer.Behind,
            ProposedAt = context.Now,
        };
    }

    /// <summary>The verdict with the second person's agreement, about to take its alerts; the refusal where that cannot be.</summary>
    public BulkVerdict? Agree(CommandContext context, out AlertRefusal? refusal)
    {
        refusal = Judge(context);
        return refusal is null ? this with { Stage = BulkStage.Reserving, Approver = context.Officer.Id, ReservingSince = context.Now }
            : null;
    }

    /// <summary>The verdict as sent back; the refusal where that cannot be.</summary>
    public BulkVerdict? Reject(string? text, CommandContext context, out AlertRefusal? refusal)
    {
        refusal = Judge(context) ?? (string.IsNullOrWhiteSpace(text) ? new(RefusalKind.TextMissing, "Say why it goes back.") : null);
        return refusal is null ? this with { Stage = BulkStage.Rejected, Approver = context.Officer.Id, Ending = text!.Trim() } : null;
    }

    /// <summary>The verdict as withdrawn by its author; the refusal where that cannot be.</summary>
    public BulkVerdict? Withdraw(CommandContext context, out AlertRefusal? refusal)
    {
        refusal = Stage != BulkStage.Proposed ? Past() : context.Officer.Id != Author
            ? new(RefusalKind.NotPermitted, "Only its author withdraws a proposal.") : null;
        return refusal is null ? this with { Stage = BulkStage.Withdrawn } : null;
    }

    private AlertRefusal? Judge(CommandContext context) => Stage != BulkStage.Proposed ? Past()
        : !context.Officer.May(ReviewPermission.ApproveVerdicts)
            ? new(RefusalKind.NotPermitted, $"An approver confirms or sends back; the role here is {context.Officer.Role}.")
        : context.Officer.MayBe(Author, Behind)
            ? new(RefusalKind.SelfApproval, "You proposed this bulk verdict: a second person must confirm it or send it back.")
        : null;

    private AlertRefusal Past()
        => new(RefusalKind.NotAwaitingApproval, $"The bulk verdict does not wait for a second person: it is {Stage}.");
}
