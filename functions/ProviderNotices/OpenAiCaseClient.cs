using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.ProviderNotices;

/// <summary>How asking for a case ended.</summary>
/// <param name="Notice">The case; null where there was none to read.</param>
/// <param name="IsFinal">True where asking again would change nothing.</param>
/// <param name="RetryAfter">How long the provider wants to be left alone; null where it does not say.</param>
/// <param name="Problem">What stood against it, in words of our own; empty where nothing did.</param>
internal sealed record PulledCase(ProviderNotice? Notice, bool IsFinal, TimeSpan? RetryAfter, string Problem);

/// <summary>
/// Reads safety cases of OpenAI: <c>GET /v1/safety/cases/{id}</c> with a restricted key that may read Safety. Source: OpenAI, Safety
/// enforcement notifications, and Safety cases in its API reference, read 2026-11-30. Reading a case changes nothing at the provider.
/// </summary>
internal sealed class OpenAiCaseClient(EnforcementOptions options) : IDisposable
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxIdChars = 128;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MaxBytes };

    /// <summary>True where a key is configured.</summary>
    public bool IsConfigured => options.OpenAiKey is not null;

    /// <summary>Asks for a case.</summary>
    public async Task<PulledCase> FindAsync(string caseId, CancellationToken cancellation)
    {
        if (caseId.Length is 0 or > MaxIdChars)
        {
            return new PulledCase(null, true, null, "The case has an id that the provider does not take.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(options.OpenAiUrl, "/v1/safety/cases/" + Uri.EscapeDataString(caseId)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.OpenAiKey);
        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(await answer.Content.ReadAsByteArrayAsync(cancellation), caseId),
                HttpStatusCode.NotFound => new PulledCase(null, true, null, "The provider has no such case."),
                _ => new PulledCase(null, false, PauseOf(answer.Headers.RetryAfter), $"The provider answered {(int)answer.StatusCode}."),
            };
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new PulledCase(null, false, null, "The provider could not be reached.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static PulledCase Read(byte[] body, string caseId)
    {
        try
        {
            using var json = WellFormedJson.Parse(body);
            var notice = OpenAiNotices.Read(json.RootElement, out var problem);
            return notice is null ? new PulledCase(null, false, null, problem)
                : notice.CaseId != caseId ? new PulledCase(null, false, null, "The provider answered with another case.")
                : new PulledCase(notice, true, null, "");
        }
        catch (JsonException)
        {
            return new PulledCase(null, false, null, "The provider's answer is not JSON.");
        }
    }

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? after) => after?.Delta is { } pause && pause >= TimeSpan.Zero
        ? pause < LongestPause ? pause : LongestPause : null;
}
