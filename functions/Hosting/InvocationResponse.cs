using System.Text.Json;

namespace Compliance.Functions.Hosting;

/// <summary>
/// The only writer of trigger answers. The host hangs for ever on a 2xx without a body, so there is no way to write one: success is always
/// <c>200</c> with outputs, failure always <c>500</c> with a small JSON object.
/// </summary>
internal static class InvocationResponse
{
    public static Task SucceedAsync(HttpContext http, string log) => WriteAsync(http, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject("Outputs");
        json.WriteEndObject();
        json.WriteStartArray("Logs");
        json.WriteStringValue(log);
        json.WriteEndArray();
        json.WriteNull("ReturnValue");
    });

    public static Task FailAsync(HttpContext http, string reason) =>
        WriteAsync(http, StatusCodes.Status500InternalServerError, json => json.WriteString("error", reason));

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), CancellationToken.None);
    }
}
