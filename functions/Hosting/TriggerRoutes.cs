using Compliance.Functions.Operations;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Hosting;

/// <summary>
/// Maps triggers to <c>/FunctionName</c>. Only the Functions host on this machine may call them: requests from elsewhere, and requests that
/// came through the platform's front end (which always adds <c>X-ARR-LOG-ID</c>), find nothing here.
/// </summary>
internal sealed class TriggerRoutes(IEndpointRouteBuilder routes, ILogger log)
{
    /// <summary>Below the function timeout of host.json (10 minutes): when the host's own passes, it kills every invocation of this
    /// process.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    private readonly List<string> _names = [];

    /// <summary>Names of the mapped functions.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Maps a function.</summary>
    /// <param name="name">Its name, which is its folder's beside host.json.</param>
    /// <param name="run">What it does; the line for the invocation's log. <see cref="InvocationRefusedException"/> sets the message aside
    /// for good.</param>
    /// <param name="queue">The queue its messages come from; null for timers.</param>
    public void Map(string name, Func<IServiceProvider, InvocationEnvelope, CancellationToken, Task<string>> run, string? queue = null)
    {
        _names.Add(name);
        routes.MapPost("/" + name, http => InvokeAsync(http, name, run, queue)).ExcludeFromDescription();
    }

    private async Task InvokeAsync(HttpContext http, string name, Func<IServiceProvider, InvocationEnvelope, CancellationToken,
        Task<string>> run, string? queue)
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
                ? InvocationResponse.FailAsync(http,
                    $"{name}: the body is not an invocation of at most {InvocationEnvelope.MaxBytes} bytes.")
                : InvocationResponse.SucceedAsync(http, await RunAsync(http.RequestServices, name, envelope, run, queue, deadline.Token)));
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // Whatever went wrong, the host must get an answer with a body; a failure answer makes it deliver again.
            log.LogError(error, "{Function} failed.", name);
            await InvocationResponse.FailAsync(http, $"{name}: {error.GetType().Name}");
        }
    }

    /// <summary>Runs the function. A message that can never be handled is set aside with a record, and is then a success: delivering it
    /// again would change nothing.</summary>
    private async Task<string> RunAsync(
        IServiceProvider services, string name, InvocationEnvelope envelope, Func<IServiceProvider, InvocationEnvelope, CancellationToken,
            Task<string>> run, string? queue, CancellationToken cancellation)
    {
        var whole = envelope;
        try
        {
            return await Patience.TryAsync(
                async () =>
                {
                    whole = await envelope.ClaimedAsync(services.GetRequiredService<IBlobStore>(), cancellation);
                    return await run(services, whole, cancellation);
                },
                queue is null ? TimeSpan.Zero : Patience.OfMessages,
                services.GetRequiredService<TimeProvider>(),
                cancellation);
        }
        catch (InvocationRefusedException refused) when (queue is not null)
        {
            var id = await services.GetRequiredService<Quarantine>().KeepAsync(name, queue, whole.Payload, refused.Message, cancellation);
            log.LogError("{Function} refused a message for good; it is quarantined as {Quarantined}.", name, id);
            return $"The message was refused and is quarantined as {id}.";
        }
    }
}
