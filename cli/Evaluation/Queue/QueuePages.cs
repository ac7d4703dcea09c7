using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Compliance.Cli.Evaluation.Queue;

/// <summary>Times of one page; property names are the contract of the JSON.</summary>
internal sealed record PageTimes(string Page, int Requests, double P50Ms, double P95Ms, double P99Ms, double MostMs, int Bytes);

/// <summary>Asks a running service for its pages over HTTP, as an officer's browser does, while another officer works.</summary>
internal sealed partial class QueuePages(HttpClient http)
{
    /// <summary>Signs in on a developer's machine.</summary>
    public async Task SignInAsync(string name, string role, CancellationToken cancellation)
    {
        var page = await http.GetStringAsync(new Uri("/app/sign-in", UriKind.Relative), cancellation);
        using var form =
            new FormUrlEncodedContent(
            [new("compliance.form", ""), new(TokenName().Match(page).Groups["name"].Value, TokenName().Match(page).Groups["value"].Value),
            new("name", name), new("role", role)]);
        using var answer = await http.PostAsync(new Uri("/app/sign-in", UriKind.Relative), form, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for a page so many times; before each request, one act changes the queue.</summary>
    public async Task<PageTimes> TimeAsync(string name, string path, int requests, Func<Task> act, CancellationToken cancellation)
    {
        var (millis, bytes) = (new List<double>(requests), 0);
        for (var i = 0; i < requests; i++)
        {
            await act();
            var started = Stopwatch.GetTimestamp();
            bytes = (await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation)).Length;
            millis.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new PageTimes(name, requests, Percentiles.At(millis, 0.5), Percentiles.At(millis, 0.95), Percentiles.At(millis, 0.99),
            Percentiles.At(millis, 1), bytes);
    }

    /// <summary>The addresses of the alerts on a page of the queue.</summary>
    public async Task<ImmutableArray<string>> AlertsAsync(string path, CancellationToken cancellation) =>
        [.. AlertLink().Matches(await http.GetStringAsync(new Uri(path, UriKind.Relative), cancellation))
        .Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>The address of the preview of the first group of like findings; null where there is none.</summary>
    public async Task<string?> FirstGroupAsync(CancellationToken cancellation) =>
        GroupLink().Match(await http.GetStringAsync(new Uri("/app/bulk", UriKind.Relative), cancellation)) is { Success: true } match
        ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex TokenName();

    [GeneratedRegex("href=\"(/app/bulk/preview[^\"]+)\"")]
    private static partial Regex GroupLink();

    [GeneratedRegex("href=\"(/app/alerts/[0-9a-f]{16}-\\d+)\"")]
    private static partial Regex AlertLink();
}
