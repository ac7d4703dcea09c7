using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Approvals;

/// <summary>Acts of two people as HTTP answers.</summary>
internal static class TwoPersonAnswers
{
    /// <summary>The answer: done, 202 while a second person is needed, 403 where the officer may not, 404 where there is nothing.</summary>
    public static async Task<IResult> OfAsync(HttpContext http, TwoPersonResult result, Officer officer, Func<Task<IResult>> done,
        string nothing)
    {
        switch (result)
        {
            case TwoPersonResult.Done:
                return await done();
            case TwoPersonResult.Proposed proposed:
                return Answers.Json(proposed.First, ApprovalJson.Default.PendingApproval, StatusCodes.Status202Accepted);
            case TwoPersonResult.Nothing:
                return Answers.Problem(Problems.NotFound(nothing));
            case TwoPersonResult.Refused { Refusal: var refusal }:
                if (refusal.Kind.IsDenial())
                {
                    await http.RequestServices.GetRequiredService<Log.DenialLog>()
                        .OfActAsync(officer, refusal, http.Request.Method, http.Request.Path, http.RequestAborted);
                    Log.AccessRecording.MarkRecorded(http);
                }

                return Answers.Problem(AlertProblems.Of(refusal, null, null, officer.View));
            default:
                throw new InvalidOperationException($"Unknown result {result.GetType()}.");
        }
    }
}
