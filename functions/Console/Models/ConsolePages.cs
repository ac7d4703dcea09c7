using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>A page of the console's menu.</summary>
public sealed record ConsolePageLink(string Key, string Path, string Text, ReviewPermission Needs);

/// <summary>The menu; an officer sees the pages that their role may open.</summary>
internal static class ConsolePages
{
    private static readonly ImmutableArray<ConsolePageLink> All =
    [
        new("queue", "/app/alerts", "Alerts", ReviewPermission.ReadAlerts),
        new("leads", "/app/leads", "Leads", ReviewPermission.ReadScreenings),
        new("approvals", "/app/approvals", "Approvals", ReviewPermission.ReadScreenings),
        new("appeals", "/app/appeals", "Appeals", ReviewPermission.ReadScreenings),
        new("subject", "/app/subjects", "Subjects", ReviewPermission.ReadScreenings),
        new("notices", "/app/notices", "Notices", ReviewPermission.ReadScreenings),
        new("bulk", "/app/bulk", "Bulk", ReviewPermission.ProposeBulk),
        new("good-guys", "/app/good-guys", "Good-guy list", ReviewPermission.ReadScreenings),
        new("dashboard", "/app/dashboard", "Dashboard", ReviewPermission.ReadDashboard),
        new("lists", "/app/lists", "Lists", ReviewPermission.ReadLists),
        new("policy", "/app/policies", "Policies", ReviewPermission.ReadPolicy),
        new("reports", "/app/reports", "Reports", ReviewPermission.ReadAudit),
        new("transparency", "/app/transparency", "Transparency", ReviewPermission.ReadScreenings),
        new("records", "/app/records", "Records", ReviewPermission.ReadAudit),
        new("audit", "/app/audit", "Audit", ReviewPermission.ReadAudit),
        new("keys", "/app/keys", "Shortcuts", ReviewPermission.ReadLists),
    ];

    /// <summary>The pages an officer may open.</summary>
    public static IEnumerable<ConsolePageLink> Of(Officer officer) => All.Where(page => officer.May(page.Needs));

    /// <summary>Where an officer begins.</summary>
    public static string HomeOf(Officer? officer) => officer is null ? "/app/sign-in" : Of(officer).First().Path;
}
