using Compliance.EnforcementCore.Appeals;

namespace Compliance.Functions.Appeals.Transparency;

/// <summary>Parts 3 to 6 of the template: orders, notices, and measures at the provider's own initiative, by category.</summary>
internal static class EcMeasures
{
    private const string Prefix = "STATEMENT_CATEGORY_";
    private const string SubCategory = "Description of the sub-category \"Other\"";

    private static readonly string[] OfOrders =
    [
        "Number of orders to act against illegal content received",
        "Number of specific items of information included in the total number of orders to act against illegal content",
        "Median time to inform the authority of the receipt of the order to act against illegal content",
        "Median time to give effect to the order to act against illegal content", "Number of orders to provide information",
        "Median time to inform the authority of the receipt of the order to provide information",
        "Median time to give effect to the order to provide information",
    ];

    private static readonly string[] OfNotices =
    [
        "Number of notices received", "Number of notices received from Trusted flaggers",
        "Number of specific items of information included in the total number of notices",
        "Number of specific items of information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices)",
        "Median time to take action", "Median time to take action (Trusted Flagger notices)",
        "Number of actions taken on the basis of the law",
        "Number of actions taken on the basis of the law (Trusted Flagger notices)",
        "Number of actions taken on the basis of the terms and conditions of the service",
        "Number of actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices)",
    ];

    /// <summary>The restrictions in the order of the template, each with the codes of statements that count there; none where a service of
    /// this kind restricts nothing of it.</summary>
    private static readonly (string Heading, string[] Codes)[] Restrictions =
    [
        ("Visibility restriction Removal", []), ("Visibility restriction Disable", []), ("Visibility restriction Demoted", []),
        ("Visibility restriction Age restricted", []), ("Visibility restriction Interaction restricted", []),
        ("Visibility restriction Labelled", []), ("Visibility restriction Other", []),
        ("Monetary restriction Suspension", ["DECISION_MONETARY_SUSPENSION"]),
        ("Monetary restriction Termination", ["DECISION_MONETARY_TERMINATION"]),
        ("Monetary restriction Other", ["DECISION_MONETARY_OTHER"]),
        ("Provision of the service Suspension", ["DECISION_PROVISION_PARTIAL_SUSPENSION", "DECISION_PROVISION_TOTAL_SUSPENSION"]),
        ("Provision of the service Termination", ["DECISION_PROVISION_PARTIAL_TERMINATION", "DECISION_PROVISION_TOTAL_TERMINATION"]),
        ("Account restriction Suspension", ["DECISION_ACCOUNT_SUSPENDED"]),
        ("Account restriction Termination", ["DECISION_ACCOUNT_TERMINATED"]),
    ];

    /// <summary>Part 3.</summary>
    public static IEnumerable<string[]> Orders(EcNumbers numbers)
    {
        yield return ["Applicability", "Service", "Reporting period", "Category of illegal content", SubCategory, "Scope", .. OfOrders,
            .. OfOrders.Select((column, place) => $"Contextual information on {(place == 0 ? 'n' + column[1..] : column)}")];
        yield return [EcTemplate.All, numbers.Service, numbers.Period, "TOTAL", "", "TOTAL",
            numbers.Counted("orders", "acted_on", "all"), .. Empty(6),
            "Orders on which an action was decided. Orders that came to none, the Member State and the times of receipt are not kept "
                + "here: add "
                + "them from the register of orders.", .. Empty(3), "Not kept by this service.", .. Empty(2)];
        foreach (var code in Codes(3))
        {
            yield return [EcTemplate.All, numbers.Service, numbers.Period, code, "", "TOTAL",
                numbers.Of("orders", "acted_on", Scope(code)), .. Empty(13)];
        }
    }

    /// <summary>Part 4.</summary>
    public static IEnumerable<string[]> Notices(EcNumbers numbers)
    {
        yield return ["Applicability", "Service", "Reporting period", "Category of illegal content", SubCategory, .. OfNotices,
            .. OfNotices.Select(column => $"Contextual information on {column}")];
        yield return Line("TOTAL", "all", counted: true, ["Reports that reached the service; reports of one thing count once.",
            "Trusted flaggers are not told apart.", .. Empty(2), "In hours, from receipt to decision.", .. Empty(5)]);
        foreach (var code in Codes(4))
        {
            yield return Line(code, Scope(code), counted: false, Empty(10));
        }

        string[] Line(string code, string scope, bool counted, string[] context)
        {
            string Number(string indicator)
                => counted ? numbers.Counted("reports", indicator, scope) : numbers.Of("reports", indicator, scope);
            return [EcTemplate.Hosting, numbers.Service, numbers.Period, code, "", Number("received"), "", Number("received"), "",
                numbers.Of("reports", "median_hours_to_decision", scope), "", Number("acted_on_law"), "", Number("acted_on_terms"), "",
                .. context];
        }
    }

    /// <summary>Parts 5 and 6.</summary>
    public static IEnumerable<string[]> OwnInitiative(EcNumbers numbers, int part)
    {
        string[] columns = ["Number of measures taken at the provider's own initiative",
            "Number of measures taken after detection with solely automated means", .. Restrictions.Select(one => one.Heading)];
        yield return ["Applicability", "Service", "Reporting period", part == 5 ? "Category of illegal content"
            : "Category of incompatibility with the provider's terms and conditions", SubCategory, .. columns,
            .. columns.Select(column => $"Contextual Information on {column}")];
        var section = part == 5 ? "own_initiative_law" : "own_initiative_terms";
        yield return Line("TOTAL", "all", ["Measures that neither an order nor a provider's notice nor a report asked for.",
            .. Empty(1), .. Enumerable.Repeat("This service restricts no visibility.", 7), .. Empty(7)]);
        foreach (var code in Codes(part))
        {
            yield return Line(code, Scope(code), Empty(16));
        }

        string[] Line(string code, string indicator, string[] context)
        {
            var measures = numbers.Of(section, indicator, "measures");
            string Number(params string[] scopes) => measures.Length == 0 ? "" : numbers.Counted(section, indicator, scopes);
            return [EcTemplate.All, numbers.Service, numbers.Period, code, "", measures, Number("automated"),
                .. Restrictions.Select(one => one.Codes.Length == 0 ? "" : Number(one.Codes)), .. context];
        }
    }

    private static IEnumerable<string> Codes(int part) => EcCategories.OfPart(part)
        .SelectMany(category => category.Keywords.Select(keyword => keyword.Code).Prepend(category.Code));

    // A keyword has no numbers: what is counted here are categories.
    private static string Scope(string code) => code.StartsWith(Prefix, StringComparison.Ordinal) ? code[Prefix.Length..] : code;

    private static string[] Empty(int count) => [.. Enumerable.Repeat("", count)];
}
