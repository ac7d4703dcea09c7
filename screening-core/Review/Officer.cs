using Compliance.ScreeningCore.Alerts;

namespace Compliance.ScreeningCore.Review;

/// <summary>An officer with the role in which they act now.</summary>
/// <param name="Id">The person.</param>
/// <param name="Role">The role.</param>
public sealed record Officer(OfficerId Id, OfficerRole Role)
{
    /// <summary>The service itself.</summary>
    public static Officer Service { get; } = new(OfficerId.System, OfficerRole.System);

    /// <summary>What an external reviewer may see; no other role is bound by it.</summary>
    public ReviewScope Scope { get; init; } = ReviewScope.Nothing;

    /// <summary>How much of a subject the officer sees.</summary>
    public PersonalDataView View => RolePermissions.ViewOf(Role);

    /// <summary>True for roles that work on alerts.</summary>
    public bool WorksAlerts => May(ReviewPermission.WorkAlerts);

    /// <summary>True for roles that take escalated alerts.</summary>
    public bool TakesEscalations => May(ReviewPermission.TakeEscalations);

    /// <summary>True where the role may do it.</summary>
    public bool May(ReviewPermission permission) => RolePermissions.May(Role, permission);

    /// <summary>True where the officer may see the alert.</summary>
    public bool Sees(Alert alert) => May(ReviewPermission.ReadAlerts) && (Role != OfficerRole.ExternalReviewer || Scope.Covers(alert));
}
