using System.Net;
using System.Text;
using System.Text.Json;
using Compliance.Benchmarks.Load;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Benchmarks.Attack;

/// <summary>The disk of the data directory fills up under load and has room again later.</summary>
internal static class DiskRun
{
    private const int MostScreenings = 200_000;
    private const int FailuresSeen = 200;
    private const int Parallel = 8;
    private const int FillerStepBytes = 256 * 1024;
    private const long LeftBytes = 12L * 1024 * 1024;

    public static async Task<int> RunAsync(string data, string? executable)
    {
        executable ??= "artifacts/bin/Compliance.Functions/release/compliance-service";
        var (store, filler) = (Path.Combine(data, "store"), Path.Combine(data, "filler"));
        await using var service = new ServiceProcess(Path.GetFullPath(executable), null, Path.GetFullPath(store));
        service.Start();
        await service.WaitUntilReadyAsync();
        Fill(filler, data);
        var subjects = LoadSubjects.From(null, TimeProvider.System.GetUtcNow());
        var (answered, failed, others, number) = (new List<string>(), 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(async _ =>
        {
            while (Volatile.Read(ref failed) < FailuresSeen && Interlocked.Increment(ref number) is var at && at < MostScreenings)
            {
                var (status, id) = await ScreenAsync(service.Http, subjects.Body($"disk_{at}", at));
                if (id is not null)
                {
                    lock (answered)
                    {
                        answered.Add(id);
                    }
                }
                else
                {
                    Interlocked.Increment(ref failed);
                    others += status == HttpStatusCode.ServiceUnavailable ? 0 : 1;
                }
            }
        }));
        await Task.Delay(TimeSpan.FromSeconds(6)); // Readiness is looked at every few seconds.
        var readyWhileFull = await StatusAsync(service.Http, "/health/ready");
        var liveWhileFull = await StatusAsync(service.Http, "/health/live");
        File.Delete(filler);
        await service.WaitUntilReadyAsync();
        var (after, _) = await ScreenAsync(service.Http, subjects.Body("disk_after", 1));
        await Drained.WaitAsync(service.Http, TimeSpan.FromSeconds(60));
        var code = await service.InterruptAsync();
        var lost = 0;
        using (var storage = EmbeddedStorage.Open(store, TimeProvider.System))
        {
            var screenings = new ScreeningStore(storage.Records, storage.Blobs);
            foreach (var id in answered)
            {
                lost += await screenings.FindAsync(id, default) is null ? 1 : 0;
            }
        }

        return AttackCommands.End(new
        {
            run = "disk",
            machine = Machine.Current,
            answered = answered.Count,
            refusedWhileFull = failed,
            refusedOtherwiseThan503 = others,
            readyWhileFull,
            liveWhileFull,
            lost,
            answeredAfterwards = (int)after,
            exitCode = code,
        }, lost == 0 && others == 0 && readyWhileFull == 503 && after == HttpStatusCode.OK && code == 0 && failed >= FailuresSeen);
    }

    /// <summary>Fills the file system but for a little.</summary>
    private static void Fill(string filler, string data)
    {
        using var file = new FileStream(filler, FileMode.Create);
        var block = new byte[FillerStepBytes];
        while (new DriveInfo(data).AvailableFreeSpace > LeftBytes)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }
    }

    private static async Task<(HttpStatusCode Status, string? Id)> ScreenAsync(HttpClient http, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/screenings", content);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (answer.StatusCode, null);
        }

        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return (answer.StatusCode, json.RootElement.GetProperty("screeningId").GetString());
    }

    private static async Task<int> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return (int)answer.StatusCode;
    }
}
