using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Hosting;

/// <summary>Writes wire shapes as HTTP answers.</summary>
internal static class Answers
{
    private const string RetryAfterSeconds = "5";

    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        Results.Json(value, type, "application/json", status);

    public static IResult Problem(ProblemBody problem) => new ProblemResult(problem);

    public static Task WriteAsync(HttpContext http, ProblemBody problem) => new ProblemResult(problem).ExecuteAsync(http);

    private sealed class ProblemResult(ProblemBody problem) : IResult
    {
        /// <summary>Longest wait for a client that does not read.</summary>
        private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(5);

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (httpContext.Response.HasStarted)
            {
                // What was begun cannot become a problem document: the connection ends, and the client sees that it is not whole.
                httpContext.Abort();
                return;
            }

            if (problem.Status == StatusCodes.Status503ServiceUnavailable || problem.RetryAfterSeconds is not null)
            {
                httpContext.Response.Headers.RetryAfter = problem.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture)
                    ?? RetryAfterSeconds;
            }

            if (problem.Status == StatusCodes.Status401Unauthorized || problem.Challenge is not null)
            {
                httpContext.Response.Headers.WWWAuthenticate = problem.Challenge ?? "Bearer";
            }

            httpContext.Response.StatusCode = problem.Status;
            // Not the request's own token: where its time is over that is cancelled already, and the answer says just that.
            using var patience = new CancellationTokenSource(WriteWithin);
            try
            {
                await httpContext.Response.WriteAsJsonAsync(problem, WireFormat.Json.ProblemBody, Problems.ContentType, patience.Token);
            }
            catch (OperationCanceledException)
            {
                httpContext.Abort(); // Nobody reads.
            }
        }
    }
}
