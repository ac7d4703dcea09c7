using System.Net;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>A network that fails as told, request by request, and otherwise passes everything on.</summary>
public sealed class FaultyTransport(Func<HttpRequestMessage, int, Fault> decide) : DelegatingHandler(new HttpClientHandler())
{
    private int requests;

    public int Requests => requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (decide(request, Interlocked.Increment(ref requests)))
        {
            case Fault.Busy:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                { RequestMessage = request, Content = new StringContent(""), Headers = { { "x-ms-error-code", "ServerBusy" } } };
            case Fault.Throttled:
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests)
                { RequestMessage = request, Content = new StringContent(""), Headers = { { "Retry-After", "1" } } };
            case Fault.Unreachable:
                throw new HttpRequestException("connection refused");
            case Fault.AnswerLost:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("connection reset");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }
}

public enum Fault
{
    /// <summary>The request passes.</summary>
    None,

    /// <summary>The service says it is busy and does nothing.</summary>
    Busy,

    /// <summary>The service asks for a pause of one second and does nothing.</summary>
    Throttled,

    /// <summary>The service is not reached.</summary>
    Unreachable,

    /// <summary>The service does its work and the answer is lost.</summary>
    AnswerLost,
}
