using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Which alerts officers may see.</summary>
public static class AlertScopes
{
    extension(Officer officer)
    {
        /// <summary>True where the officer may see the alert.</summary>
        /// <param name="alert">The alert.</param>
        public bool Sees(Alert alert)
            => officer.May(ReviewPermission.ReadAlerts)
                && (officer.Role != OfficerRole.ExternalReviewer || officer.Scope.Covers(alert));
    }

    extension(ReviewScope scope)
    {
        /// <summary>Where a finding comes from: the code of its list, or its gate as <c>gate-location</c>.</summary>
        /// <param name="finding">The finding.</param>
        public static string SourceOf(AlertFinding finding)
            => finding.IsHit ? finding.Entry.List.Value : "gate-" + finding.Gate.ToString().ToLowerInvariant();

        /// <summary>True where the alert may be seen: one finding outside the scope closes it, because its page shows all of
        /// them.</summary>
        /// <param name="alert">The alert.</param>
        public bool Covers(Alert alert)
            => scope.Covers(alert.Id, alert.Findings.Select(state => ReviewScope.SourceOf(state.Finding)));
    }
}
