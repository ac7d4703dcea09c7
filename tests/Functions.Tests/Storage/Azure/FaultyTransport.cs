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
            case Fault.BusyInside:
                return BusyInside(request);
            case Fault.TooLarge:
                return new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge)
                { RequestMessage = request, Content = new StringContent(""), Headers = { { "x-ms-error-code", "RequestBodyTooLarge" } } };
            case Fault.Unreachable:
                throw new HttpRequestException("connection refused");
            case Fault.AnswerLost:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("connection reset");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A transaction's answer as documented: accepted outside, refused inside. Source: learn.microsoft.com, "Performing entity
    /// group transactions".</summary>
    private static HttpResponseMessage BusyInside(HttpRequestMessage request)
    {
        const string Text = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
            + "--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\r\n"
            + "{\"odata.error\":{\"code\":\"ServerBusy\",\"message\":{\"lang\":\"en-US\",\"value\":\"0:The server is busy.\"}}}\r\n"
            + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";
        var content = new StringContent(Text);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=batchresponse_1");
        return new HttpResponseMessage(HttpStatusCode.Accepted) { RequestMessage = request, Content = content };
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

    /// <summary>The service accepts a transaction outside, says inside that it is busy, and does nothing.</summary>
    BusyInside,

    /// <summary>The service says that the request is too large.</summary>
    TooLarge,

    /// <summary>The service is not reached.</summary>
    Unreachable,

    /// <summary>The service does its work and the answer is lost.</summary>
    AnswerLost,
}
