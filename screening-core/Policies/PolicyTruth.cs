namespace Compliance.ScreeningCore.Policies;

/// <summary>Kleene's three truth values. In this order <c>and</c> is the smaller, <c>or</c> the greater of two.</summary>
public enum PolicyTruth
{
    /// <summary>It does not hold.</summary>
    False = 0,

    /// <summary>Nobody can say: a value it needs is missing.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    True = 2,
}

/// <summary>What a row says of one case.</summary>
public enum PolicyAnswer
{
    /// <summary>Nothing: its condition does not hold, or an exemption does.</summary>
    Silent = 0,

    /// <summary>Its condition cannot be decided, so its verdict for the unknown counts.</summary>
    Unknown = 1,

    /// <summary>Its condition holds.</summary>
    Fires = 2,
}

/// <summary>The rule by which condition and exemption give a row's answer.</summary>
public static class PolicyTruths
{
    /// <summary>An exemption counts only where it certainly holds: an unknown one grants nothing.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="except">The exemption; false where the row has none.</param>
    public static PolicyAnswer Answer(PolicyTruth when, PolicyTruth except)
        => except == PolicyTruth.True ? PolicyAnswer.Silent : (PolicyAnswer)when;

    /// <summary>The opposite; the opposite of unknown is unknown.</summary>
    public static PolicyTruth Not(PolicyTruth truth) => PolicyTruth.True - (int)truth;

    /// <summary>A truth of two values.</summary>
    public static PolicyTruth Of(bool holds) => holds ? PolicyTruth.True : PolicyTruth.False;
}
