namespace Compliance.EnforcementCore.Appeals;

/// <summary>What stays of the appeals of somebody who is erased: who decided what and when. What the party and the officers wrote, and the
/// files, go.</summary>
public static class AppealErasure
{
    /// <summary>The event without its texts; the same one where it has none.</summary>
    public static AppealEvent Of(AppealEvent happened) => happened switch
    {
        AppealReceived one => one with { Appeal = one.Appeal with { Text = "", Attachments = [] } },
        AppealRefused one => one with { Reasons = "" },
        InformationAsked one => one with { Question = "" },
        InformationGiven one => one with { Text = "", Attachments = [] },
        RulingProposed one => one with { Ruling = one.Ruling with { Reasons = "" } },
        RulingDeclined one => one with { Text = "" },
        AppealDecided one => one with { Ruling = one.Ruling with { Reasons = "" } },
        _ => happened,
    };
}
