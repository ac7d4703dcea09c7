using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using static Compliance.ScreeningCore.Alerts.AlertCommand;

namespace Compliance.ScreeningCore.Alerts;

/// <content>The part of one alert in a bulk verdict: it is taken, then decided or given back.</content>
public static partial class AlertDecider
{
    private static AlertDecision DecideReservation(Alert alert, ReserveForBulk command, CommandContext context)
    {
        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!context.Officer.May(ReviewPermission.ApproveVerdicts))
        {
            return Refuse(RefusalKind.NotPermitted, $"An approver carries out a bulk verdict; the role here is {context.Officer.Role}.");
        }

        if (states.FirstOrDefault(state => state.Verdict is not null) is { } decided)
        {
            return Refuse(RefusalKind.AlreadyDecided, $"{decided.Finding.Key} has a verdict of {decided.Verdict!.By} already.");
        }

        return alert.Claim is { } claim && claim.IsLiveAt(context.Now) && claim.By != context.Officer.Id
            ? Refuse(RefusalKind.ClaimedByAnother, $"{claim.By} holds the alert until {claim.Until:yyyy-MM-dd HH:mm} UTC.")
            : Accept(new BulkReserved(context.Officer.Id, context.Now, command.Bulk, context.Now + context.Policy.BulkFor));
    }

    private static AlertDecision DecideBulk(Alert alert, RecordBulk command, CommandContext context)
    {
        if (alert.Bulk?.Bulk != command.Bulk)
        {
            return Accept(); // It was recorded or given back already.
        }

        // Who holds the keys of both was asked when the second person agreed; what was agreed then must come to its end.
        if (context.Officer.Id == command.Author
            || (!command.AuthorBehind.IsDefaultOrEmpty && command.AuthorBehind.Contains(context.Officer.Id)))
        {
            return Refuse(RefusalKind.SelfApproval, "You proposed this bulk verdict: a second person must confirm it.");
        }

        // New facts since the preview are another question: it stays open, as after any verdict whose facts change.
        ImmutableArray<string> keys =
            [.. command.Members.Where(member => alert.Find(member.Key) is { Verdict: null, Group: not null } state
            && state.Finding.Fingerprint == member.Fingerprint).Select(member => member.Key)];
        var released = new BulkReleased(context.Officer.Id, context.Now, command.Bulk);
        return keys.IsEmpty ? Accept(released) : Accept(
            new DispositionRecorded(command.Author, context.Now, keys, Disposition.FalsePositive, command.Reason, command.Text,
                NeedsApproval: true, GoodGuyUntil: null)
            { Bulk = command.Bulk, Behind = command.AuthorBehind },
            new DispositionApproved(context.Officer.Id, context.Now, keys, ""),
            released);
    }
}
