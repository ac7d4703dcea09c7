using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>What a match with a party means that nobody is forbidden to deal with; the stricter is the larger.</summary>
public enum TopicResponse
{
    /// <summary>It is kept with the evidence, and nobody is asked.</summary>
    Log,

    /// <summary>The customer proves who they are, and a person looks.</summary>
    StepUp,

    /// <summary>A person looks.</summary>
    Review,

    /// <summary>A person with authority approves before anything begins; the customer proves who they are meanwhile.</summary>
    Approval,
}

/// <summary>What a topic means at a moment: a row of policy.</summary>
/// <param name="Topic">The topic, such as <c>role.pep</c>, or a measure (<c>Debarment</c>, <c>EnhancedDiligence</c>).</param>
/// <param name="Channel">The moment; null for every moment that has no row of its own.</param>
/// <param name="Response">What a match then means.</param>
/// <param name="Words">The topic in words, as the end of "is listed as".</param>
/// <param name="Basis">What the row rests on.</param>
public sealed record TopicRule(string Topic, Channel? Channel, TopicResponse Response, string Words, PolicyBasis Basis);
