using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>What somebody wants to happen to an alert. <see cref="AlertDecider"/> answers with events or with a refusal.</summary>
public abstract record AlertCommand
{
    private AlertCommand()
    {
    }

    /// <summary>A screening raised findings: opens the alert, or extends it. Only the service sends it; repeating it changes
    /// nothing.</summary>
    public sealed record Raise(AlertId Alert, string? SubjectId, string ScreeningId, Decision Decision,
        ImmutableArray<AlertFinding> Findings) : AlertCommand
    {
        /// <summary>What an earlier alert of the subject leaves behind (<see cref="Alert.ConfirmedSoFar"/>); empty where there is
        /// none.</summary>
        public ImmutableArray<string> ConfirmedBefore { get; init; } = [];
    }

    /// <summary>Take the alert, or renew one's own claim.</summary>
    public sealed record Claim : AlertCommand;

    /// <summary>Give the alert back.</summary>
    public sealed record Release : AlertCommand;

    /// <summary>Pass the alert to a colleague.</summary>
    public sealed record HandOver(OfficerId To, string Text) : AlertCommand;

    /// <summary>Put the alert aside until a moment.</summary>
    public sealed record Hold(DateTimeOffset Until, string Text) : AlertCommand;

    /// <summary>Ask for information and stop the clock.</summary>
    public sealed record NeedInformation(string Text) : AlertCommand;

    /// <summary>Go on after a hold or a wait.</summary>
    public sealed record Resume : AlertCommand;

    /// <summary>Add a note.</summary>
    public sealed record AddNote(string Text) : AlertCommand;

    /// <summary>Send the alert to the second level.</summary>
    public sealed record Escalate(string Text) : AlertCommand;

    /// <summary>Conclude on one or more findings, all for the same reason.</summary>
    public sealed record RecordDisposition(ImmutableArray<string> Keys, Disposition Disposition, string? Reason, string? Text,
        DateTimeOffset? GoodGuyUntil = null) : AlertCommand;

    /// <summary>Confirm what another person proposed.</summary>
    public sealed record Approve(ImmutableArray<string> Keys, string? Text) : AlertCommand;

    /// <summary>Send back what another person proposed.</summary>
    public sealed record Reject(ImmutableArray<string> Keys, string? Text) : AlertCommand;

    /// <summary>Take one's own verdict or approval back, within the undo window.</summary>
    public sealed record Undo(ImmutableArray<string> Keys) : AlertCommand;

    /// <summary>End a good-guy entry; the hit comes back with the next screening.</summary>
    public sealed record RevokeGoodGuy(string Key, string? Text) : AlertCommand;

    /// <summary>Look at a good-guy entry again and let it stand.</summary>
    public sealed record ReviewGoodGuy(string Key, string? Text) : AlertCommand;

    /// <summary>Take the alert for a bulk verdict. Only <see cref="BulkVerdict"/> leads to it.</summary>
    public sealed record ReserveForBulk(string Bulk, ImmutableArray<string> Keys) : AlertCommand;

    /// <summary>Record the verdict of a bulk that both persons have agreed on; findings whose facts changed since stay open.</summary>
    public sealed record RecordBulk(string Bulk, ImmutableArray<BulkMember> Members, OfficerId Author, string Reason, string Text)
        : AlertCommand
    {
        /// <summary>The people behind the author, where a key proposed it; default for a person.</summary>
        public ImmutableArray<OfficerId> AuthorBehind { get; init; }
    }

    /// <summary>Give the alert back without a verdict.</summary>
    public sealed record ReleaseBulk(string Bulk) : AlertCommand;

    /// <summary>Open sealed verdicts again. Where two people confirmed a true match, the first request is a proposal; a second person
    /// agrees by approving it or by asking for the same.</summary>
    public sealed record Reopen(ImmutableArray<string> Keys, string? Text) : AlertCommand;

    /// <summary>A list changed what verdicts rested on: opens them again and ends their good-guy entries. Only the service sends it;
    /// verdicts that no longer count are passed over.</summary>
    public sealed record ReopenForLists(ImmutableArray<string> Keys, string Text) : AlertCommand;
}
