using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>How far a measure goes. Ordered: the later goes further. A freeze by law stands beside the ladder, not on it.</summary>
public enum Rung
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A warning; nothing is withheld.</summary>
    Warn = 1,

    /// <summary>Somebody must show who they are before they go on.</summary>
    Challenge = 2,

    /// <summary>Fewer requests, tokens or less money in a time.</summary>
    RateLimit = 3,

    /// <summary>Some providers, models or modalities are denied.</summary>
    CapabilityLimit = 4,

    /// <summary>No payment goes through.</summary>
    PaymentHold = 5,

    /// <summary>Nothing goes on, for a time.</summary>
    Suspend = 6,

    /// <summary>The relation has ended.</summary>
    Terminate = 7,
}

/// <summary>Whom an action meets.</summary>
public enum ActionReach
{
    /// <summary>The subject alone.</summary>
    Self,

    /// <summary>The subject and all that it contains.</summary>
    Descendants,
}

/// <summary>Where an action comes from.</summary>
public enum ActionOrigin
{
    /// <summary>A rule decided, signed by the machine.</summary>
    Automatic,

    /// <summary>An officer decided.</summary>
    Officer,

    /// <summary>A provider demanded it.</summary>
    Provider,

    /// <summary>The law demands it.</summary>
    Law,
}

/// <summary>Why an action ended before its time.</summary>
public enum EndReason
{
    /// <summary>An officer lifted it.</summary>
    Lifted,

    /// <summary>An appeal overturned it.</summary>
    Overturned,

    /// <summary>Another action took its place.</summary>
    Superseded,

    /// <summary>The rule on which it rested was rolled back.</summary>
    RolledBack,

    /// <summary>What was observed was retracted.</summary>
    Retracted,

    /// <summary>The law no longer demands it: a delisting, a licence, an order.</summary>
    ByLaw,

    /// <summary>An appeal made it milder.</summary>
    Varied,

    /// <summary>What it asked for was done: an identity was proved.</summary>
    Met,
}
