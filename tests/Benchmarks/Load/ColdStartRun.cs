using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>From the start of the process to the first screening that is answered, with the compiled index of all lists in place.</summary>
internal static class ColdStartRun
{
    private const int Starts = 10;

    public static async Task<int> RunAsync(string executable, string? lists, string data)
    {
        var subjects = LoadSubjects.From(lists, TimeProvider.System.GetUtcNow());
        await using var service = new ServiceProcess(executable, lists, data);
        service.Start();
        await service.WaitUntilReadyAsync();
        await service.InterruptAsync();
        var milliseconds = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            var clock = Stopwatch.StartNew();
            service.Start();
            while (!await IsAnsweredAsync(service.Http, subjects.Body($"cold_{i}", i + 1)))
            {
                await Task.Delay(2);
            }

            milliseconds.Add(Math.Round(clock.Elapsed.TotalMilliseconds));
            await service.InterruptAsync();
        }

        milliseconds.Sort();
        Console.WriteLine(
            JsonSerializer.Serialize(
            new { run = "cold", starts = Starts, medianMs = milliseconds[Starts / 2], worstMs = milliseconds[^1], allMs = milliseconds }));
        return milliseconds[^1] <= 1500 ? 0 : 2;
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient http, string body)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync("/api/v1/screenings", content);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
