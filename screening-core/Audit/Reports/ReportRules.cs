using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Audit.Reports;

/// <summary>What the reports of 31 CFR part 501 must say, by whom it is known, and what may lawfully be unknown.</summary>
/// <remarks>
/// 31 CFR 501.603(b)(1)(ii) and 501.604(b), as amended by 84 FR 29055 (2019) and 89 FR 40372 (2024); FAQ 820: the submitter, the date, the
/// legal authority and the documents received belong to every report of a rejected transaction, and nobody need ask the counterparty for
/// more. Filing goes through OFAC's reporting system. Check the fields against the eCFR before filing: the law changes faster than
/// programs.
/// </remarks>
public static class ReportRules
{
    private static readonly string[] OtherGovernments = ["au-", "ca-", "ch-", "eu-", "jp-", "uk-", "un-"];

    /// <summary>True where property of who stands on a list may be blocked under 31 CFR chapter V ("blocked pursuant to this chapter",
    /// 501.603(a)): not where only another government or the United Nations lists them. A list of the operator's own stays in: whether it
    /// rests on OFAC's is not known.</summary>
    public static bool MayConcern(Parties.ListCode list)
        => !OtherGovernments.Any(start => list.Value.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Business days from the day property became blocked or a transaction was rejected (501.603(b)(1)(i), 501.604(c)).</summary>
    public const int DueBusinessDays = 10;

    /// <summary>The month and day as of which blocked property is reported every year (501.603(b)(2)).</summary>
    public static (int Month, int Day) AnnualAsOf => (6, 30);

    /// <summary>The last day for the annual report (501.603(b)(2)(i)).</summary>
    public static (int Month, int Day) AnnualDue => (9, 30);

    /// <summary>Code of the value in US dollars, which the annual report adds up.</summary>
    public const string ValueUsd = "property.value_usd";

    /// <summary>The rows of a report, in its order.</summary>
    public static ImmutableArray<ReportRow> RowsOf(PropertyReportKind kind) => kind switch
    {
        PropertyReportKind.Blocked => Blocked,
        PropertyReportKind.Rejected => Rejected,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of report."),
    };

    private static readonly ImmutableArray<ReportRow> Blocked =
    [
        new("submitter.name", "Holder of the property", "501.603(b)(1)(ii)", true, true),
        new("submitter.address", "Address of the holder", "501.603(b)(1)(ii)", true, true),
        new("submitter.contact", "Contact person", "501.603(b)(1)(ii)", true, true),
        new("submitter.email", "E-mail of the contact", "501.603(b)(1)(ii)", true, true),
        new("submitter.phone", "Telephone of the contact", "501.603(b)(1)(ii)", true, true),
        new("target.name", "Sanctions target", "501.603(b)(1)(ii)", true, false),
        new("target.entry", "List entry of the target", "501.603(b)(1)(ii)", true, false),
        new("blocked.on", "Date the property was blocked", "501.603(b)(1)(ii)", true, false),
        new("authority", "Legal authority", "501.603(b)(1)(ii)", true, false),
        new("property.description", "Description of the property", "501.603(b)(1)(ii)", true, true),
        new("property.location", "Location of the property", "501.603(b)(1)(ii)", true, true),
        new(ValueUsd, "Value in US dollars", "501.603(b)(1)(ii)", true, true),
        new("property.value_basis", "Actual or estimated value", "501.603(b)(1)(ii)", true, true),
        new("property.account", "Account or other identification", "501.603(b)(1)(ii)", false, true),
        new("transaction.parties", "Parties of the transaction", "501.603(b)(1)(ii)", false, true),
        new("transaction.documents", "Documents, such as the payment instruction", "501.603(b)(1)(ii)", true, true),
        new("owner.customer", "Customer as screened", "501.603(b)(1)(ii)", false, false),
    ];

    private static readonly ImmutableArray<ReportRow> Rejected =
    [
        new("submitter.name", "Submitter", "501.604(b); FAQ 820", true, true),
        new("submitter.address", "Address of the submitter", "501.604(b); FAQ 820", true, true),
        new("submitter.contact", "Contact person", "501.604(b); FAQ 820", true, true),
        new("submitter.email", "E-mail of the contact", "501.604(b); FAQ 820", true, true),
        new("submitter.phone", "Telephone of the contact", "501.604(b); FAQ 820", true, true),
        new("rejected.on", "Date the transaction was rejected", "501.604(b); FAQ 820", true, false),
        new("authority", "Legal authority of the rejection", "501.604(b); FAQ 820", true, false),
        new("transaction.documents", "Documents received (or that none were)", "501.604(b); FAQ 820", true, true),
        new("transaction.description", "Description of the transaction", "501.604(b)", false, true),
        new("transaction.parties", "Parties of the transaction, and their banks", "501.604(b)", false, true),
        new("transaction.account", "Account or reference numbers", "501.604(b)", false, true),
        new("property.description", "Property that is the subject of the transaction", "501.604(b)", false, true),
        new(ValueUsd, "Actual or estimated value in US dollars", "501.604(b)", false, true),
        new("target.name", "Associated sanctions target", "501.604(b)", false, false),
        new("target.entry", "List entry of the target", "501.604(b)", false, false),
        new("owner.customer", "Customer as screened", "501.604(b)", false, false),
    ];
}

/// <summary>One row of a report.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Citation">The rule, of 31 CFR.</param>
/// <param name="Minimum">True where the report must not go out without it.</param>
/// <param name="Stated">True where an officer states it; false where the record knows it.</param>
public sealed record ReportRow(string Code, string Title, string Citation, bool Minimum, bool Stated);
