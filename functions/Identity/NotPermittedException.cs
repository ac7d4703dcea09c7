using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary>A service was asked for something that the role of the officer does not permit. The doors ask before; the service asks again,
/// so that a door that forgot opens nothing.</summary>
internal sealed class NotPermittedException(Officer officer, ReviewPermission permission)
    : Exception($"The role {officer.Role} has no permission {permission}.")
{
    /// <summary>Who asked.</summary>
    public Officer Officer => officer;

    /// <summary>What for.</summary>
    public ReviewPermission Permission => permission;

    /// <summary>Throws where the officer may not.</summary>
    public static void Unless(Officer officer, ReviewPermission permission)
    {
        if (!officer.May(permission))
        {
            throw new NotPermittedException(officer, permission);
        }
    }
}
