namespace Compliance.EnforcementCore.Risk;

/// <summary>What stays of the bands that people set for somebody who is erased: which, by whom and when. Why goes.</summary>
public static class RiskErasure
{
    /// <summary>The event without its text.</summary>
    public static RiskEvent Of(RiskEvent happened) => happened switch
    {
        RiskOverrideProposed one => one with { Override = one.Override with { Reason = "" } },
        RiskOverrideSet one => one with { Override = one.Override with { Reason = "" } },
        RiskOverrideEnded one => one with { Text = "" },
        _ => happened,
    };
}
