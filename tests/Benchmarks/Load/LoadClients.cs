using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>Connections that screen one subject after another, each waiting for its answer.</summary>
internal sealed class LoadClients(HttpClient http, LoadSubjects subjects, int connections, string run)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private long _number;

    /// <summary>Decisions by screening id, where they are remembered.</summary>
    public ConcurrentDictionary<string, (string Decision, string Subject)>? Answered { get; init; }

    public Latencies Latencies { get; } = new();

    public ConcurrentDictionary<string, long> Outcomes { get; } = new();

    /// <summary>Runs until cancelled. Whatever is no answer of the contract throws, unless the process may die under the requests.</summary>
    public Task RunAsync(bool processMayDie, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(processMayDie, cancellation), CancellationToken.None)));

    private async Task WorkAsync(bool processMayDie, CancellationToken cancellation)
    {
        var own = new List<double>();
        while (!cancellation.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var subject = string.Create(CultureInfo.InvariantCulture, $"{run}_{number}");
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(subjects.Body(subject, number)));
                content.Headers.ContentType = JsonType;
                using var answer = await http.PostAsync("/api/v1/screenings", content, CancellationToken.None);
                var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Note(answer, body, subject);
            }
            catch (Exception error) when (processMayDie && error is HttpRequestException or IOException or TaskCanceledException)
            {
                Outcomes.AddOrUpdate("no answer", 1, (_, count) => count + 1);
                await Task.Delay(50, CancellationToken.None);
            }
        }

        Latencies.Add(own);
    }

    private void Note(HttpResponseMessage answer, byte[] body, string subject)
    {
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Outcomes.AddOrUpdate(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), 1, (_, count) => count + 1);
            return;
        }

        var reader = new Utf8JsonReader(body);
        string? id = null, decision = null;
        while ((id is null || decision is null) && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                var name = reader.GetString();
                reader.Read();
                id = name == "screeningId" ? reader.GetString() : id;
                decision = name == "decision" ? reader.GetString() : decision;
                reader.TrySkip();
            }
        }

        Outcomes.AddOrUpdate(decision!, 1, (_, count) => count + 1);
        if (Answered is not null)
        {
            Answered[id!] = (decision!, subject);
        }
    }
}
