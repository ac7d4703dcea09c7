using System.Text;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Hosting;

/// <summary>
/// What the Functions host posts to a trigger: <c>{Data, Metadata}</c>. Values of <c>Data</c> arrive as objects, as JSON inside a string
/// (once or twice encoded), or as base64; all give the same text, freed of the envelope that our own queues give it. Metadata is never
/// believed: fields of a payload may overwrite it.
/// </summary>
internal sealed class InvocationEnvelope
{
    /// <summary>Largest envelope: a Service Bus message of 256 KiB in base64, with room for its metadata.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxDepth = 32;
    private const int MaxLayers = 4;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, string> _data;

    private InvocationEnvelope(Dictionary<string, string> data) => _data = data;

    /// <summary>Reads an envelope; null where the bytes are none.</summary>
    public static InvocationEnvelope? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || Member(document.RootElement, "Data") is not { ValueKind: JsonValueKind.Object } data)
            {
                return null;
            }

            var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var property in data.EnumerateObject())
            {
                texts[property.Name] = property.Value.ValueKind == JsonValueKind.String ? Unwrap(property.Value.GetString()!)
                    : property.Value.GetRawText();
            }

            return new InvocationEnvelope(texts);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string of the JSON holds half a surrogate pair.
            return null;
        }
    }

    /// <summary>The text of a binding, freed of its encodings; null where there is no such binding.</summary>
    public string? Text(string binding) => _data.GetValueOrDefault(binding);

    /// <summary>The first text: a message trigger has one.</summary>
    public string Payload => _data.Values.FirstOrDefault() ?? "";

    /// <summary>The envelope with the texts that its claims stand for.</summary>
    public async Task<InvocationEnvelope> ClaimedAsync(IBlobStore blobs, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (binding, text) in _data)
        {
            texts[binding] = await ClaimCheck.ClaimAsync(blobs, text, cancellation);
        }

        return new InvocationEnvelope(texts);
    }

    private static JsonElement? Member(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static string Unwrap(string text)
    {
        for (var layer = 0; layer < MaxLayers && Peel(text) is { } inner; layer++)
        {
            text = inner;
        }

        return QueueEnvelope.Read(text, "").Body;
    }

    private static string? Peel(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty || trimmed[0] is '{' or '[')
        {
            return null;
        }

        return trimmed[0] == '"' ? PeelQuotes(text) : PeelBase64(text);
    }

    private static string? PeelQuotes(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? PeelBase64(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var written) || written == 0)
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, written);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
