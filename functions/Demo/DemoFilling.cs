using System.Text.Json.Nodes;
using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Demo;

/// <summary>
/// Fills the store of a demo with an invented platform, once the service answers. It runs only on a developer's own machine and only where
/// COMPLIANCE_DEMO says so; running again changes nothing, because every call carries the same key.
/// </summary>
internal sealed partial class DemoFilling(ServiceOptions options, CorpusHost corpora, IHostApplicationLifetime life, TimeProvider time,
    ILogger<DemoFilling> log) : BackgroundService
{
    private const int Accounts = 1000;
    private const int Screened = 150;
    private const int EventsAtATime = 500;
    private const int MostRounds = 150;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (DemoMarker.IsComplete(options.DataDirectory))
        {
            return;
        }

        await StartedAsync(stoppingToken);
        var address = options.Urls[0].Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
        using var http = new HttpClient { BaseAddress = new Uri(address + "/"), Timeout = TimeSpan.FromMinutes(2) };
        var (client, now) = (new DemoClient(http), DemoMarker.BegunAt(options.DataDirectory));
        try
        {
            Filling(log);
            await ScreenAsync(client, DemoPeople.NearListed(), stoppingToken);
            var operations = new DemoOperations(now);
            foreach (var batch in new DemoEvents(now).All(Accounts).Concat(operations.Events()).Chunk(EventsAtATime)
                .Select((events, at) => (events, at)))
            {
                await client.SendAsync(HttpMethod.Post, "/api/v1/events", $"events-{batch.at}", new JsonArray([.. batch.events]),
                    stoppingToken,
                    type: "application/cloudevents-batch+json");
            }

            await ScreenAsync(client, DemoPeople.Ordinary(Screened), stoppingToken);
            var officers = new DemoOfficers(client, now);
            await AlertAsync(client, DemoPeople.Mark + "name-4", stoppingToken);
            await officers.AlertsAsync(stoppingToken);
            await officers.EnforcementAsync(stoppingToken);
            await client.SendAsync(HttpMethod.Post, "/api/v1/networks/runs", "networks", new JsonObject(), stoppingToken,
                DemoOfficers.First, "analyst");
            await new DemoRadar(client, operations).FillAsync(stoppingToken);
            await VerifyAsync(client, stoppingToken);
            DemoMarker.Finish(options.DataDirectory);
            Filled(log);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            NotFilled(log, error);
        }
    }

    private static async Task ScreenAsync(DemoClient client, IEnumerable<DemoPerson> people, CancellationToken cancellation)
    {
        foreach (var person in people)
        {
            var subject = new JsonObject { ["id"] = person.Id, ["type"] = "individual", ["name"] = person.Name };
            if (person.Born is { } born)
            {
                subject["birthDate"] = born;
            }

            if (person.Country is { } country)
            {
                subject["nationalities"] = new JsonArray(country);
            }

            if (person.Gender is { } gender)
            {
                subject["gender"] = gender;
            }

            await client.SendAsync(HttpMethod.Post, "/api/v1/screenings", "screening-" + person.Id,
                new JsonObject { ["channel"] = "signup", ["monitor"] = true, ["subject"] = subject }, cancellation);
        }
    }

    /// <summary>Until the lists are loaded and the service listens.</summary>
    private async Task StartedAsync(CancellationToken stopping)
    {
        while (!life.ApplicationStarted.IsCancellationRequested || corpora.Current is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stopping);
        }
    }

    /// <summary>What was acted on is known; nothing is complete where it is not.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    private static async Task VerifyAsync(DemoClient client, CancellationToken cancellation)
    {
        var subject = "account:" + DemoPeople.Account(22);
        if (await client.GetAsync("/api/v1/subjects?ref=" + Uri.EscapeDataString(subject), DemoOfficers.First, cancellation) is null)
        {
            throw new InvalidOperationException($"The service knows nothing of {subject}.");
        }
    }

    /// <summary>Until the last alert is open: they are opened behind the answers.</summary>
    /// <exception cref="TimeoutException">It was not opened within half a minute.</exception>
    private async Task AlertAsync(DemoClient client, string subject, CancellationToken stopping)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await client.GetAsync($"/api/v1/alerts/{AlertId.FirstOfSubject(subject)}", DemoOfficers.First, stopping) is not null)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stopping);
        }

        throw new TimeoutException("The alerts of the demo world were not opened.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo world is being filled; pages show it as it comes.")]
    private static partial void Filling(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo world is complete.")]
    private static partial void Filled(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo world could not be filled to the end; the next start goes on.")]
    private static partial void NotFilled(ILogger log, Exception error);
}
