using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Identity.Entra;

/// <summary>One app role of the registration: what it opens in the API, and as what its holder sits at the console.</summary>
/// <param name="Name">The role's value in tokens.</param>
/// <param name="Scopes">The scopes it opens.</param>
/// <param name="Officer">The officer's role; null where it is none.</param>
internal sealed record AppRole(string Name, ImmutableArray<string> Scopes, OfficerRole? Officer);

/// <summary>The app roles that the registration declares. A role that is not here opens nothing.</summary>
internal static class AppRoles
{
    /// <summary>All roles; of several that make an officer, the one that stands last counts.</summary>
    public static ImmutableArray<AppRole> All { get; } =
    [
        new("Screening.Submit", [Scopes.Screening], null),
        new("Screening.Read", [Scopes.Read], null),
        new("Lists.Manage", [Scopes.Lists, Scopes.Read], null),
        new("Audit.Read", [Scopes.Read, Scopes.Alerts], OfficerRole.Auditor),
        new("Case.Screener", [Scopes.Read, Scopes.Alerts], OfficerRole.Screener),
        new("Case.Analyst", [Scopes.Read, Scopes.Alerts], OfficerRole.Analyst),
        new("Case.Approver", [Scopes.Read, Scopes.Alerts], OfficerRole.Approver),
        new("Service.Admin", [Scopes.Admin], null),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(role => role.Name);

    /// <summary>The officer that a person with these roles is, by their object id: the same at the console and through the API, so that nobody is two. Null where no role makes one.</summary>
    public static Officer? OfficerOf(Guid person, ImmutableArray<string> claims) =>
        RoleOf(claims) is { } role ? new Officer(OfficerId.Parse(person.ToString("D")), role) : null;

    /// <summary>The officer that an application is: an analyst at most, for two applications of one hand would be both pairs of eyes.</summary>
    public static Officer? OfficerOfApplication(Guid application, ImmutableArray<string> claims) =>
        RoleOf(claims) is { } role ? new Officer(OfficerId.Parse($"app.{application:D}"), role == OfficerRole.Approver ? OfficerRole.Analyst : role) : null;

    private static OfficerRole? RoleOf(ImmutableArray<string> claims) => Of(claims).LastOrDefault(role => role.Officer is not null)?.Officer;

    /// <summary>The known ones among the roles of a token.</summary>
    public static ImmutableArray<AppRole> Of(ImmutableArray<string> claims) => [.. All.Where(role => claims.Contains(role.Name))];
}
