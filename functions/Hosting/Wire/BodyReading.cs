using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>Reads small bodies of one JSON object.</summary>
internal static class BodyReading
{
    /// <summary>Reads; null where the body is too large or not such an object, then the errors say how.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, int maxBytes, FieldErrors errors)
        where T : class
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, maxBytes, http.RequestAborted) is not { } body)
        {
            errors.Add("$", null, $"The body is at most {maxBytes} bytes.");
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize(body, type) is { } read)
            {
                return read;
            }

            errors.Add("$", "null", "The body must be a JSON object.");
        }
        catch (JsonException error)
        {
            errors.Add(error.Path ?? "$", null, "The body must be one JSON object with known fields, each once, of the right type.");
        }

        return null;
    }
}
