using System.Net;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What callers, officers and the platform may rely on, end to end, under the Functions host.</summary>
[NeedsAzurite, Collection(UnderTheDouble.Name), Trait("Category", "Emulator")]
public sealed class HostedServiceTests(HostedService hosted) : IClassFixture<HostedService>
{
    private readonly FunctionsHostDouble _host = hosted.Host;

    [ConformanceFact]
    public async Task A_screening_is_answered_stored_and_read_back_and_its_alert_goes_through_the_workflow()
    {
        var listed = await _host.ScreenAsync(InventedLists.Listed, "acct_1");
        var clean = await _host.ScreenAsync(InventedLists.Unlisted, "acct_2");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (listed.Status, clean.Status));
        Assert.Equal("allow", clean.Decision);
        Assert.NotEqual("allow", listed.Decision);
        Assert.Equal(listed.Text, (await _host.SendAsync(HttpMethod.Get, $"/api/v1/screenings/{listed.Id}")).Text);

        var alert = AlertId.FirstOfSubject("acct_1").ToString();
        await Eventually.TrueAsync(async () => (await _host.SendAsync(HttpMethod.Get, $"/api/v1/alerts/{alert}")).Status
            == HttpStatusCode.OK, "the trigger opened the alert");
        var claimed = await _host.SendAsync(HttpMethod.Post, $"/api/v1/alerts/{alert}/claim", "{}");
        Assert.Equal("key.double", claimed.Json.GetProperty("claim").GetProperty("by").GetString());
        Assert.Equal(HttpStatusCode.NotFound,
            (await _host.SendAsync(HttpMethod.Get, $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_2")}")).Status);
    }

    [ConformanceFact]
    public async Task Every_review_of_a_burst_raises_its_alert_once_and_repetitions_raise_none()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => _host.ScreenAsync(InventedLists.Listed, $"burst_{i % 20}", $"key-{i % 20}")));
        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.Equal(20, replies.Select(reply => reply.Id).Distinct().Count());

        var store = new AlertStore(_host.Records);
        await Eventually.TrueAsync(async () => await store.FindAsync(AlertId.FirstOfSubject("burst_19"), default) is not null
            && await OutboxAsync() == 0 && await WaitingAsync() == 0, "every message was handled", seconds: 60);
        foreach (var subject in Enumerable.Range(0, 20).Select(i => $"burst_{i}"))
        {
            Assert.Single((await store.FindAsync(AlertId.FirstOfSubject(subject), default))!.Alert.ScreeningIds);
        }

        Assert.Equal("idempotency_key_reused", (await _host.ScreenAsync(InventedLists.Listed, "other", "key-1")).Json.GetProperty("code")
            .GetString());
    }

    [ConformanceFact]
    public void Every_function_of_the_build_is_named_loaded_and_has_its_trigger()
    {
        Assert.Equal(_host.Files.Functions.Select(Text), _host.Functions.Select(Text).Order(StringComparer.Ordinal));
        Assert.Contains("HttpUri", _host.Worker.Channel.Capabilities.Keys);
        Assert.Equal("True", _host.Worker.Channel.Capabilities["HandlesWorkerTerminateMessage"]);

        static string Text(FunctionFile function) => $"{function.Name} {function.Trigger} "
            + string.Join(' ', function.Values.Where(pair => pair.Key is "route" or "queueName" or "connection" or "schedule" or "dataType"));
    }

    [ConformanceFact]
    public async Task Outsiders_reach_no_timer_no_queue_no_unguarded_address_and_cannot_forge_who_they_are()
    {
        foreach (var function in _host.Functions.Where(function => function.Trigger != FunctionFile.Http))
        {
            foreach (var path
                in new[] { $"/{function.Name}", $"/api/{function.Name}", $"/api/../{function.Name}", $"/health/%2e%2e/{function.Name}",
                $"/app//{function.Name}" })
            {
                Assert.Equal(HttpStatusCode.NotFound,
                    (await _host.SendAsync(HttpMethod.Post, path, """{"Data":{"message":"x"},"Metadata":{}}""")).Status);
            }
        }

        // Past the host, straight to the worker's own server: what no invocation announced is not served.
        using var direct = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Worker.Address, "/api/v1/lists"));
        using var answer = await _host.Http.SendAsync(direct);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);

        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/v1/lists");
        forged.Headers.Add("X-MS-CLIENT-PRINCIPAL", "eyJ0eXAiOiJhZG1pbiJ9");
        forged.Headers.Add("X-MS-CLIENT-PRINCIPAL-NAME", "admin");
        forged.Headers.Add("X-Officer", "ana");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Http.SendAsync(forged)).StatusCode);
        Assert.DoesNotContain(_host.Invocations, invocation => !invocation.Verdict.Succeeded);
    }

    [ConformanceFact]
    public async Task The_description_names_the_address_that_callers_use()
    {
        var description = await _host.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal($"https://{HttpFront.Name}",
            description.Json.GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/'));
    }

    [ConformanceFact]
    public async Task An_id_with_a_slash_is_monitored_and_forgotten_by_its_encoded_form()
    {
        var monitored = await _host.SendAsync(HttpMethod.Post, "/api/v1/screenings",
            $$$"""{"subject":{"id":"org/7+~","name":"{{{InventedLists.Unlisted}}}"},"monitor":true}""");
        Assert.Equal(HttpStatusCode.OK, monitored.Status);
        var address = "/api/v1/subjects/" + Uri.EscapeDataString("org/7+~");
        Assert.True((await _host.SendAsync(HttpMethod.Delete, address)).Message.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Delete, address)).Status);
    }

    [ConformanceFact]
    public async Task Pages_documents_and_health_are_served_and_errors_are_problem_documents()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Get, "/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Get, "/api/v1/lists")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Get, "/api/v1/parties/test-list:1")).Status);
        Assert.InRange((int)(await _host.SendAsync(HttpMethod.Get, "/app")).Status, 200, 403);

        foreach (var (status, body)
            in new[] { (400, "{"), (400, """{"subject":{"name":"x","nonsense":1}}"""),
            (400, """{"subject":{"name":"Ines","birthDate":"1990-13-03"}}""") })
        {
            var refused = await _host.SendAsync(HttpMethod.Post, "/api/v1/screenings", body);
            Assert.Equal((HttpStatusCode)status, refused.Status);
            Assert.Equal("application/problem+json", refused.Message.Content.Headers.ContentType!.MediaType);
        }

        using var lines =
            _host.Request(HttpMethod.Post, "/api/v1/screenings/batch",
            string.Join('\n', Enumerable.Range(0, 60).Select(i => $$$"""{"subject":{"name":"Quentin Oyelaran {{{i}}}"}}""")),
            "application/x-ndjson");
        using var batch = await _host.Http.SendAsync(lines);
        var answers = (await batch.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(1, 60), answers.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()));
    }

    [ConformanceFact]
    public async Task Every_timer_succeeds_on_time_and_past_due()
    {
        foreach (var timer in _host.Functions.Where(function => function.Trigger == FunctionFile.Timer))
        {
            foreach (var pastDue in new[] { false, true })
            {
                var verdict = await _host.FireAsync(timer.Name, pastDue);
                Assert.True(verdict.Succeeded, $"{timer.Name}: {verdict.Reason}");
                Assert.Contains(_host.Worker.Logs, line => line.StartsWith(timer.Name + ": ", StringComparison.Ordinal));
            }
        }
    }

    [ConformanceFact]
    public async Task A_poison_message_is_quarantined_with_a_record_and_blocks_nothing_behind_it()
    {
        await _host.Queue.SendAsync(AlertMessage.Queue, "poison-1", "{\"screeningId\":\"nonsense\"}", default);
        await _host.Queue.SendAsync(AlertMessage.Queue, "poison-2", "no JSON at all", default);
        var behind = await _host.ScreenAsync(InventedLists.Listed, "behind");
        await Eventually.TrueAsync(async () => (await _host.SendAsync(HttpMethod.Get, "/api/v1/quarantine")).Json.GetProperty("waiting")
            .GetInt32() == 2, "both lie in quarantine");
        await Eventually.TrueAsync(async () =>
            (await _host.SendAsync(HttpMethod.Get, $"/api/v1/alerts/{AlertId.FirstOfSubject("behind")}")).Status == HttpStatusCode.OK,
            "the message behind them was handled");

        var entries = (await _host.SendAsync(HttpMethod.Get, "/api/v1/quarantine")).Json.GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("id").GetString()!).ToArray();
        var release = await _host.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entries[0]}/release",
            """{"note":"tried again after the fix"}""");
        var discard = await _host.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entries[1]}/discard", """{"note":"a test message"}""");
        Assert.Equal(("released", "discarded"),
            (release.Json.GetProperty("settled").GetString(), discard.Json.GetProperty("settled").GetString()));
        Assert.Equal(HttpStatusCode.Conflict,
            (await _host.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entries[1]}/discard", """{"note":"again"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await _host.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entries[1]}/discard", "{}")).Status);
        Assert.Empty(await new Functions.Operations.Quarantine(_host.Records, _host.Queue, TimeProvider.System).VerifyAsync(default));
        Assert.Equal(0, (await _host.Queue.DepthAsync(AlertMessage.Queue, default)).Dead);
        Assert.NotEmpty(behind.Id);
    }

    [ConformanceFact]
    public async Task A_message_that_fails_comes_again_and_lies_with_the_dead_ones_after_its_last_delivery()
    {
        const string Claim = "#compliance.claim.1\nalerts/0000000000000000000000000000000000000000000000000000000000000000";
        var before = Failures();
        await _host.Queue.SendAsync(AlertMessage.Queue, "claim-of-nothing", Claim, default);
        await Eventually.TrueAsync(async () => (await _host.Queue.DepthAsync(AlertMessage.Queue, default)).Dead == 1,
            "the message was given up", seconds: 60);
        Assert.Equal(_host.Files.MaxDequeueCount, Failures() - before);

        var dead = await _host.Queue.ReceiveAsync(AlertMessage.Queue + StorageLimits.DeadLetterSuffix, 1, TimeSpan.FromMinutes(1), default);
        Assert.Equal(Claim, dead.Single().Body);
        await _host.Queue.CompleteAsync(AlertMessage.Queue + StorageLimits.DeadLetterSuffix, dead.Single(), default);

        int Failures() => _host.Invocations.Count(invocation => invocation.Function == "QueueOpenAlert" && !invocation.Verdict.Succeeded);
    }

    [ConformanceFact]
    public async Task A_message_too_large_for_a_queue_arrives_by_claim_check()
    {
        var screening = await _host.ScreenAsync(InventedLists.Listed, "large");
        var padded = $$"""{"screeningId":"{{screening.Id}}","subjectId":"large","decision":"review","decidedAt":"2026-11-22T00:00:00+00:00","traceParent":"{{new string('0', 300_000)}}"}""";
        await Eventually.TrueAsync(() => Opened() >= 1, "the service's own message was handled");
        var before = Opened();
        await new ClaimCheckQueue(_host.Queue, _host.Blobs).SendAsync(AlertMessage.Queue, "large-1", padded, default);

        await Eventually.TrueAsync(() => Opened() > before, "the large message was handled");

        int Opened() => _host.Invocations.Count(invocation => invocation.Function == "QueueOpenAlert" && invocation.Verdict.Succeeded);
    }

    private async Task<int> OutboxAsync()
        => (await _host.SendAsync(HttpMethod.Get, "/api/v1/queues")).Json.GetProperty("outbox").GetInt32();

    private async Task<long> WaitingAsync() => (await _host.Queue.DepthAsync(AlertMessage.Queue, default)).Waiting;
}

/// <summary>One deployment for the tests of a class.</summary>
public sealed class HostedService(DoubleAzurite azurite) : IAsyncLifetime
{
    internal FunctionsHostDouble Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Storage.Azure.AzuriteProcess.Absent is null)
        {
            Host = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(azurite.NextAccount()));
            await Host.WaitUntilReadyAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }
    }
}
