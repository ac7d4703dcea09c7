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

        return BodyJson.Read(body, type, errors);
    }
}
