using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Client;

/// <summary>The service refused or failed; <see cref="Status"/> is 0 where it could not be reached.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The problem's stable code.</param>
/// <param name="detail">The problem in words.</param>
public sealed class ComplianceException(int status, string code, string detail) : Exception($"{status} {code}: {detail}")
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>What a screening decides.</summary>
public enum ScreeningDecision
{
    /// <summary>Nothing stands against it.</summary>
    Allow,

    /// <summary>A person looks first.</summary>
    Review,

    /// <summary>It must not happen.</summary>
    Block,
}

/// <summary>An answer: its decision, and everything else as /openapi/v1.json describes it.</summary>
/// <param name="ScreeningId">The id under which its evidence is stored.</param>
/// <param name="Decision">The decision; a word that this client does not know counts as review.</param>
/// <param name="Action">none, hold, deny, reject or freeze.</param>
/// <param name="Body">The whole answer.</param>
public sealed record ScreeningResult(string ScreeningId, ScreeningDecision Decision, string Action, JsonElement Body);

/// <summary>Calls the service. Busy and unreachable services are asked again, with the same Idempotency-Key. Nothing that fails counts as
/// allow: every failure is an exception.</summary>
/// <param name="http">A client whose BaseAddress is the service's; the key goes into its default headers as X-Api-Key.</param>
/// <param name="attempts">How often a busy service is asked.</param>
public sealed class ComplianceClient(HttpClient http, int attempts = 3)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>POST /api/v1/screenings.</summary>
    public async Task<ScreeningResult> ScreenAsync(JsonObject request, string idempotencyKey, CancellationToken cancellation = default)
    {
        var body = await SendAsync(HttpMethod.Post, "api/v1/screenings", request, idempotencyKey, cancellation);
        return new ScreeningResult(WordOf(body, "screeningId") ?? throw BadAnswer(200), WordOf(body, "decision") switch
        {
            "allow" => ScreeningDecision.Allow,
            "block" => ScreeningDecision.Block,
            _ => ScreeningDecision.Review,
        }, WordOf(body, "action") ?? throw BadAnswer(200), body);
    }

    /// <summary>A word of an answer; null where it is not there or no word.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="name">The field.</param>
    public static string? WordOf(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    /// <summary>POST /api/v1/decisions.</summary>
    public Task<JsonElement> DecideAsync(JsonObject request, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "api/v1/decisions", request, Guid.NewGuid().ToString(), cancellation);

    /// <summary>GET /api/v1/standing.</summary>
    public Task<JsonElement> StandingAsync(string key, string? endUser = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, $"api/v1/standing?key={Uri.EscapeDataString(key)}"
            + (endUser is null ? "" : "&endUser=" + Uri.EscapeDataString(endUser)), null, null, cancellation);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body, string? once,
        CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, problem, wait) = (0, ("unreachable", ""), (TimeSpan?)null);
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                if (once is not null)
                {
                    request.Headers.Add("Idempotency-Key", once);
                }

                using var answer = await http.SendAsync(request, cancellation);
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return ObjectOf(text) ?? throw BadAnswer((int)answer.StatusCode);
                }

                (status, problem, wait) = ((int)answer.StatusCode, ProblemOf(text), WaitOf(answer.Headers.RetryAfter));
            }
            catch (Exception failed)
                when (failed is HttpRequestException or IOException
                    || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                problem = ("unreachable", failed.Message);
            }

            if (attempt == attempts || status is not (0 or (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable))
            {
                throw new ComplianceException(status, problem.Item1, problem.Item2);
            }

            var pause = wait ?? TimeSpan.FromMilliseconds(200 << attempt);
            await Task.Delay(pause < LongestWait ? pause : LongestWait, cancellation);
        }
    }

    private static ComplianceException BadAnswer(int status) => new(status, "bad_answer", "The answer is not what the API describes.");

    /// <summary>Seconds or an HTTP date (RFC 9110); null where neither is stated.</summary>
    private static TimeSpan? WaitOf(RetryConditionHeaderValue? stated) => stated?.Delta
        ?? (stated?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - TimeProvider.System.GetUtcNow()).Ticks)) : null);

    private static (string Code, string Detail) ProblemOf(string text) => ObjectOf(text) is { } problem
        ? (WordOf(problem, "code") ?? "unknown", WordOf(problem, "detail") ?? "")
        : ("bad_answer", "The answer is no problem document.");

    private static JsonElement? ObjectOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
