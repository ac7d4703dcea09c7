using System.Security.Claims;
using System.Text.Json;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// An officer as claims: the id in the name identifier, the role's word (<c>screener</c>, <c>lists_manager</c> …) in <see cref="Role"/>, an
/// external reviewer's scope in <see cref="Scope"/>. Whoever signs officers in maps what they know of a person to these three.
/// </summary>
internal static class OfficerClaims
{
    /// <summary>The claim that bears the role.</summary>
    public const string Role = "officer_role";

    /// <summary>The claim that bears an external reviewer's scope, as <see cref="ReviewScope"/> writes it.</summary>
    public const string Scope = "officer_scope";

    /// <summary>The word of a role.</summary>
    public static string WordOf(OfficerRole role) => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString());

    /// <summary>Reads a role's word, with or without underscores and in any case; null where no person can have it.</summary>
    public static OfficerRole? ReadRole(string? word)
    {
        var letters = word?.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return RolePermissions.OfPeople.Where(role => role.ToString().Equals(letters, StringComparison.OrdinalIgnoreCase))
            .Select(role => (OfficerRole?)role).FirstOrDefault();
    }

    /// <summary>Reads an officer; null where name, role or scope is not one a person can have.</summary>
    public static Officer? Read(string? name, string? role, string? scope) =>
        OfficerId.TryParse(name, out var id) && !id.IsMachine && ReadRole(role) is { } known && ReviewScope.TryParse(scope, out var covered)
            ? new Officer(id, known) { Scope = known == OfficerRole.ExternalReviewer ? covered : ReviewScope.Nothing }
            : null;

    /// <summary>The officer of a principal; null where its claims name none.</summary>
    public static Officer? Read(ClaimsPrincipal principal) =>
        Read(principal.FindFirstValue(ClaimTypes.NameIdentifier), principal.FindFirstValue(Role), principal.FindFirstValue(Scope));

    /// <summary>An officer as a principal.</summary>
    public static ClaimsPrincipal Write(Officer officer, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, officer.Id.Value), new Claim(Role, WordOf(officer.Role)),
            new Claim(Scope, officer.Scope.ToString())], scheme));
}
