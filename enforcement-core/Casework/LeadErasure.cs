namespace Compliance.EnforcementCore.Casework;

/// <summary>What stays of the leads about somebody who is erased: that they came, when, how grave, and what they came to. What was written
/// in them goes.</summary>
public static class LeadErasure
{
    /// <summary>The event without its text; the same one where it has none.</summary>
    public static LeadEvent Of(LeadEvent happened) => happened switch
    {
        LeadReceived one => one with { Lead = one.Lead with { Text = "" } },
        LeadTriaged one => one with { Text = "" },
        LeadParked one => one with { Text = "" },
        LeadEnded one => one with { Text = "" },
        LeadContested one => one with { Text = "" },
        _ => happened,
    };
}
