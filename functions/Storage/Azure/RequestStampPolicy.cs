using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Gives every try of a storage request its date and protocol version, and counts the tries. Service Bus takes neither.</summary>
internal sealed class RequestStampPolicy(string? version, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private const string Tries = "Compliance.Tries";

    /// <summary>Whether a request was sent more than once, so that an earlier try may have had its effect unseen.</summary>
    public static bool WasRepeated(HttpMessage message) => message.TryGetProperty(Tries, out var tries) && tries is > 1;

    public override void OnSendingRequest(HttpMessage message)
    {
        message.SetProperty(Tries, message.TryGetProperty(Tries, out var tries) && tries is int count ? count + 1 : 1);
        if (version is null)
        {
            return;
        }

        message.Request.Headers.SetValue("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        message.Request.Headers.SetValue("x-ms-version", version);
    }
}
