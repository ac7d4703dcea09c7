using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Notices;

/// <summary>The statement of reasons of an action.</summary>
public static class StatementOfAction
{
    private const string OtherContent = "CONTENT_TYPE_OTHER";
    private const int MostGround = 500;
    private const int MostFacts = 5000;

    /// <summary>The statement of a decided action.</summary>
    /// <param name="state">The action.</param>
    /// <param name="facts">What happened, as the one whom it meets is told.</param>
    /// <param name="notice">The id of the notice, which is the statement's own.</param>
    /// <param name="detected">True where a machine observed it.</param>
    /// <param name="source">Where the information came from; null for the platform itself.</param>
    public static StatementOfReasons Of(ActionState state, string facts, string notice, bool detected, string? source = null)
    {
        var action = state.Action!;
        var grounds = action.Grounds.Select(ground => GroundCatalogue.Find(ground.Code)).OfType<Ground>().ToArray();
        var main = grounds.FirstOrDefault(ground => ground.Harm == Harm.Law) ?? grounds[0];
        var row = action.Grounds.First(ground => ground.Code == main.Code).Row;
        var illegal = main.Harm == Harm.Law;
        var until = Day(action.Until);
        var statement = new StatementOfReasons
        {
            Puid = notice,
            DecisionGround = illegal ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            IllegalContentLegalGround = illegal ? Cut(main.Basis, MostGround) : null,
            IllegalContentExplanation = illegal ? Cut($"{main.Title}: {row}", MostGround) : null,
            IncompatibleContentGround = illegal ? null : Cut(row, MostGround),
            IncompatibleContentExplanation = illegal ? null : Cut(main.Title, MostGround),
            IncompatibleContentIllegal = illegal ? null : "No",
            ContentType = [OtherContent],
            ContentTypeOther = "Use of AI models through an interface",
            Category = CategoryOf(main.Harm),
            CategoryAddition = [.. grounds.Select(ground => CategoryOf(ground.Harm)).Where(one => one != CategoryOf(main.Harm)).Distinct()
                .Order(StringComparer.Ordinal)],
            CategorySpecification = [.. grounds.Select(ground => KeywordOf(ground.Code)).OfType<string>().Distinct()
                .Order(StringComparer.Ordinal)],
            ContentDate = Day(state.DecidedAt),
            ApplicationDate = Day(action.From),
            DecisionFacts = Cut(facts, MostFacts),
            SourceType = action.Origin == ActionOrigin.Provider || source is not null ? "SOURCE_TYPE_OTHER_NOTIFICATION" : "SOURCE_VOLUNTARY",
            SourceIdentity = source,
            AutomatedDetection = detected ? "Yes" : "No",
            AutomatedDecision = state.DecidedBy == OfficerId.System ? "AUTOMATED_DECISION_FULLY"
                : state.Maker == OfficerId.System ? "AUTOMATED_DECISION_PARTIALLY" : "AUTOMATED_DECISION_NOT_AUTOMATED",
        };
        return Restricted(statement, action, until);
    }

    private static StatementOfReasons Restricted(StatementOfReasons s, EnforcementAction action, string? until)
    {
        var whole = action.Subject.Kind is SubjectKind.Organisation or SubjectKind.Account or SubjectKind.EndUser;
        return action.Measure switch
        {
            { Freeze: true } => s with
            {
                DecisionMonetary = "DECISION_MONETARY_SUSPENSION",
                DecisionAccount = "DECISION_ACCOUNT_SUSPENDED",
                EndDateMonetaryRestriction = until,
                EndDateAccountRestriction = until
            },
            { Rung: Rung.PaymentHold } => s with { DecisionMonetary = "DECISION_MONETARY_SUSPENSION", EndDateMonetaryRestriction = until },
            { Rung: Rung.Suspend } when whole => s with { DecisionAccount = "DECISION_ACCOUNT_SUSPENDED", EndDateAccountRestriction = until },
            { Rung: Rung.Terminate } when whole => s with { DecisionAccount = "DECISION_ACCOUNT_TERMINATED" },
            { Rung: Rung.Terminate } => s with { DecisionProvision = "DECISION_PROVISION_PARTIAL_TERMINATION" },
            { Rung: Rung.Challenge or Rung.RateLimit or Rung.CapabilityLimit or Rung.Suspend } => s with
            {
                DecisionProvision = "DECISION_PROVISION_PARTIAL_SUSPENSION",
                EndDateServiceRestriction = until,
            },
            _ => s, // A warning restricts nothing: there is no statement to submit, only a notice.
        };
    }

    /// <summary>The category of a harm.</summary>
    public static string CategoryOf(Harm harm) => harm switch
    {
        Harm.Law => "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
        Harm.Fraud or Harm.Takeover => "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        Harm.Safety => "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        Harm.Evasion or Harm.ProviderPolicy or Harm.Coordination => "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        _ => throw new ArgumentOutOfRangeException(nameof(harm), harm, "Not a harm."),
    };

    private static string? KeywordOf(string code) => code switch
    {
        "abuse.coordination" => "KEYWORD_INAUTHENTIC_ACCOUNTS",
        "account.takeover" => "KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",
        "law.region" => "KEYWORD_GEOGRAPHICAL_REQUIREMENTS",
        _ => null,
    };

    private static string? Day(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Cut(string text, int most) => text.Length <= most ? text
        : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
