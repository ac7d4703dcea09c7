using System.Text.Json.Serialization.Metadata;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Hosting;

/// <summary>Reads a small JSON body.</summary>
internal static class JsonBody
{
    /// <summary>The body; null where it cannot be read, then the errors say how.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext http, int maxBytes, JsonTypeInfo<T> type, FieldErrors errors)
        where T : class
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, maxBytes, http.RequestAborted) is not { } body)
        {
            errors.Add("$", null, $"At most {maxBytes} bytes are allowed.");
            return null;
        }

        return BodyJson.Read(body.Length == 0 ? "{}"u8 : body, type, errors);
    }
}
