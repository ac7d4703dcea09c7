using System.Text.Json;
using Compliance.Functions.Contracts;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Hosting;

/// <summary>Refusals of the alert workflow as problem documents.</summary>
internal static class AlertProblems
{
    /// <summary>The status that a refusal answers with.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NoSuchAlert => StatusCodes.Status404NotFound,
        RefusalKind.NotPermitted or RefusalKind.SelfApproval => StatusCodes.Status403Forbidden,
        RefusalKind.ReasonMissing or RefusalKind.TextMissing or RefusalKind.NoFinding or RefusalKind.UnknownFinding or RefusalKind.BadMoment or RefusalKind.GoodGuyNotPossible
            => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The document of a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="seen">The version the caller read; null where none was sent.</param>
    /// <param name="current">The alert's version; null where there is no alert.</param>
    public static ProblemBody Of(AlertRefusal refusal, int? seen, int? current)
    {
        var code = JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.Kind.ToString());
        return new ProblemBody
        {
            Type = "urn:compliance:problem:" + code.Replace('_', '-'),
            Title = "The act was refused.",
            Status = StatusOf(refusal.Kind),
            Code = code,
            Detail = refusal.Text,
            SeenVersion = seen,
            CurrentVersion = current,
        };
    }

    /// <summary>Nobody is named.</summary>
    public static ProblemBody NoOfficer() => new()
    {
        Type = "urn:compliance:problem:no-officer",
        Title = "An officer is needed.",
        Status = StatusCodes.Status401Unauthorized,
        Code = "no_officer",
        Detail = $"In Development send {ApiOfficer.NameHeader} (a name) and {ApiOfficer.RoleHeader} (screener, analyst, approver or auditor); elsewhere use a token of a person with an app role of officers, or a key with the scope alerts.",
    };
}
