using System.Globalization;
using System.Text;
using Compliance.EnforcementCore.Appeals;

namespace Compliance.Functions.Appeals.Transparency;

/// <summary>The report as files.</summary>
internal static class TransparencyFiles
{
    /// <summary>One row a number, comma-separated (RFC 4180).</summary>
    public static string Csv(IEnumerable<TransparencyRow> rows)
    {
        var text = new StringBuilder("section,indicator,scope,value\r\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Section},{row.Indicator},{row.Scope},{row.Value}\r\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// A part of the template of Implementing Regulation (EU) 2024/2835, Annex I, with its columns in its order: 5 own initiative on grounds
    /// of law, 6 own initiative on grounds of the terms, 7 complaints, 8 automated means. What this service has no number for is left empty,
    /// never 0. The texts of indicators are ours: they are checked against the official file before a report is published.
    /// </summary>
    public static string Ec(int part, IReadOnlyCollection<TransparencyRow> rows, DateOnly from, DateOnly to, string service)
    {
        var period = string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}/{to:yyyy-MM-dd}");
        return part switch
        {
            5 or 6 => OwnInitiative(part == 5, rows, period, service),
            7 => Indicators(rows, period, service, Complaints(rows)),
            8 => Indicators(rows, period, service, Automated(rows)),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Parts are 5 to 8."),
        };
    }

    private static string OwnInitiative(bool law, IReadOnlyCollection<TransparencyRow> rows, string period, string service)
    {
        var text = new StringBuilder("Applicability,Service,Reporting period,Category,Description of sub-category other,"
            + "Number of measures taken at own initiative,Number of measures taken after detection with solely automated means,");
        text.Append(string.Join(',', Columns.Select(column => column.Heading))).Append("\r\n");
        foreach (var category in Of(rows, "actions", "by_category").Where(row => row.Scope == "RISK_FOR_PUBLIC_SECURITY" == law
            && row.Value > 0))
        {
            var restrictions = rows.Where(row => row.Section == "restrictions" && row.Indicator == category.Scope)
                .ToDictionary(row => row.Scope, row => row.Value, StringComparer.Ordinal);
            var automated = Of(rows, "actions", "automated_share").FirstOrDefault(row => row.Scope == category.Scope)?.Value ?? 0;
            text.Append(CultureInfo.InvariantCulture, $",{Quoted(service)},{period},STATEMENT_CATEGORY_{category.Scope},,{category.Value},");
            text.Append(CultureInfo.InvariantCulture, $"{Math.Round(automated * category.Value)},");
            text.Append(string.Join(',', Columns.Select(column => column.Codes.Length == 0 ? ""
                : column.Codes.Sum(code => restrictions.GetValueOrDefault(code)).ToString(CultureInfo.InvariantCulture)))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Indicators(IReadOnlyCollection<TransparencyRow> rows, string period, string service,
        IEnumerable<(string Section, string Indicator, string Scope, double? Value)> lines)
    {
        var text = new StringBuilder("Applicability,Service,Reporting period,Section,Indicator,Scope,Value,Contextual Information\r\n");
        foreach (var (section, indicator, scope, value) in rows.Count == 0 ? [] : lines)
        {
            text.Append(CultureInfo.InvariantCulture, $",{Quoted(service)},{period},{section},{indicator},{scope},{value},\r\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Section, string Indicator, string Scope, double? Value)> Complaints(
        IReadOnlyCollection<TransparencyRow> rows)
    {
        const string Section = "Internal complaint-handling";
        yield return (Section, "Number of complaints received", "all", Of(rows, "appeals", "received").Sum(row => row.Value));
        foreach (var row in Of(rows, "appeals", "by_outcome"))
        {
            yield return (Section, "Number of complaints by outcome", row.Scope, row.Value);
        }

        yield return (Section, "Median time to decision in hours", "all",
            Of(rows, "appeals", "median_hours_to_decision").Select(row => (double?)row.Value).FirstOrDefault());
        yield return ("Out-of-court disputes", "Number of disputes submitted", "all", null);
    }

    private static IEnumerable<(string Section, string Indicator, string Scope, double? Value)> Automated(
        IReadOnlyCollection<TransparencyRow> rows)
        => Of(rows, "actions", "by_automation").Select(row => ("Automated means", "Number of measures", row.Scope, (double?)row.Value))
            .Concat(Of(rows, "appeals", "reversed_share").Select(row => ("Automated means", "Share reversed after a complaint",
                "STATEMENT_CATEGORY_" + row.Scope, (double?)row.Value)));

    /// <summary>The restrictions in the order of the template, each with the codes of statements that count there; none where a service of
    /// this kind restricts nothing of it.</summary>
    private static readonly (string Heading, string[] Codes)[] Columns =
    [
        ("Visibility: removal", []), ("Visibility: disable", []), ("Visibility: demoted", []), ("Visibility: age restricted", []),
        ("Visibility: interaction restricted", []), ("Visibility: labelled", []), ("Visibility: other", []),
        ("Monetary: suspension", ["DECISION_MONETARY_SUSPENSION"]), ("Monetary: termination", ["DECISION_MONETARY_TERMINATION"]),
        ("Monetary: other", ["DECISION_MONETARY_OTHER"]),
        ("Provision of the service: suspension", ["DECISION_PROVISION_PARTIAL_SUSPENSION", "DECISION_PROVISION_TOTAL_SUSPENSION"]),
        ("Provision of the service: termination", ["DECISION_PROVISION_PARTIAL_TERMINATION", "DECISION_PROVISION_TOTAL_TERMINATION"]),
        ("Account: suspension", ["DECISION_ACCOUNT_SUSPENDED"]), ("Account: termination", ["DECISION_ACCOUNT_TERMINATED"]),
    ];

    private static IEnumerable<TransparencyRow> Of(IEnumerable<TransparencyRow> rows, string section, string indicator)
        => rows.Where(row => row.Section == section && row.Indicator == indicator);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
