namespace Compliance.ScreeningCore.Review;

/// <summary>In which capacity an officer acts. What each may do stands in <see cref="RolePermissions"/>, nowhere else.</summary>
public enum OfficerRole
{
    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>First level: claims, compares, disposes of hits that were not escalated.</summary>
    Screener,

    /// <summary>Second level: also escalated alerts, good-guy proposals, bulk proposals and reopening.</summary>
    Analyst,

    /// <summary>All that an analyst may, and confirms or rejects what another person proposed.</summary>
    Approver,

    /// <summary>Looks after the lists: refreshes, admits and rolls back versions. Sees no alerts.</summary>
    ListsManager,

    /// <summary>Looks after the policy: proposes and publishes changes. Sees alerts without personal data.</summary>
    PolicyManager,

    /// <summary>A reviewer from outside: works on the alerts of their scope, sees what a comparison needs, and every verdict of theirs is a
    /// proposal.</summary>
    ExternalReviewer,

    /// <summary>The service itself.</summary>
    System,
}
