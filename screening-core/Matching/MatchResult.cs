using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>One comparison of a subject with a listed party: what was compared and what it is worth.</summary>
/// <param name="Name">The feature's name, such as <c>name</c> or <c>birthDate</c>; a row of the scoring profile bears the same
/// name.</param>
/// <param name="LogOdds">What it adds to the log-odds of a match; all features of an explanation sum to the logit of the score.</param>
/// <param name="Contribution">The same in score units, in the order of the explanation; all contributions sum to the score.</param>
/// <param name="SubjectValue">The subject's value that was compared; null where it has none.</param>
/// <param name="ListedValue">The listed party's value that was compared; null where it has none.</param>
/// <param name="Detail">The finding in words a compliance officer can read aloud.</param>
public sealed record FeatureResult(string Name, double LogOdds, double Contribution, string? SubjectValue, string? ListedValue,
    string Detail);

/// <summary>How two name tokens relate.</summary>
public enum TokenRelation
{
    /// <summary>The same letters after folding.</summary>
    Equal,

    /// <summary>Different scripts, same romanisation within the tolerance.</summary>
    Transliteration,

    /// <summary>A few letters differ.</summary>
    Edit,

    /// <summary>Spellings that alternate for the same sound.</summary>
    Phonetic,

    /// <summary>A short or pet form of the other.</summary>
    Nickname,

    /// <summary>An initial of the other.</summary>
    Initial,

    /// <summary>Two tokens written as one, or one as two.</summary>
    Joined,

    /// <summary>The same class of organisation form.</summary>
    OrganisationForm,

    /// <summary>An acronym of the other's tokens.</summary>
    Acronym,

    /// <summary>Only the subject has it.</summary>
    OnlySubject,

    /// <summary>Only the listed name has it.</summary>
    OnlyListed,

    /// <summary>Both have one in this place, and they differ.</summary>
    Different,
}

/// <summary>One step of a name alignment.</summary>
/// <param name="SubjectToken">The subject's token as written; null where only the listed name has one.</param>
/// <param name="ListedToken">The listed name's token as written; null where only the subject has one.</param>
/// <param name="Relation">How they relate.</param>
/// <param name="Cost">Edit cost, 0 for equal.</param>
/// <param name="Weight">What the token weighs in the name, 0 to 1; the weights of one name's tokens sum to 1.</param>
public sealed record TokenAlignment(string? SubjectToken, string? ListedToken, TokenRelation Relation, double Cost, double Weight);

/// <summary>Why a score is what it is.</summary>
/// <param name="Features">The comparisons, the prior first; their contributions sum to the score.</param>
/// <param name="Tokens">The alignment of the matched name; empty where no name was compared.</param>
public sealed record Explanation(ImmutableArray<FeatureResult> Features, ImmutableArray<TokenAlignment> Tokens);

/// <summary>A subject compared with a listed party.</summary>
/// <param name="Party">The listed party.</param>
/// <param name="Name">The listed name that matched best.</param>
/// <param name="SubjectName">The subject's name that matched best; empty where only identifiers matched.</param>
/// <param name="Score">Probability of identity under the profile, 0 to 1, never exactly 1 for a name alone.</param>
/// <param name="Explanation">Why.</param>
public sealed record PartyMatch(ListedParty Party, ListedName Name, string SubjectName, double Score, Explanation Explanation)
{
    /// <summary>True where an identifier that identifies alone (passport, wallet, IMO …) is equal.</summary>
    public bool ByIdentifier { get; init; }

    /// <summary>True where a desk's mailbox (info@, sales@) is equal and nothing that identifies: it says little of who somebody is, and
    /// that the two have something to do with each other.</summary>
    public bool SharesDesk { get; init; }

    /// <summary>True where a number is equal of which it is not known whether one issuer gave it as one type, and nothing that
    /// identifies.</summary>
    public bool SharesNumber { get; init; }

    /// <summary>True where the entry lists an address that the subject states.</summary>
    public bool AtListedAddress { get; init; }

    /// <summary>True where a person is asked to look however low the score is.</summary>
    public bool IsRaisedBelow => SharesDesk || SharesNumber || AtListedAddress;

    /// <summary>Score of the name comparison alone, 0 to 1.</summary>
    public double NameScore { get; init; }

    /// <summary>Facts beside the name that agree, such as <c>birthDate</c>; what is missing never stands here.</summary>
    public ImmutableArray<string> Agreeing { get; init; } = [];

    /// <summary>Facts beside the name that contradict.</summary>
    public ImmutableArray<string> Contradicting { get; init; } = [];

    /// <summary>Facts that the subject does not state and the listed party does.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];
}
