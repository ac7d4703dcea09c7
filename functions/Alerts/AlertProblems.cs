using System.Text.Json;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary>Refusals of the alert workflow as problem documents.</summary>
internal static class AlertProblems
{
    /// <summary>The status that a refusal answers with.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NoSuchAlert or RefusalKind.OutsideScope => StatusCodes.Status404NotFound,
        RefusalKind.NotPermitted or RefusalKind.SelfApproval => StatusCodes.Status403Forbidden,
        RefusalKind.ReasonMissing or RefusalKind.TextMissing or RefusalKind.NoFinding or RefusalKind.UnknownFinding
            or RefusalKind.BadMoment or RefusalKind.GoodGuyNotPossible or RefusalKind.BulkNotPossible
            => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The document of a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="seen">The version the caller read; null where none was sent.</param>
    /// <param name="file">The alert as it is now; null where there is none.</param>
    /// <param name="view">How much of a subject the officer sees.</param>
    public static ProblemBody Of(AlertRefusal refusal, int? seen, AlertFile? file, PersonalDataView view)
    {
        // Whoever may not see an alert is not told that there is one.
        var code = JsonNamingPolicy.SnakeCaseLower.ConvertName((refusal.Kind == RefusalKind.OutsideScope ? RefusalKind.NoSuchAlert
            : refusal.Kind).ToString());
        return new ProblemBody
        {
            Type = "urn:compliance:problem:" + code.Replace('_', '-'),
            Title = "The act was refused.",
            Status = StatusOf(refusal.Kind),
            Code = code,
            Detail = refusal.Text,
            SeenVersion = seen,
            CurrentVersion = refusal.Kind == RefusalKind.OutsideScope ? null : file?.Alert.Version,
            Changes = refusal.Kind == RefusalKind.StaleVersion && seen is { } read && file is not null
                ? AlertMapping.EventsOf(file.Events.Skip(read), view) : null,
        };
    }

    /// <summary>The role does not allow it.</summary>
    public static ProblemBody NotPermitted(Officer officer, ReviewPermission permission) => new()
    {
        Type = "urn:compliance:problem:not-permitted",
        Title = "The role does not allow this.",
        Status = StatusCodes.Status403Forbidden,
        Code = "not_permitted",
        Detail = $"The role {OfficerClaims.WordOf(officer.Role)} may not; these may: "
            + $"{string.Join(", ", RolePermissions.Having(permission).Select(OfficerClaims.WordOf))}. The attempt was recorded.",
    };

    /// <summary>Nobody is named.</summary>
    public static ProblemBody NoOfficer() => new()
    {
        Type = "urn:compliance:problem:no-officer",
        Title = "An officer is needed.",
        Status = StatusCodes.Status401Unauthorized,
        Code = "no_officer",
        Detail = $"In Development send {ApiOfficer.NameHeader} (a name) and {ApiOfficer.RoleHeader} (screener, analyst, approver, "
            + $"policy_manager, lists_manager, auditor, or external_reviewer with X-Officer-Scope); elsewhere use a token of a person "
            + $"with an app role of officers, or a key with the scope alerts.",
    };
}
