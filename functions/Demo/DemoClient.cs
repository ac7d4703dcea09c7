using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Demo;

/// <summary>Calls the service as anybody would: the demo world comes in through the API, so nothing in it is made up behind its
/// back.</summary>
internal sealed class DemoClient(HttpClient http)
{
    /// <summary>Sends a body as an officer, or as the platform where none is named.</summary>
    /// <returns>The answer; null where it is not there or was carried out before, as in a second run.</returns>
    /// <exception cref="HttpRequestException">The service answered anything else: the world would be incomplete.</exception>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, string once, JsonNode? body, CancellationToken cancellation,
        string? officer = null, string role = "approver", string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        request.Headers.Add("Idempotency-Key", "demo-" + once);
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", role);
        }

        using var answer = await http.SendAsync(request, cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if (!answer.IsSuccessStatusCode && answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict
            or HttpStatusCode.UnprocessableEntity))
        {
            throw new HttpRequestException($"{method} {path} was answered {(int)answer.StatusCode}.", null, answer.StatusCode);
        }

        return !answer.IsSuccessStatusCode ? null : bytes.Length == 0 ? default(JsonElement)
            : JsonDocument.Parse(bytes).RootElement.Clone();
    }

    /// <summary>Reads an address; null where it is not there.</summary>
    public Task<JsonElement?> GetAsync(string path, string officer, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, "read", null, cancellation, officer);
}
