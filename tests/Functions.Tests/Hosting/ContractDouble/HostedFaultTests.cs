using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>Parts fail under a running deployment: nothing that was answered is lost, no alert is lost or doubled, and no failure becomes
/// an allow.</summary>
[NeedsAzurite, Collection(UnderTheDouble.Name), Trait("Category", "Emulator")]
public sealed class HostedFaultTests(DoubleAzurite azurite)
{
    /// <summary>How long storage stays away; <c>COMPLIANCE_TEST_OUTAGE_SECONDS</c> makes it longer than a moment.</summary>
    private static readonly TimeSpan Outage =
        TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("COMPLIANCE_TEST_OUTAGE_SECONDS")
        ?? "0.3", System.Globalization.CultureInfo.InvariantCulture));

    [ConformanceFact]
    public async Task Killed_under_load_the_next_process_has_everything_that_was_answered_and_every_alert_once()
    {
        await using var host = await StartAsync();
        var answered = new ConcurrentDictionary<string, string>();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 6).Select(client => BurstAsync(host, client, answered, stop.Token)).ToArray();
        for (var kills = 0; kills < 2; kills++)
        {
            var before = answered.Count;
            await Eventually.TrueAsync(() => answered.Count > before + 30, "a burst is under way");
            await host.Worker.ReplaceAsync();
            await host.WaitUntilReadyAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await AssertAllThereOnceAsync(host, answered);
    }

    [ConformanceFact]
    public async Task Asked_to_end_the_worker_finishes_what_is_under_way_and_ends_without_an_error()
    {
        await using var host = await StartAsync();
        var lines = string.Join('\n', Enumerable.Range(0, 400).Select(i => $$$"""{"subject":{"name":"Quentin Oyelaran {{{i}}}"}}"""));
        using var batch = host.Request(HttpMethod.Post, "/api/v1/screenings/batch", lines, "application/x-ndjson");
        using var answer = await host.Http.SendAsync(batch, HttpCompletionOption.ResponseHeadersRead);
        var timers = host.Functions.Where(function => function.Trigger == FunctionFile.Timer)
            .Select(function => host.FireAsync(function.Name)).ToArray();
        await Task.Delay(20); // They are sent before the request to end.

        var ended = host.Worker.TerminateAsync();

        var answers = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(400, answers.Length);
        Assert.All(await Task.WhenAll(timers), verdict => Assert.True(verdict.Succeeded, verdict.Reason));
        Assert.Equal(0, await ended);
    }

    [ConformanceFact]
    public async Task Ended_by_a_signal_the_worker_asks_to_be_started_again_and_goes_on()
    {
        await using var host = await StartAsync();
        var before = await host.ScreenAsync(InventedLists.Listed, "before");

        Assert.Equal(200, await host.Worker.SignalAsync("-TERM"));

        await Eventually.TrueAsync(() => Task.FromResult(host.Worker.Ready.IsCompleted), "the host started the worker again", seconds: 60);
        await host.WaitUntilReadyAsync();
        Assert.Equal(before.Text, (await host.SendAsync(HttpMethod.Get, $"/api/v1/screenings/{before.Id}")).Text);
    }

    [ConformanceFact]
    public async Task While_storage_is_away_nothing_is_decided_and_afterwards_all_is_as_before()
    {
        var relays = new List<TcpRelay>();
        await using var host = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(azurite.NextAccount())
        {
            PortOf = port =>
            {
                relays.Add(new TcpRelay(port));
                return relays[^1].Port;
            },
        });
        await host.WaitUntilReadyAsync();
        var before = await host.ScreenAsync(InventedLists.Listed, "before");

        relays.ForEach(relay => relay.Cut = true);
        var clock = Stopwatch.StartNew();
        do
        {
            var during = await host.ScreenAsync(InventedLists.Unlisted, "during");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, during.Status);
            Assert.NotNull(during.Message.Headers.RetryAfter);
            Assert.False(during.Json.TryGetProperty("decision", out _));
        }
        while (clock.Elapsed < Outage);

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, "/health/live")).Status);

        relays.ForEach(relay => relay.Cut = false);
        await Eventually.TrueAsync(async () => (await host.ScreenAsync(InventedLists.Unlisted, "after")).Status == HttpStatusCode.OK,
            "screenings are answered again");
        Assert.Equal(before.Text, (await host.SendAsync(HttpMethod.Get, $"/api/v1/screenings/{before.Id}")).Text);
        relays.ForEach(relay => relay.Dispose());
    }

    [ConformanceFact]
    public async Task A_second_instance_fetches_the_corpus_that_the_first_compiled_and_a_cut_download_goes_on()
    {
        var account = azurite.NextAccount();
        await using var first = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(account));
        await first.WaitUntilReadyAsync();
        var blobs = new List<string>();
        await Eventually.TrueAsync(
            async () =>
            {
                blobs.Clear();
                await foreach (var blob in first.Blobs.ListAsync("compiled", "", default))
                {
                    blobs.Add(blob.Name);
                }

                return blobs.Any(name => name.EndsWith(".corpus", StringComparison.Ordinal)
                    && !name.StartsWith("making/", StringComparison.Ordinal));
            },
            "the first instance shares what it compiled");

        await using var second = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(account) { Seeded = false });
        await second.WaitUntilReadyAsync();
        Assert.Contains(second.Worker.Logs, line => line.Contains("was fetched", StringComparison.Ordinal));
        Assert.DoesNotContain(first.Worker.Logs, line => line.Contains("was fetched", StringComparison.Ordinal));
        var reply = await second.ScreenAsync(InventedLists.Listed, "second");
        Assert.NotEqual("allow", reply.Decision);
        Assert.Equal(reply.Text, (await first.SendAsync(HttpMethod.Get, $"/api/v1/screenings/{reply.Id}")).Text);
    }

    private async Task<FunctionsHostDouble> StartAsync()
    {
        var host = await FunctionsHostDouble.StartAsync(azurite.Process,
            new DoubleOptions(azurite.NextAccount()));
        await host.WaitUntilReadyAsync();
        return host;
    }

    private static async Task BurstAsync(FunctionsHostDouble host, int client, ConcurrentDictionary<string, string> answered,
        CancellationToken cancellation)
    {
        for (var i = 0; !cancellation.IsCancellationRequested; i++)
        {
            try
            {
                var reply = await host.ScreenAsync(i % 2 == 0 ? InventedLists.Listed : InventedLists.Unlisted, $"c{client}_{i}");
                if (reply.Status == HttpStatusCode.OK)
                {
                    answered[reply.Id] = reply.Decision;
                    continue;
                }

                Assert.True(reply.Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable, reply.Text);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                // The process died under the request.
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static async Task AssertAllThereOnceAsync(FunctionsHostDouble host, ConcurrentDictionary<string, string> answered)
    {
        var screenings = new ScreeningStore(host.Records, host.Blobs);
        var alerts = new AlertStore(host.Records);
        await Eventually.TrueAsync(
            async () => (await host.SendAsync(HttpMethod.Get, "/api/v1/queues")).Json.GetProperty("outbox").GetInt32() == 0
                && (await DepthsAsync(host)).All(depth => depth.Waiting == 0),
            "everything drained",
            seconds: 60);
        Assert.All(await DepthsAsync(host), depth => Assert.Equal(0, depth.Dead));
        Assert.NotEmpty(answered);
        foreach (var (id, decision) in answered)
        {
            var stored = await screenings.FindAsync(id, default);
            Assert.True(stored is not null, $"{id} was answered and is not stored");
            Assert.Equal(decision, WireNames.Of(stored.Evidence.Outcome.Decision));
            var alert = await alerts.FindAsync(AlertId.FirstOfSubject(stored.Evidence.Request.Subject.Id!), default);
            Assert.Equal(decision == "allow" ? 0 : 1, alert?.Alert.ScreeningIds.Count(screening => screening == id) ?? 0);
        }
    }

    private static Task<QueueDepth[]> DepthsAsync(FunctionsHostDouble host)
        => Task.WhenAll(AlertMessage.Queues.Select(name => host.Queue.DepthAsync(name, default)));
}
