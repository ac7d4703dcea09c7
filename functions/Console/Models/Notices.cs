using System.Globalization;

namespace Compliance.Functions.Console.Models;

/// <summary>What was just done; pages are told by a word in their address, never by free text.</summary>
internal static class Notices
{
    /// <summary>The most findings an alert can name in an address; more are a mistake.</summary>
    private const int MostListings = 999;

    /// <summary>The sentence for a word; null where it is none of ours.</summary>
    /// <param name="done">The word.</param>
    /// <param name="on">On how many listings of one party, where on several.</param>
    public static string? Of(string? done, string? on)
        => done is "disposition" or "approve" or "reject" or "undo" or "reopen" or "reopen-asked"
        && int.TryParse(on, NumberStyles.None, CultureInfo.InvariantCulture, out var listings) && listings is > 1 and <= MostListings
            ? $"{Of(done)!.TrimEnd('.')} on {ConsoleText.Count(listings, "listing")}."
            : done?.StartsWith("selected-", StringComparison.Ordinal) == true
                && int.TryParse(on, NumberStyles.None, CultureInfo.InvariantCulture, out var alerts) && alerts is > 0 and <= MostListings
                && Of(done["selected-".Length..]) is { } act ? $"{ConsoleText.Count(alerts, "alert")}: {act}" : Of(done);

    private static string? Of(string? done) => done switch
    {
        "claim" => "Alert claimed.",
        "release" => "Claim released.",
        "disposition" => "Decision recorded.",
        "approve" => "Confirmed.",
        "reject" => "Sent back.",
        "undo" => "Undone.",
        "reopen" => "Reopened.",
        "reopen-asked" => "Asked to reopen; a second person must agree.",
        "escalate" => "Escalated to the second level.",
        "information" => "Information requested; the clock is paused.",
        "hold" => "On hold.",
        "handover" => "Handed over.",
        "note" => "Note added.",
        "resume" => "Resumed.",
        "revoke" => "The good-guy entry is revoked; the hit comes back with the next screening.",
        "review" => "Good-guy entry kept.",
        "bulk-proposed" => "Proposed. A second person decides.",
        "bulk-approve" => "All findings of the group are decided.",
        "bulk-reject" => "Sent back. Nothing was decided.",
        "bulk-withdraw" => "Withdrawn. Nothing was decided.",
        "action-taken" => "Recorded. Where two people are needed it waits under Approvals.",
        "action-second" => "Decided: it is part of the standing now.",
        "action-decline" or "action-decline-end" => "Declined.",
        "action-lift" => "Recorded. What two decided, two undo: then it waits under Approvals.",
        "action-second-end" => "Ended.",
        "identity-begin" => "Asked for: it waits for the provider for a day.",
        "identity-withdraw" => "Withdrawn: it counts for nothing from now on.",
        "strike-voided" => "Void: it counts for no moment.",
        "lead-triage" => "Sorted.",
        "lead-promote" => "Made part of the case.",
        "lead-claim" => "You hold the lead.",
        "lead-release" => "Released.",
        "lead-dismiss" => "Dismissed.",
        "lead-park" => "Parked for a day.",
        "lead-act" => "Closed with its action.",
        "lead-match" => "Matched.",
        "network-run" => "The clusters were found anew.",
        "network-ruled" => "Recorded. Where two people are needed it waits on the page of networks; it counts from the next run.",
        "radar-campaign" => "Watched for from now on.",
        "radar-class" => "Proposed. It counts when another person agrees on this page.",
        "radar-agreed" => "Agreed. Every campaign was judged anew.",
        "radar-declined" => "Declined. Campaigns are judged as before.",
        "radar-asked" => "Asked for. It is done when another person asks for the same.",
        "radar-ended" => "Ended. What it observed was retracted.",
        "operation-proposed" => "Proposed. Another person agrees before anything is done.",
        "operation-done" => "Agreed. Each account has its action, or the reason why not.",
        "operation-declined" => "Declined. Nothing was done.",
        "appeal-assign" => "You work on the appeal.",
        "appeal-release" => "Given back.",
        "appeal-refuse" => "Recorded; the party is told why.",
        "appeal-ask" => "Asked; the clock stands until the answer comes.",
        "appeal-decide" => "Recorded. What two decided, two undo: then a second person agrees here.",
        "appeal-second" => "Decided. The party is told, and every surface is sent what follows.",
        "appeal-decline" => "Declined.",
        "template-asked" => "Asked for. A second person publishes it by asking for the same text.",
        "template-published" => "Published; notices are written with it from now on.",
        "risk-draft" => "Stored as a draft.",
        "risk-drift" => "It was looked for drift.",
        "risk-propose" => "Proposed. Another person publishes it.",
        "risk-publish" => "It scores now.",
        "risk-reject" => "Sent back.",
        "ladder-ask" => "Asked. Another person agrees.",
        "ladder-second" => "The ladder acts now.",
        "ladder-shadow" => "The ladder acts in the shadow: it takes nothing.",
        "ladder-off" => "The ladder only proposes to people now.",
        "policy-draft" => "Stored as a draft.",
        "policy-tighten" or "policy-rollback" => "It decides now. It ends after 72 hours unless another person approves it.",
        "policy-propose" => "Proposed. Another person approves it.",
        "policy-approve" => "Approved.",
        "policy-reject" => "Sent back.",
        "policy-shadow" => "It runs in the shadow.",
        "policy-activate" => "It decides now.",
        "list-rollback" => "The earlier version is in use again.",
        "list-accept" => "The version is in use.",
        "list-release" => "The rollback ended; the next refresh takes what the publisher has.",
        _ => null,
    };
}
