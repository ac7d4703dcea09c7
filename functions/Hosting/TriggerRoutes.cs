namespace Compliance.Functions.Hosting;

/// <summary>
/// Maps triggers to <c>/FunctionName</c>. Only the Functions host on this machine may call them: requests from elsewhere, and requests that came through the
/// platform's front end (which always adds <c>X-ARR-LOG-ID</c>), find nothing here.
/// </summary>
internal sealed class TriggerRoutes(IEndpointRouteBuilder routes, ILogger log)
{
    /// <summary>Below the function timeout of host.json (10 minutes): when the host's own passes, it kills every invocation of this process.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    private readonly List<string> _names = [];

    /// <summary>Names of the mapped functions.</summary>
    public IReadOnlyList<string> Names => _names;

    public void Map(string name, Func<IServiceProvider, InvocationEnvelope, CancellationToken, Task<string>> run)
    {
        _names.Add(name);
        routes.MapPost("/" + name, http => InvokeAsync(http, name, run)).ExcludeFromDescription();
    }

    private async Task InvokeAsync(HttpContext http, string name, Func<IServiceProvider, InvocationEnvelope, CancellationToken, Task<string>> run)
    {
        if (OutsideRequest.Is(http))
        {
            await Answers.WriteAsync(http, Problems.OfStatus(StatusCodes.Status404NotFound, ""));
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        deadline.CancelAfter(Deadline);
        try
        {
            var body = await RequestBody.ReadAsync(http.Request.BodyReader, InvocationEnvelope.MaxBytes, deadline.Token);
            var envelope = body is null ? null : InvocationEnvelope.Read(body);
            await (envelope is null
                ? InvocationResponse.FailAsync(http, $"{name}: the body is not an invocation of at most {InvocationEnvelope.MaxBytes} bytes.")
                : InvocationResponse.SucceedAsync(http, await run(http.RequestServices, envelope, deadline.Token)));
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // Whatever went wrong, the host must get an answer with a body; a failure answer makes it deliver again.
            log.LogError(error, "{Function} failed.", name);
            await InvocationResponse.FailAsync(http, $"{name}: {error.GetType().Name}");
        }
    }
}
