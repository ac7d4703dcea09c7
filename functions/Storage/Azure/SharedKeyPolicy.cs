using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Signs blob and queue requests with the account's key. Source: learn.microsoft.com, "Authorize with Shared Key".</summary>
internal sealed class SharedKeyPolicy(string account, byte[] key) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
        "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextToSign(message.Request))));
        message.Request.Headers.SetValue("Authorization", $"SharedKey {account}:{signature}");
    }

    /// <summary>The text whose signature the service recomputes.</summary>
    internal string TextToSign(Request request)
    {
        var text = new StringBuilder(request.Method.Method).Append('\n');
        foreach (var name in SignedHeaders)
        {
            text.Append(name == "Content-Length" ? Length(request) : request.Headers.TryGetValue(name, out var value) ? value : "")
                .Append('\n');
        }

        foreach (var header in request.Headers
            .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal))
        {
            text.Append(header.Name).Append(':').Append(header.Value).Append('\n');
        }

        var uri = request.Uri.ToUri();
        text.Append('/').Append(account).Append(uri.AbsolutePath);
        foreach (var (name, value) in Parameters(uri).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }

        return text.ToString();
    }

    private static string Length(Request request) =>
        request.Content is { } content && content.TryComputeLength(out var length) && length > 0
        ? length.ToString(CultureInfo.InvariantCulture) : "";

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri)
    {
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            var name = mark < 0 ? part : part[..mark];
            yield return (Uri.UnescapeDataString(name).ToLowerInvariant(), mark < 0 ? "" : Uri.UnescapeDataString(part[(mark + 1)..]));
        }
    }
}
