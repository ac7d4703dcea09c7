using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Compliance.Functions.Hosting;

/// <summary>What a caller hears when a request fails, and what the log keeps of it: a request that cannot be read is its sender's fault,
/// which no operator is called for.</summary>
internal static class FailureAnswers
{
    /// <summary>Answers failures of whatever comes behind.</summary>
    public static void UseFailureAnswers(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = http => Answers.WriteAsync(http, http.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException bad => BindingProblems.Of(bad),
            OperationCanceledException => RequestBounds.Late,
            { } error when StoreFailure.Is(error) => Problems.StoreFailed(),
            _ => Problems.OfStatus(StatusCodes.Status500InternalServerError, "The failure is in the log under the trace id."),
        }),
        SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or OperationCanceledException,
    });
}
