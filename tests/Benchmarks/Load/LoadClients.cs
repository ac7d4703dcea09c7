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
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _number;

    /// <summary>Requests a second in all; 0 for as many as the service answers.</summary>
    /// <remarks>Each request has its time to begin, and its latency counts from then: a service that stalls cannot hide the requests that
    /// it kept from being sent.</remarks>
    public int Rate { get; init; }

    /// <summary>How many people come again and again; 0 where each comes once.</summary>
    public int Customers { get; init; }

    /// <summary>Decisions by screening id, where they are remembered.</summary>
    public ConcurrentDictionary<string, (string Decision, string Subject)>? Answered { get; init; }

    public Latencies Latencies { get; } = new();

    public ConcurrentDictionary<string, long> Outcomes { get; } = new();

    /// <summary>Runs until cancelled. Whatever is no answer of the contract throws, unless the process may die under the
    /// requests.</summary>
    public Task RunAsync(bool processMayDie, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, connections)
        .Select(_ => Task.Run(() => WorkAsync(processMayDie, cancellation), CancellationToken.None)));

    private async Task WorkAsync(bool processMayDie, CancellationToken cancellation)
    {
        var own = new List<double>();
        while (!cancellation.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var person = Customers > 0 ? number % Customers : number;
            var subject = string.Create(CultureInfo.InvariantCulture, $"{run}_{person}");
            var began = await DueAsync(number, cancellation);
            try
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(subjects.Body(subject, person)));
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

    // When the request of this number is to begin; where that is over already, its wait has begun.
    private async Task<long> DueAsync(long number, CancellationToken cancellation)
    {
        if (Rate == 0)
        {
            return Stopwatch.GetTimestamp();
        }

        var due = _start + (number * Stopwatch.Frequency / Rate);
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, CancellationToken.None);
        }

        return due;
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
