using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Tests.Shared.Hostile;

/// <summary>What became of hostile requests.</summary>
/// <param name="Sent">How many.</param>
/// <param name="Statuses">Answers by status code; 0 where the server closed the connection without one, as it may on noise.</param>
/// <param name="Failures">Requests that got a 5xx or no end within the limit; each with what was sent,
/// shortened.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SlowestMs">The slowest answer.</param>
public sealed record HostileOutcome(int Sent, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> Failures, double Seconds,
    double SlowestMs);

/// <summary>Sends hostile requests over sockets, several at a time, and judges the answers.</summary>
public static class HostileRun
{
    /// <summary>What the server says to a request line whose version is noise: the sender's fault, though the number begins with five (RFC
    /// 9110, 15.6.6).</summary>
    private const int VersionNotSupported = 505;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs.</summary>
    public static async Task<HostileOutcome> RunAsync(Uri service, string key, int requests, int seed, int connections = 8)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        var failures = new ConcurrentQueue<string>();
        var (sent, slowest) = (0, 0L);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(async () =>
        {
            var source = new HostileRequests(seed + number, key);
            while (Interlocked.Increment(ref sent) <= requests)
            {
                var request = source.Next();
                var began = Stopwatch.GetTimestamp();
                var (status, answer) = await SendAsync(service, request.Bytes);
                InterlockedMax(ref slowest, Stopwatch.GetElapsedTime(began).Ticks);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (Judge(status) is { } wrong)
                {
                    failures.Enqueue($"{wrong}: {Shorten(request.Bytes)} -> {Shorten(Encoding.Latin1.GetBytes(answer))}");
                }
            }
        })));
        return new HostileOutcome(requests, new SortedDictionary<int, int>(statuses), [.. failures], Stopwatch.GetElapsedTime(started)
            .TotalSeconds, TimeSpan.FromTicks(slowest).TotalMilliseconds);
    }

    private static string? Judge(int status) => status == -1 ? "no end"
        : status >= 500 && status != VersionNotSupported ? $"status {status}" : null;

    private static async Task<(int Status, string Answer)> SendAsync(Uri service, byte[] bytes)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Parse(service.Host), service.Port, limit.Token);
            var stream = client.GetStream();
            var answer = new StringBuilder();
            try
            {
                await stream.WriteAsync(bytes, limit.Token);
                var buffer = new byte[16 * 1024];
                var reading = stream.ReadAsync(buffer, limit.Token).AsTask();
                while (true)
                {
                    if (await Task.WhenAny(reading, Task.Delay(Silence, limit.Token)) == reading)
                    {
                        var read = await reading;
                        if (read == 0)
                        {
                            break;
                        }

                        answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
                        reading = stream.ReadAsync(buffer, limit.Token).AsTask();
                    }
                    else if (answer.Length > 0)
                    {
                        // It answered and keeps the connection for a next request: ours asked it to close, unless noise fell on the words.
                        break;
                    }
                    else
                    {
                        limit.Token.ThrowIfCancellationRequested();
                        // It waits for the rest of a body that is shorter than it says: here it ends.
                        client.Client.Shutdown(SocketShutdown.Send);
                    }
                }
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // The server may hang up on noise before it read all of it; what it said until then counts.
            }

            var text = answer.ToString();
            return (text.Length >= 12 && text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(9, 3), out var status) ? status : 0, text);
        }
        catch (OperationCanceledException)
        {
            return (-1, "");
        }
    }

    private static string Shorten(byte[] bytes)
        => new([.. Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 400))
        .Select(letter => char.IsControl(letter) ? '.' : letter)]);

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
