namespace Compliance.EnforcementCore.Networks;

/// <summary>What stays of what officers said of two accounts once one of them is erased: who said what and when. Why they did
/// goes.</summary>
public static class RulingErasure
{
    /// <summary>The event without its text.</summary>
    public static RulingEvent Of(RulingEvent happened) => happened switch
    {
        PairRulingProposed one => one with { Text = "" },
        PairRulingGiven one => one with { Text = "" },
        PairRulingDeclined one => one with { Text = "" },
        _ => happened,
    };
}
