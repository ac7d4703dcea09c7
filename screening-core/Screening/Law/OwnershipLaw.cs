using System.Globalization;
using Compliance.ScreeningCore.Ownership;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>When ownership by listed persons reaches a company, in each jurisdiction, and payment rails run by listed operators, as
/// rows.</summary>
internal static class OwnershipLaw
{
    private const int MostHundredths = 20_000;

    /// <summary>Writes the rows of rules: whose rule it is, the shares in hundredths of a per cent by its way of counting (of owners
    /// certainly listed, and of all who may be), whether a listed owner's share is unknown, or one controls without shares.</summary>
    public static void Owners(RowWriter rows, IEnumerable<OwnershipRule> rules)
    {
        rows.Lines("""
            feature regime code
            feature certain_share integer 0..20000
            feature listed_share integer 0..20000
            feature share_unknown flag
            feature controls flag
            order certain_share <= listed_share
            """);
        rules = [.. rules];
        if (rules.Any())
        {
            rows.List("regimes", rules.Select(rule => rule.Jurisdiction));
            rows.Lines("must review when regime in @regimes");
        }

        foreach (var rule in rules)
        {
            var line = (int)(rule.Test.Percent * 100);
            var (meets, below) = rule.Test.AtLine ? (">=", "<") : (">", "<=");
            var regime = $"regime = {RowWriter.Word(rule.Jurisdiction)}";
            var action = rule.Jurisdiction == ExportGate.AffiliatesJurisdiction ? "action=deny" : "action=freeze";
            rows.Row(IdOf(rule, OwnershipOutcome.Reached), rule.IsInForce ? "block" : "review",
                Invariant($"{regime} and certain_share {meets} {line}"), rule.Basis, action);
            rows.Row(IdOf(rule, OwnershipOutcome.Possible), "review",
                Invariant($"{regime} and certain_share {below} {line} and (listed_share {meets} {line} or share_unknown)"), rule.Basis);
            rows.Row(IdOf(rule, OwnershipOutcome.Controlled), "review",
                Invariant($"{regime} and listed_share {below} {line} and not share_unknown and controls"), rule.Basis);
            rows.Row(IdOf(rule, OwnershipOutcome.BelowLine), "review",
                Invariant($"{regime} and listed_share {below} {line} and not share_unknown and not controls"), rule.Basis);
        }
    }

    /// <summary>Writes the rows of payment rails: whose operator is listed, and whether the lists in use show it as blocked.</summary>
    public static void Rails(RowWriter rows, IEnumerable<PaymentRail> rails)
    {
        rows.Lines("""
            feature rail code
            feature operator_blocked flag
            """);
        rails = [.. rails];
        if (rails.Any())
        {
            rows.List("rails", rails.Select(rail => rail.Scheme).Distinct(StringComparer.Ordinal));
            rows.Lines("must review when rail in @rails");
        }

        foreach (var rail in rails)
        {
            var which = $"rail = {RowWriter.Word(rail.Scheme)}";
            rows.Row($"rail.{rail.Scheme}", "block", $"{which} and operator_blocked", rail.Basis, "action=freeze");
            rows.Row($"rail.{rail.Scheme}.unconfirmed", "review", $"{which} and not operator_blocked", rail.Basis);
        }
    }

    /// <summary>The row by which a rule comes to an outcome.</summary>
    public static string IdOf(OwnershipRule rule, OwnershipOutcome outcome)
        => RowWriter.Id(string.Create(CultureInfo.InvariantCulture, $"owned.{rule.Jurisdiction}.{outcome switch
        {
            OwnershipOutcome.Reached => "reached",
            OwnershipOutcome.Possible => "possible",
            OwnershipOutcome.Controlled => "controlled",
            _ => "below",
        }}"));

    /// <summary>A share in hundredths of a per cent, cut towards the side on which the line does not move.</summary>
    public static long Hundredths(decimal percent, OwnershipTest test)
        => (long)Math.Clamp(test.AtLine ? Math.Floor(percent * 100) : Math.Ceiling(percent * 100), 0, MostHundredths);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
