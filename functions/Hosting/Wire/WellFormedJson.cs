using System.Text.Json;
using System.Text.Unicode;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>
/// Parses JSON whose texts can be read: bytes that are no UTF-8 and half a surrogate pair (<c>\ud800</c>) parse as JSON, and fail only
/// where somebody reads the text, as a defect.
/// </summary>
internal static class WellFormedJson
{
    /// <summary>Parses.</summary>
    /// <exception cref="JsonException">It is no JSON, or a text of it cannot be read.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, JsonDocumentOptions options = default)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new JsonException("The body is not UTF-8.");
        }

        var document = JsonDocument.Parse(body, options);
        if (body.Span.IndexOf("\\u"u8) >= 0 && !AreReadable(body.Span, options))
        {
            document.Dispose();
            throw new JsonException("A text holds half a character.");
        }

        return document;
    }

    private static bool AreReadable(ReadOnlySpan<byte> body, JsonDocumentOptions options)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
