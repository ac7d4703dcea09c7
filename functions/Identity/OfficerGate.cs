using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary>Runs an API call for an officer whose role allows it; answers and records the denial otherwise.</summary>
internal static class OfficerGate
{
    /// <summary>A call that changes something: somebody must be named.</summary>
    public static Task<IResult> ActAsync(HttpContext http, ReviewPermission permission, Func<Officer, Task<IResult>> run) =>
        RunAsync(http, ApiOfficer.Of(http, Options(http)), permission, run);

    /// <summary>A call that reads.</summary>
    public static Task<IResult> ReadAsync(HttpContext http, ReviewPermission permission, Func<Officer, Task<IResult>> run) =>
        RunAsync(http, ApiOfficer.Reader(http, Options(http)), permission, run);

    private static async Task<IResult> RunAsync(HttpContext http, Officer? officer, ReviewPermission permission, Func<Officer,
        Task<IResult>> run)
    {
        if (officer is null)
        {
            return Answers.Problem(AlertProblems.NoOfficer());
        }

        if (officer.May(permission))
        {
            return await run(officer);
        }

        await http.RequestServices.GetRequiredService<DenialLog>()
            .OfAddressAsync(officer, permission, http.Request.Method, http.Request.Path, http.RequestAborted);
        AccessRecording.MarkRecorded(http);
        return Answers.Problem(AlertProblems.NotPermitted(officer, permission));
    }

    private static ServiceOptions Options(HttpContext http) => http.RequestServices.GetRequiredService<ServiceOptions>();
}
