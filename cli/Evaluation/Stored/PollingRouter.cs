using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>
/// A double of a router made from its contract alone: it asks <c>GET /api/v1/standings?since=</c> again and again, applies what it is told
/// where the version is higher than what it applies, and acknowledges that with <c>POST /api/v1/standings/acks</c>.
/// </summary>
internal sealed class PollingRouter(HttpClient http, string surface = "router")
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, (int Version, int Rung)> _applied = new(StringComparer.Ordinal);
    private long _since;

    /// <summary>What it applies to a subject: version and rung; null where it was told nothing.</summary>
    public (int Version, int Rung)? Applied(string subject) => _applied.TryGetValue(subject, out var one) ? one : null;

    /// <summary>Asks until it is told everything, and acknowledges; how many standings it began to apply.</summary>
    public async Task<int> PollAsync(CancellationToken cancellation)
    {
        var (applied, complete) = (0, false);
        while (!complete)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/standings?since={_since}"), cancellation);
            foreach (var change in answer.GetProperty("standings").EnumerateArray())
            {
                applied += await ApplyAsync(change, cancellation) ? 1 : 0;
            }

            // The place moves on after what it told was applied: a router that falls over asks again for what it did not acknowledge.
            _since = long.Parse(answer.GetProperty("next").GetString()!, CultureInfo.InvariantCulture);
            complete = answer.GetProperty("complete").GetBoolean();
        }

        return applied;
    }

    /// <summary>Polls until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await PollAsync(cancellation);
                await Task.Delay(Every, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> ApplyAsync(JsonElement change, CancellationToken cancellation)
    {
        var (subject, version) = (change.GetProperty("subject").GetString()!, change.GetProperty("version").GetInt32());
        if (_applied.TryGetValue(subject, out var before) && before.Version >= version)
        {
            return false;
        }

        using var ack = await http.PostAsJsonAsync("/api/v1/standings/acks", new { subject, version, surface }, cancellation);
        ack.EnsureSuccessStatusCode();
        _applied[subject] = (version, change.GetProperty("standing").GetProperty("rung").GetInt32());
        return true;
    }
}
