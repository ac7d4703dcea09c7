using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>A page of the console's menu.</summary>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Key">The name by which the page itself says which entry it is.</param>
/// <param name="Path">Its address.</param>
/// <param name="Text">What the menu calls it.</param>
/// <param name="Needs">The permission that opens it.</param>
public sealed record ConsolePageLink(string Group, string Key, string Path, string Text, ReviewPermission Needs);

/// <summary>The menu: one line a page, in the order shown; neighbours of one group stand under one heading. An officer sees the pages that
/// their role may open.</summary>
internal static class ConsolePages
{
    private const string Work = "Work";
    private const string Customers = "Customers";
    private const string Rules = "Lists and rules";
    private const string Insight = "Insight";
    private const string Record = "Record";
    private const string Settings = "Settings";

    private static readonly ImmutableArray<ConsolePageLink> All =
    [
        new(Work, "home", "/app/home", "Home", ReviewPermission.ReadLists),
        new(Work, "queue", "/app/alerts", "Alerts", ReviewPermission.ReadAlerts),
        new(Work, "leads", "/app/leads", "Leads", ReviewPermission.ReadScreenings),
        new(Work, "appeals", "/app/appeals", "Appeals", ReviewPermission.ReadScreenings),
        new(Work, "approvals", "/app/approvals", "Approvals", ReviewPermission.ReadScreenings),
        new(Work, "bulk", "/app/bulk", "Bulk decisions", ReviewPermission.ProposeBulk),
        new(Customers, "subject", "/app/subjects", "Subjects", ReviewPermission.ReadScreenings),
        new(Customers, "networks", "/app/networks", "Networks", ReviewPermission.ReadScreenings),
        new(Customers, "radar", "/app/radar", "Radar", ReviewPermission.ReadScreenings),
        new(Customers, "screen", "/app/screen", "Screen a name", ReviewPermission.ReadScreenings),
        new(Customers, "notices", "/app/notices", "Notices", ReviewPermission.ReadScreenings),
        new(Customers, "good-guys", "/app/good-guys", "Good-guy list", ReviewPermission.ReadScreenings),
        new(Rules, "lists", "/app/lists", "Lists", ReviewPermission.ReadLists),
        new(Rules, "policy", "/app/policies", "Policies", ReviewPermission.ReadPolicy),
        new(Rules, "risk-models", "/app/risk", "Risk models", ReviewPermission.ReadPolicy),
        new(Rules, "ladder", "/app/ladder", "Ladder", ReviewPermission.ReadPolicy),
        new(Insight, "dashboard", "/app/dashboard", "Dashboard", ReviewPermission.ReadDashboard),
        new(Insight, "transparency", "/app/transparency", "Transparency", ReviewPermission.ReadScreenings),
        new(Record, "records", "/app/records", "Records", ReviewPermission.ReadAudit),
        new(Record, "audit", "/app/audit", "Audit", ReviewPermission.ReadAudit),
        new(Record, "reports", "/app/reports", "Reports", ReviewPermission.ReadAudit),
        new(Settings, "people", "/app/people", "People", ReviewPermission.ReadAudit),
        new(Settings, "api-keys", "/app/api-keys", "API keys", ReviewPermission.ReadAudit),
        new(Settings, "tour", "/app/tour", "Tour", ReviewPermission.ReadLists),
        new(Settings, "keys", "/app/keys", "Shortcuts", ReviewPermission.ReadLists),
    ];

    /// <summary>The pages an officer may open.</summary>
    public static IEnumerable<ConsolePageLink> Of(Officer officer) => All.Where(page => officer.May(page.Needs));

    /// <summary>Where an officer begins.</summary>
    public static string HomeOf(Officer? officer) => officer is null ? "/app/sign-in" : Of(officer).First().Path;
}
