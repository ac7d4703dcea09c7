using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Compliance.Functions.Identity.Limits;

/// <summary>How large a request may be, and how long it may take.</summary>
internal static class RequestBounds
{
    /// <summary>Name of the time limit of a single screening.</summary>
    public const string OneScreening = "one-screening";

    /// <summary>Largest body; addresses with smaller ones check their own, and the stream of a batch is bounded by line.</summary>
    private const int MaxBodyBytes = 2 * 1024 * 1024;

    private const int MaxHeaderBytes = 32 * 1024;
    private const int MaxHeaders = 64;
    private const int MaxRequestLineBytes = 8 * 1024;

    /// <summary>The platform's front end gives up after 230 seconds; so that the caller gets our answer instead, we do a little
    /// earlier.</summary>
    private static readonly TimeSpan AnyRequest = TimeSpan.FromSeconds(220);

    private static readonly TimeSpan Screening = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>Sets the bounds of the server.</summary>
    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
    }

    /// <summary>Adds the time limits; a request that takes longer gets 503, and no decision was made or none was lost: evidence is stored
    /// before an answer.</summary>
    public static void Add(IServiceCollection services) => services.AddRequestTimeouts(limits =>
    {
        limits.DefaultPolicy = Policy(AnyRequest);
        limits.AddPolicy(OneScreening, Policy(Screening));
    });

    private static RequestTimeoutPolicy Policy(TimeSpan limit) => new()
    {
        Timeout = limit,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = http => Answers.WriteAsync(http, Late),
    };

    /// <summary>What a request hears whose time is over.</summary>
    public static ProblemBody Late { get; } = new()
    {
        Type = "urn:compliance:problem:too-slow",
        Title = "It took too long.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "too_slow",
        Detail = "The time limit passed. Try again after the time in Retry-After; with the same Idempotency-Key nothing happens twice.",
    };
}
