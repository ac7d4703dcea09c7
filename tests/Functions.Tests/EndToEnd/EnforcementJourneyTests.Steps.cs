using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Tests.Console;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>The steps that the journeys take.</summary>
public sealed partial class EnforcementJourneyTests
{
    private static string Usage(string id, string key, string account, string? user) =>
        $$"""
        {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"usage.window","subject":"api_key:{{key}}","time":"{{Moment}}",
         "data":{"account":"{{account}}"{{(user is null ? "" : $",\"end_user\":\"{user}\"")}},"from":"{{Moment}}","requests":3} }
        """;

    private static readonly string Moment =
        new MovableClock().GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private object Suspension(string subject, int days = 2) => new
    {
        subject,
        rung = 6,
        until = _host.Clock.GetUtcNow().AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        grounds = new[] { new { code = "provider.case", row = "usage policy 3.2", facts = "the provider's case" } },
    };

    private async Task<JsonElement> TakeAsync(params string[] events)
    {
        using var content = new StringContent("[" + string.Join(',', events) + "]");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await _host.Client.PostAsync("/api/v1/events", content);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> StandingAsync(string key, string? user)
        => await GetAsync($"/api/v1/standing?key={key}{(user is null ? "" : "&endUser=" + user)}");

    private async Task<JsonElement> WaitForAsync(string key)
    {
        for (var round = 0; round < 60; round++)
        {
            var standing = await StandingAsync(key, null);
            if (standing.GetProperty("frozen").GetBoolean())
            {
                return standing;
            }

            await Task.Delay(50);
        }

        return await StandingAsync(key, null);
    }

    /// <summary>The feed is the log, which is written seconds later.</summary>
    private async Task<JsonElement> ChangeAsync(string subject)
    {
        for (var round = 0; round < 200; round++)
        {
            var feed = await GetAsync("/api/v1/standings?since=0");
            if (feed.GetProperty("standings").EnumerateArray().FirstOrDefault(one => one.GetProperty("subject").GetString() == subject)
                is { ValueKind: JsonValueKind.Object } change)
            {
                return change;
            }

            _host.Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Delay(50);
        }

        throw new TimeoutException("The feed did not show the change.");
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await _host.Client.GetAsync(path);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{path}: {body}");
    }

    private async Task<JsonElement> PostAsync(string path, string? officer, string? role, object body,
        HttpStatusCode expected = HttpStatusCode.OK)
    {
        var (status, answer) = await SendAsync(path, officer, role, body);
        return status == expected ? answer : throw new InvalidOperationException($"{path}: {status} {answer}");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, string? officer, string? role, object body,
        string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", role);
        }

        if (key != "")
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        }

        using var answer = await _host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }
}
