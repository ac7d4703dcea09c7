using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity.Entra;

/// <summary>One app role of the registration: what it opens in the API, and as what its holder sits at the console.</summary>
/// <param name="Name">The role's value in tokens.</param>
/// <param name="Scopes">The scopes it opens.</param>
/// <param name="Officer">The officer's role; null where it is none.</param>
internal sealed record AppRole(string Name, ImmutableArray<string> Scopes, OfficerRole? Officer);

/// <summary>The app roles that the registration declares. A role that is not here opens nothing.</summary>
internal static class AppRoles
{
    /// <summary>
    /// Beginning of the roles that say what an external reviewer may see, one part of <see cref="ReviewScope"/> each:
    /// <c>Case.External.us-ofac-sdn</c>. They make nobody an external reviewer; <c>Case.External</c> does.
    /// </summary>
    public const string ExternalScope = "Case.External.";

    /// <summary>All roles. Of several that make an officer, the one that stands last counts: whoever is from outside stays so, whatever
    /// else was assigned.</summary>
    public static ImmutableArray<AppRole> All { get; } =
    [
        new("Screening.Submit", [Scopes.Screening], null),
        new("Screening.Read", [Scopes.Read], null),
        new("Service.Admin", [Scopes.Admin], null),
        new("Audit.Read", [Scopes.Read, Scopes.Alerts, Scopes.Audit], OfficerRole.Auditor),
        new("Lists.Manage", [Scopes.Lists, Scopes.Read], OfficerRole.ListsManager),
        new("Policy.Manage", [Scopes.Alerts], OfficerRole.PolicyManager),
        new("Case.Screener", [Scopes.Read, Scopes.Alerts], OfficerRole.Screener),
        new("Case.Analyst", [Scopes.Read, Scopes.Alerts], OfficerRole.Analyst),
        new("Case.Approver", [Scopes.Read, Scopes.Alerts], OfficerRole.Approver),
        new("Case.External", [Scopes.Alerts], OfficerRole.ExternalReviewer),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(role => role.Name);

    /// <summary>The known ones among the roles of a token.</summary>
    public static ImmutableArray<AppRole> Of(ImmutableArray<string> claims) => [.. All.Where(role => claims.Contains(role.Name))];

    /// <summary>The scopes that roles open. An external reviewer's role opens its own alone.</summary>
    public static ImmutableArray<string> ScopesOf(IReadOnlyCollection<AppRole> roles) =>
        [.. (roles.LastOrDefault(role => role.Officer == OfficerRole.ExternalReviewer) is { } external ? external.Scopes
        : roles.SelectMany(role => role.Scopes)).Distinct()];

    /// <summary>The officer that a person with these roles is, by their object id: the same at the console and through the API, so that
    /// nobody is two. Null where no role makes one.</summary>
    public static Officer? OfficerOf(Guid person, ImmutableArray<string> claims) => OfficerOf(person.ToString("D"), RoleOf(claims), claims);

    /// <summary>The officer that an application is: an analyst at most, for two applications of one hand would be both pairs of
    /// eyes.</summary>
    public static Officer? OfficerOfApplication(Guid application, ImmutableArray<string> claims) =>
        OfficerOf($"app.{application:D}", RoleOf(claims) is OfficerRole.Approver ? OfficerRole.Analyst : RoleOf(claims), claims);

    private static Officer? OfficerOf(string id, OfficerRole? role, ImmutableArray<string> claims)
        => role is null ? null : new Officer(OfficerId.Parse(id), role.Value)
        {
            Scope = role == OfficerRole.ExternalReviewer
            && ReviewScope.TryParse(string.Join(' ', claims.Where(IsScope).Select(claim => claim[ExternalScope.Length..])), out var scope)
            ? scope
            : ReviewScope.Nothing,
        };

    private static bool IsScope(string claim) => claim.StartsWith(ExternalScope, StringComparison.Ordinal);

    private static OfficerRole? RoleOf(ImmutableArray<string> claims)
        => Of(claims).LastOrDefault(role => role.Officer is not null)?.Officer;
}
