using System.Globalization;
using System.Text.Json;

namespace Compliance.Functions.Storage.Azure;

/// <summary>What a table service says went wrong.</summary>
/// <param name="Code">Its code; empty where the body says none.</param>
/// <param name="Index">The failed operation of a batch, which the message begins with; null where it does not.</param>
internal sealed record TableError(string Code, int? Index)
{
    /// <summary>Reads <c>{"odata.error":{"code":"…","message":{"value":"3:…"}}}</c>, or nothing out of another text.</summary>
    public static TableError Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("odata.error", out var error))
            {
                return new TableError("", null);
            }

            var code = error.TryGetProperty("code", out var text) ? text.GetString() ?? "" : "";
            var message = error.TryGetProperty("message", out var inner) && inner.TryGetProperty("value", out var value)
                ? value.GetString() ?? "" : "";
            return new TableError(code, LeadingNumber(message));
        }
        catch (JsonException)
        {
            // Proxies and gateways answer with pages of their own; then there is only the status.
            return new TableError("", null);
        }
    }

    private static int? LeadingNumber(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
            : null;
    }
}
