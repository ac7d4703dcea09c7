using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Which alerts officers may see.</summary>
public static class AlertVisibility
{
    extension(Officer officer)
    {
        /// <summary>True where the officer may see the alert.</summary>
        /// <param name="alert">The alert.</param>
        public bool Sees(Alert alert)
            => officer.May(ReviewPermission.ReadAlerts)
                && (officer.Role != OfficerRole.ExternalReviewer || officer.Scope.Covers(alert));
    }
}
