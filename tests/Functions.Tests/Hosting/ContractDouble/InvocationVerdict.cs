using System.Net;
using System.Text.Json;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the host makes of a handler's answer to an invocation.</summary>
/// <param name="Succeeded">Whether the invocation succeeded.</param>
/// <param name="Reason">Why it failed; null where it succeeded.</param>
/// <param name="Breach">What a real host would hang on, or silently change: never allowed; null where all is well.</param>
/// <param name="Logs">The lines that the host writes to the invocation's log.</param>
internal sealed record InvocationVerdict(bool Succeeded, string? Reason, string? Breach, IReadOnlyList<string> Logs)
{
    public static async Task<InvocationVerdict> OfAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        if (status >= 400)
        {
            return Failed($"{status}", body.Length == 0 ? "a failure without a body leaves nothing in the host's log" : null);
        }

        if (status is >= 300)
        {
            return Failed($"{status}", "a redirect of an invocation is followed by the host to wherever it leads");
        }

        if (answer.StatusCode == HttpStatusCode.NoContent || body.Trim() is "" or "null")
        {
            return Failed("empty", "a 2xx without a body: the host waits until the function timeout and then kills the process");
        }

        return answer.Content.Headers.ContentType?.MediaType == "application/json" ? OfJson(body)
            : Failed($"content type {answer.Content.Headers.ContentType}", null);
    }

    private static InvocationVerdict OfJson(string body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return Failed("no object", "the body of a 2xx is not an object");
        }

        var members = document.RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
        var changed = members.GetValueOrDefault("Outputs") is { ValueKind: JsonValueKind.Object } outputs
            ? outputs.EnumerateObject()
                .Where(output => output.Value.ValueKind == JsonValueKind.String && IsBase64(output.Value.GetString()!))
                .Select(output => output.Name).FirstOrDefault()
            : null;
        return new InvocationVerdict(
            true,
            null,
            changed is null ? null : $"the output {changed} is valid base64, which the host decodes to bytes",
            members.GetValueOrDefault("Logs") is { ValueKind: JsonValueKind.Array } logs
                ? [.. logs.EnumerateArray().Select(line => line.ToString())] : []);
    }

    private static bool IsBase64(string text) => text.Length > 0 && Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static InvocationVerdict Failed(string reason, string? breach) => new(false, reason, breach, []);
}
