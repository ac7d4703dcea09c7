using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>
/// Broken requests: valid ones with bytes changed, cut, repeated, nested, at every address and under every trigger. An API address never answers 5xx; nothing
/// hangs; memory does not grow with their number. By a fixed seed.
/// </summary>
internal static class FuzzRun
{
    private const int Requests = 100_000;
    private const int Connections = 16;
    private const string Valid = """{"channel":"signup","subject":{"id":"f","type":"individual","name":"Ines Hoffmann","birthDate":"1990-02-03","nationalities":["DE"],"identifiers":[{"type":"passport","value":"A1"}]},"signals":{"ip":"203.0.113.7"}}""";
    private const string Invocation = """{"Data":{"message":"eyJzY3JlZW5pbmdJZCI6InNjcl8wMSJ9"},"Metadata":{"DequeueCount":"1"}}""";

    private static readonly (string Path, string Seed)[] Targets =
    [
        ("/api/v1/screenings", Valid), ("/api/v1/screenings/batch", Valid + "\n" + Valid), ("/api/v1/alerts/x/claim", """{"version":1}"""),
        ("/api/v1/quarantine/x/discard", """{"note":"x"}"""), ("/api/v1/lists/un-sc/refresh", ""), ("/app/sign-in", "name=a&role=analyst"),
        ("/QueueOpenAlert", Invocation), ("/ServiceBusOpenAlert", Invocation), ("/TimerDrainOutbox", """{"Data":{"timer":{}},"Metadata":{}}"""),
    ];

    public static async Task<int> RunAsync(string executable, string data)
    {
        // Under the Functions host's variable, so that the triggers are there.
        await using var service = new ServiceProcess(executable, null, data) { AsHandler = true };
        service.Start();
        await service.WaitUntilReadyAsync();
        var (statuses, slow, next) = (new ConcurrentDictionary<string, long>(), 0L, 0);
        var memory = new List<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async worker =>
        {
            var random = new Random(worker);
            for (int number; (number = Interlocked.Increment(ref next)) <= Requests;)
            {
                var (path, seed) = Targets[number % Targets.Length];
                var began = Stopwatch.GetTimestamp();
                var status = await SendAsync(service.Http, path, Broken(seed, random), random);
                Interlocked.Add(ref slow, Stopwatch.GetElapsedTime(began).TotalSeconds > 10 ? 1 : 0);
                statuses.AddOrUpdate($"{(path.StartsWith("/api", StringComparison.Ordinal) ? "api" : path.StartsWith("/app", StringComparison.Ordinal) ? "app" : "trigger")} {status}", 1, (_, count) => count + 1);
                if (number % (Requests / 20) == 0)
                {
                    lock (memory)
                    {
                        memory.Add(service.ResidentMb);
                    }
                }
            }
        }));

        using var alive = await service.Http.GetAsync("/health/ready");
        var apiErrors = statuses.Where(pair => pair.Key.StartsWith("ap", StringComparison.Ordinal) && pair.Key.Split(' ')[1].StartsWith('5')).Sum(pair => pair.Value);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "fuzz",
            requests = Requests,
            seconds = Math.Round(clock.Elapsed.TotalSeconds),
            apiErrors,
            slowerThanTenSeconds = slow,
            aliveAfterwards = alive.IsSuccessStatusCode,
            residentMb = memory,
            statuses = statuses.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
        }));
        return apiErrors == 0 && slow == 0 && alive.IsSuccessStatusCode ? 0 : 2;
    }

    private static async Task<string> SendAsync(HttpClient http, string path, byte[] body, Random random)
    {
        try
        {
            using var request = new HttpRequestMessage(random.Next(40) == 0 ? HttpMethod.Put : HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(30) == 0 ? "text/plain" : path.EndsWith("batch", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json");
            if (random.Next(20) == 0)
            {
                request.Headers.TryAddWithoutValidation("Idempotency-Key", new string((char)(33 + random.Next(90)), 1 + random.Next(300)));
            }

            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return "closed"; // The server may end a connection that sends nonsense.
        }
    }

    private static byte[] Broken(string seed, Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(seed));
        for (var changes = random.Next(4); changes >= 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(20)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 40)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string('[', 1 + random.Next(200))));
                    break;
                case 4:
                    bytes.InsertRange(at, "\\ud800"u8.ToArray());
                    break;
                case 5:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'9', random.Next(400)));
                    break;
                case 6:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\u202e\u0000é", random.Next(30)))));
                    break;
                default:
                    bytes.InsertRange(at, "null"u8.ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
