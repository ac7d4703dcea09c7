using System.Diagnostics;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>Waits until every alert message was sent and handled.</summary>
internal static class Drained
{
    public static async Task<bool> WaitAsync(HttpClient http, TimeSpan most)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < most; await Task.Delay(200))
        {
            using var answer = await http.GetAsync("/api/v1/queues");
            if (!answer.IsSuccessStatusCode)
            {
                continue;
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            var queues = document.RootElement;
            if (queues.GetProperty("outbox").GetInt32() == 0 && queues.GetProperty("queues").EnumerateArray()
                .All(queue => queue.GetProperty("waiting").GetInt64() == 0))
            {
                return true;
            }
        }

        return false;
    }
}
