using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Notices;

/// <summary>
/// A statement of reasons with the fields of the European Commission's transparency database, one to one (Regulation (EU) 2022/2065,
/// Articles 17 and 24(5); field rules of the database at its version 69e80a0). Codes are those of <see cref="StatementCodes"/>; a field
/// that was not sent is null, a list that was not sent is the default array.
/// </summary>
public sealed record StatementOfReasons
{
    /// <summary>The platform's own unique id of the statement: 1 to 500 letters, digits, dashes and underscores.</summary>
    public string? Puid { get; init; }

    /// <summary>Restrictions of the visibility of content.</summary>
    public ImmutableArray<string> DecisionVisibility { get; init; }

    /// <summary>What else was done to visibility; needed with the code for other.</summary>
    public string? DecisionVisibilityOther { get; init; }

    /// <summary>Restriction of payments.</summary>
    public string? DecisionMonetary { get; init; }

    /// <summary>What else was done to payments; needed with the code for other.</summary>
    public string? DecisionMonetaryOther { get; init; }

    /// <summary>Suspension or termination of the service.</summary>
    public string? DecisionProvision { get; init; }

    /// <summary>Suspension or termination of the account.</summary>
    public string? DecisionAccount { get; init; }

    /// <summary>Business or private.</summary>
    public string? AccountType { get; init; }

    /// <summary>Whether law or the terms were broken.</summary>
    public string? DecisionGround { get; init; }

    /// <summary>An address of the ground's text.</summary>
    public string? DecisionGroundReferenceUrl { get; init; }

    /// <summary>The law that was broken, at most 500 characters.</summary>
    public string? IllegalContentLegalGround { get; init; }

    /// <summary>Why it is illegal, at most 2,000 characters.</summary>
    public string? IllegalContentExplanation { get; init; }

    /// <summary>The term that was broken, at most 500 characters.</summary>
    public string? IncompatibleContentGround { get; init; }

    /// <summary>Why it does not fit the terms, at most 2,000 characters.</summary>
    public string? IncompatibleContentExplanation { get; init; }

    /// <summary>Whether what breaks the terms is held to be illegal too: Yes or No.</summary>
    public string? IncompatibleContentIllegal { get; init; }

    /// <summary>Kinds of content.</summary>
    public ImmutableArray<string> ContentType { get; init; }

    /// <summary>What other kind of content; needed with the code for other.</summary>
    public string? ContentTypeOther { get; init; }

    /// <summary>The category.</summary>
    public string? Category { get; init; }

    /// <summary>Further categories.</summary>
    public ImmutableArray<string> CategoryAddition { get; init; }

    /// <summary>Keywords.</summary>
    public ImmutableArray<string> CategorySpecification { get; init; }

    /// <summary>Another keyword.</summary>
    public string? CategorySpecificationOther { get; init; }

    /// <summary>Countries in which it holds; not sent where it holds everywhere.</summary>
    public ImmutableArray<string> TerritorialScope { get; init; }

    /// <summary>Language of the content, two capital letters.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>When the content was made, yyyy-MM-dd.</summary>
    public string? ContentDate { get; init; }

    /// <summary>From when the restriction holds, yyyy-MM-dd.</summary>
    public string? ApplicationDate { get; init; }

    /// <summary>When the restriction of visibility ends.</summary>
    public string? EndDateVisibilityRestriction { get; init; }

    /// <summary>When the restriction of payments ends.</summary>
    public string? EndDateMonetaryRestriction { get; init; }

    /// <summary>When the restriction of the service ends.</summary>
    public string? EndDateServiceRestriction { get; init; }

    /// <summary>When the restriction of the account ends.</summary>
    public string? EndDateAccountRestriction { get; init; }

    /// <summary>What happened, at most 5,000 characters.</summary>
    public string? DecisionFacts { get; init; }

    /// <summary>Where the information came from.</summary>
    public string? SourceType { get; init; }

    /// <summary>Who gave it; never sent where it was the platform itself.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>Whether a machine detected it: Yes or No.</summary>
    public string? AutomatedDetection { get; init; }

    /// <summary>Whether a machine decided it.</summary>
    public string? AutomatedDecision { get; init; }

    /// <summary>Number of a product, 13 digits.</summary>
    public string? ContentIdEan13 { get; init; }

    /// <summary>True where anything is restricted; a warning restricts nothing and is not submitted.</summary>
    public bool Restricts => !DecisionVisibility.IsDefaultOrEmpty || DecisionMonetary is not null || DecisionProvision is not null
        || DecisionAccount is not null;
}
