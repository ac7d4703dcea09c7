using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Gives requests to Service Bus a shared access signature. Source: learn.microsoft.com, "Service Bus access control with Shared
/// Access Signatures".</summary>
internal sealed class ServiceBusSasPolicy(string keyName, string key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    public override void OnSendingRequest(HttpMessage message)
    {
        var resource = message.Request.Uri.ToUri().GetLeftPart(UriPartial.Path);
        message.Request.Headers.SetValue("Authorization", Token(resource, time.GetUtcNow() + Lifetime));
    }

    /// <summary>The token for a resource until a time.</summary>
    internal string Token(string resource, DateTimeOffset until)
    {
        var target = Uri.EscapeDataString(resource);
        var expiry = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature =
            Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{target}\n{expiry}")));
        return $"SharedAccessSignature sr={target}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }
}
