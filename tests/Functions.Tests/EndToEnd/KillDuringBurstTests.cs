using System.Collections.Concurrent;
using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Hosting;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class KillDuringBurstTests
{
    [Fact]
    public async Task After_kill_9_every_answered_screening_is_stored_and_every_review_has_its_alert_or_the_message_for_it()
    {
        await using var host = await ServiceProcess.StartAsync();
        await host.WaitUntilReadyAsync();
        var answered = new ConcurrentDictionary<string, string>();
        var clients = Enumerable.Range(0, 8).Select(client => BurstAsync(host, client, answered)).ToArray();

        await Eventually.TrueAsync(() => answered.Count > 200, "a burst is under way");
        await host.KillAsync();
        await Task.WhenAll(clients);

        using var storage = EmbeddedStorage.Open(host.Data, TimeProvider.System);
        var screenings = new ScreeningStore(storage.Records, storage.Blobs);
        var messages = await MessagesAsync(storage, screenings);
        var alerts = new AlertStore(storage.Records);
        Assert.Contains(answered.Values, decision => decision != "allow");
        Assert.Contains("allow", answered.Values);
        foreach (var (id, decision) in answered)
        {
            var stored = await screenings.FindAsync(id, CancellationToken.None);
            Assert.True(stored is not null, $"{id} was answered and is not stored");
            Assert.Equal(decision, WireNames.Of(stored.Evidence.Outcome.Decision));
            var alert = await alerts.FindAsync(AlertId.FirstOfSubject(stored.Evidence.Request.Subject.Id!), CancellationToken.None);
            Assert.True(decision == "allow" || messages.Contains(id) || alert?.Alert.ScreeningIds.Contains(id) == true,
                $"{id} is {decision} and has neither an alert nor a message for one");
        }
    }

    private static async Task BurstAsync(ServiceProcess host, int client, ConcurrentDictionary<string, string> answered)
    {
        for (var i = 0; ; i++)
        {
            var name = i % 2 == 0 ? InventedLists.Listed : InventedLists.Unlisted;
            try
            {
                using var request =
                    host.ApiRequest(HttpMethod.Post, "/api/v1/screenings",
                    $$$"""{"subject":{"id":"c{{{client}}}-{{{i}}}","name":"{{{name}}}"}}""");
                var reply = await Reply.OfAsync(await host.Http.SendAsync(request));
                Assert.Equal(HttpStatusCode.OK, reply.Status);
                answered[reply.Id] = reply.Decision;
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                return; // The process is dead.
            }
        }
    }

    /// <summary>Ids of all alert messages: those still in the outbox, and those on the queue.</summary>
    private static async Task<HashSet<string>> MessagesAsync(EmbeddedStorage storage, ScreeningStore screenings)
    {
        var ids = new HashSet<string>();
        foreach (var shard in Shard.All)
        {
            while (await screenings.PendingAlertsAsync(shard, CancellationToken.None) is { Count: > 0 } pending)
            {
                ids.UnionWith(pending.Select(message => message.ScreeningId));
                await screenings.ForgetAlertsAsync(shard, pending, CancellationToken.None);
            }
        }

        foreach (var queue in AlertMessage.Queues)
        {
            while (await storage.Queue.ReceiveAsync(queue, 32, TimeSpan.FromMinutes(10), CancellationToken.None) is { Count: > 0 } received)
            {
                ids.UnionWith(received.Select(message => message.MessageId));
            }
        }

        return ids;
    }
}
