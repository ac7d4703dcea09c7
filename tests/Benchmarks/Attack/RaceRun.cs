using System.Globalization;
using System.Text.Json;

namespace Compliance.Benchmarks.Attack;

/// <summary>The same thing many times at once: one screening under one idempotency key, one event, one notice of a provider.</summary>
internal static class RaceRun
{
    public static async Task<int> RunAsync(int together)
    {
        await using var service = await AttackedService.StartAsync();
        var body = new { channel = "signup", subject = new { id = "raced", type = "individual", name = service.Listed.PrimaryName.Text } };
        var ids = await AllAsync(together, async () => Text(await service.PostAsync("/api/v1/screenings", body, key: "one-key"),
            "screeningId"));
        var moment = TimeProvider.System.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var happened = new
        {
            specversion = "1.0",
            id = "e1",
            source = "/platform",
            type = "usage.window",
            subject = "api_key:raced",
            time = moment,
            data = new { account = "raced", from = moment, requests = 3 },
        };
        var events = await AllAsync(together, async () =>
        {
            using var answer = await service.PostAsync("/api/v1/events", happened, "application/cloudevents+json");
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return json.RootElement.GetProperty("accepted").GetInt32();
        });
        var notice = new { id = "case_1", entity_identifier = "nobody", notice = new { type = "warning" } };
        var leads = await AllAsync(together,
            async () => Text(await service.PostAsync("/api/v1/provider-notices/openai/cases", notice), "id"));
        var held = ids.Distinct().Count() == 1 && events.Sum() == 1 && leads.Distinct().Count() == 1;
        return AttackCommands.End(new
        {
            run = "races",
            machine = Machine.Current,
            together,
            screeningsOfOneKey = ids.Distinct().Count(),
            timesOneEventCounted = events.Sum(),
            leadsOfOneCase = leads.Distinct().Count(),
        }, held);
    }

    private static Task<T[]> AllAsync<T>(int together, Func<Task<T>> one)
        => Task.WhenAll(Enumerable.Range(0, together).Select(_ => Task.Run(one)));

    private static string Text(HttpResponseMessage answer, string field)
    {
        using (answer)
        {
            using var json = JsonDocument.Parse(answer.Content.ReadAsStream());
            return json.RootElement.TryGetProperty(field, out var value) ? value.GetString()!
                : $"{(int)answer.StatusCode} {json.RootElement}";
        }
    }
}
