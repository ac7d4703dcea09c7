using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Notices;

/// <summary>What stands against one field of a statement.</summary>
/// <param name="Field">The field's name in the submission format.</param>
/// <param name="Problem">What stands against it.</param>
public sealed record StatementProblem(string Field, string Problem);

/// <summary>Which statements the European Commission's database accepts, and what it keeps of them. Source: its request rules, version
/// 69e80a0. Lengths are counted as there: in code points, not in bytes.</summary>
public static class StatementRules
{
    private const string Illegal = "DECISION_GROUND_ILLEGAL_CONTENT";
    private const string Incompatible = "DECISION_GROUND_INCOMPATIBLE_CONTENT";
    private static readonly FrozenSet<string> YesNo = new[] { "Yes", "No" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly DateOnly Latest = new(2038, 1, 1);

    /// <summary>Everything that stands against a statement; empty where it is accepted.</summary>
    public static ImmutableArray<StatementProblem> Problems(StatementOfReasons s)
    {
        var found = ImmutableArray.CreateBuilder<StatementProblem>();
        Restrictions(s, found);
        Grounds(s, found);
        Text(found, "decision_facts", s.DecisionFacts, 5000, required: true);
        Code(found, "category", s.Category, StatementCodes.Category, required: true);
        Codes(found, "category_addition", s.CategoryAddition, StatementCodes.Category);
        Codes(found, "category_specification", s.CategorySpecification, StatementCodes.Keyword);
        Text(found, "category_specification_other", s.CategorySpecificationOther, 500);
        Codes(found, "content_type", s.ContentType, StatementCodes.ContentType, required: true);
        Text(found, "content_type_other", Has(s.ContentType, "CONTENT_TYPE_OTHER") ? s.ContentTypeOther ?? "" : null, 500,
            Has(s.ContentType, "CONTENT_TYPE_OTHER"));
        Codes(found, "territorial_scope", s.TerritorialScope, StatementCodes.Country);
        Code(found, "content_language", s.ContentLanguage, StatementCodes.Language);
        Dates(s, found);
        Code(found, "source_type", s.SourceType, StatementCodes.Source, required: true);
        Text(found, "source_identity", s.SourceType == "SOURCE_VOLUNTARY" ? null : s.SourceIdentity, 500);
        Code(found, "automated_detection", s.AutomatedDetection, YesNo, required: true);
        Code(found, "automated_decision", s.AutomatedDecision, StatementCodes.Automation, required: true);
        Text(found, "puid", s.Puid, 500, required: true);
        if (s.Puid is { Length: > 0 } puid && !puid.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            found.Add(new StatementProblem("puid", "It holds letters, digits, dashes and underscores only."));
        }

        if (s.ContentIdEan13 is { } ean && (ean.Length != 13 || !ean.All(char.IsAsciiDigit)))
        {
            found.Add(new StatementProblem("content_id.EAN-13", "It has thirteen digits."));
        }

        return found.ToImmutable();
    }

    /// <summary>The statement as the database keeps it: what does not belong to its ground, its source or its codes is left out, and a
    /// category does not stand twice.</summary>
    public static StatementOfReasons Kept(StatementOfReasons s) => s with
    {
        DecisionVisibilityOther = Has(s.DecisionVisibility, "DECISION_VISIBILITY_OTHER") ? s.DecisionVisibilityOther : null,
        DecisionMonetaryOther = s.DecisionMonetary == "DECISION_MONETARY_OTHER" ? s.DecisionMonetaryOther : null,
        IllegalContentLegalGround = s.DecisionGround == Illegal ? s.IllegalContentLegalGround : null,
        IllegalContentExplanation = s.DecisionGround == Illegal ? s.IllegalContentExplanation : null,
        IncompatibleContentGround = s.DecisionGround == Incompatible ? s.IncompatibleContentGround : null,
        IncompatibleContentExplanation = s.DecisionGround == Incompatible ? s.IncompatibleContentExplanation : null,
        IncompatibleContentIllegal = s.DecisionGround == Incompatible ? s.IncompatibleContentIllegal : null,
        ContentTypeOther = Has(s.ContentType, "CONTENT_TYPE_OTHER") ? s.ContentTypeOther : null,
        SourceIdentity = s.SourceType == "SOURCE_VOLUNTARY" ? null : s.SourceIdentity,
        CategoryAddition = s.CategoryAddition.IsDefault ? []
            : [.. s.CategoryAddition.Where(category => category != s.Category).Distinct(StringComparer.Ordinal)],
    };

    private static void Restrictions(StatementOfReasons s, ImmutableArray<StatementProblem>.Builder found)
    {
        if (!s.Restricts)
        {
            found.Add(new StatementProblem("decision_visibility",
                "One of visibility, payments, service and account is restricted, or there is nothing to state."));
        }

        Codes(found, "decision_visibility", s.DecisionVisibility, StatementCodes.Visibility);
        var other = Has(s.DecisionVisibility, "DECISION_VISIBILITY_OTHER");
        Text(found, "decision_visibility_other", other ? s.DecisionVisibilityOther ?? "" : null, 500, other);
        Code(found, "decision_monetary", s.DecisionMonetary, StatementCodes.Monetary);
        var money = s.DecisionMonetary == "DECISION_MONETARY_OTHER";
        Text(found, "decision_monetary_other", money ? s.DecisionMonetaryOther ?? "" : null, 500, money);
        Code(found, "decision_provision", s.DecisionProvision, StatementCodes.Provision);
        Code(found, "decision_account", s.DecisionAccount, StatementCodes.Account);
        Code(found, "account_type", s.AccountType, StatementCodes.AccountType);
    }

    private static void Grounds(StatementOfReasons s, ImmutableArray<StatementProblem>.Builder found)
    {
        Code(found, "decision_ground", s.DecisionGround, StatementCodes.Ground, required: true);
        if (s.DecisionGround == Illegal)
        {
            Text(found, "illegal_content_legal_ground", s.IllegalContentLegalGround, 500, required: true);
            Text(found, "illegal_content_explanation", s.IllegalContentExplanation, 2000, required: true);
        }
        else if (s.DecisionGround == Incompatible)
        {
            Text(found, "incompatible_content_ground", s.IncompatibleContentGround, 500, required: true);
            Text(found, "incompatible_content_explanation", s.IncompatibleContentExplanation, 2000, required: true);
            Code(found, "incompatible_content_illegal", s.IncompatibleContentIllegal, YesNo);
        }

        Text(found, "decision_ground_reference_url", s.DecisionGroundReferenceUrl, 500);
        if (s.DecisionGroundReferenceUrl is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"))
        {
            found.Add(new StatementProblem("decision_ground_reference_url", "It is an address."));
        }
    }

    private static void Dates(StatementOfReasons s, ImmutableArray<StatementProblem>.Builder found)
    {
        Date(found, "content_date", s.ContentDate, new DateOnly(2000, 1, 1), required: true);
        Date(found, "application_date", s.ApplicationDate, new DateOnly(2020, 1, 1), required: true);
        Date(found, "end_date_visibility_restriction", s.EndDateVisibilityRestriction, DateOnly.MinValue);
        Date(found, "end_date_monetary_restriction", s.EndDateMonetaryRestriction, DateOnly.MinValue);
        Date(found, "end_date_service_restriction", s.EndDateServiceRestriction, DateOnly.MinValue);
        Date(found, "end_date_account_restriction", s.EndDateAccountRestriction, DateOnly.MinValue);
    }

    private static void Date(ImmutableArray<StatementProblem>.Builder found, string field, string? value, DateOnly earliest,
        bool required = false)
    {
        if (value is null)
        {
            Missing(found, field, required);
        }
        else if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            found.Add(new StatementProblem(field, "It is a day, written yyyy-MM-dd."));
        }
        else if (day < earliest || day > Latest)
        {
            found.Add(new StatementProblem(field, "The day lies outside of what the database takes."));
        }
    }

    private static void Text(ImmutableArray<StatementProblem>.Builder found, string field, string? value, int most, bool required = false)
    {
        if (string.IsNullOrEmpty(value))
        {
            Missing(found, field, required);
        }
        else if (value.EnumerateRunes().Count() > most)
        {
            found.Add(new StatementProblem(field, string.Create(CultureInfo.InvariantCulture, $"It has at most {most} characters.")));
        }
    }

    private static void Code(ImmutableArray<StatementProblem>.Builder found, string field, string? value, FrozenSet<string> codes,
        bool required = false)
    {
        if (string.IsNullOrEmpty(value))
        {
            Missing(found, field, required);
        }
        else if (!codes.Contains(value))
        {
            found.Add(new StatementProblem(field, "The database does not know this code."));
        }
    }

    private static void Codes(ImmutableArray<StatementProblem>.Builder found, string field, ImmutableArray<string> values,
        FrozenSet<string> codes, bool required = false)
    {
        if (values.IsDefaultOrEmpty)
        {
            Missing(found, field, required);
        }
        else if (!values.All(codes.Contains))
        {
            found.Add(new StatementProblem(field, "The database does not know one of these codes."));
        }
    }

    private static void Missing(ImmutableArray<StatementProblem>.Builder found, string field, bool required)
    {
        if (required)
        {
            found.Add(new StatementProblem(field, "It is needed."));
        }
    }

    private static bool Has(ImmutableArray<string> codes, string code) => !codes.IsDefault && codes.Contains(code);
}
