using System.Net;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>Starts the built executable as the Functions host does. A contract double, written from the documented behaviour; not
/// Microsoft's host.</summary>
public sealed class FunctionsHostTests
{
    private static readonly string[] TriggerNames =
        ["TimerRefreshWatchlists", "TimerDrainOutbox", "TimerRunProbes", "QueueOpenAlert", "ServiceBusOpenAlert", "TimerRescreenSubjects",
        "QueueRescreenSubjects", "ServiceBusRescreenSubjects", "TimerSealRecord", "TimerPurgeRecord", "TimerDeliverWebhooks"];

    [Fact]
    public async Task The_executable_serves_http_timer_and_queue_invocations()
    {
        await using var host = await HandlerProcess.StartAsync();
        await host.WaitUntilReadyAsync();

        using var screening =
            host.ApiRequest(HttpMethod.Post, "/api/v1/screenings", """{"subject":{"name":"Borislav Vranikov Tsankovich"}}""");
        screening.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        screening.Headers.Add("X-ARR-LOG-ID", "outside");
        var answer = await Reply.OfAsync(await host.Http.SendAsync(screening));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual("allow", answer.Decision);

        foreach (var timer
            in new[] { "TimerRefreshWatchlists", "TimerDrainOutbox", "TimerRunProbes", "TimerSealRecord", "TimerPurgeRecord",
            "TimerDeliverWebhooks" })
        {
            await AssertSucceedsAsync(await host.InvokeAsync(timer, Golden("timer.json")));
        }
    }

    [Fact]
    public async Task A_queue_message_opens_the_alert_of_its_screening_however_often_it_comes()
    {
        await using var host = await HandlerProcess.StartAsync();
        await host.WaitUntilReadyAsync();
        using var screening =
            host.ApiRequest(HttpMethod.Post, "/api/v1/screenings", """{"subject":{"id":"acct_5","name":"Borislav Vranikov Tsankovich"}}""");
        var id = (await Reply.OfAsync(await host.Http.SendAsync(screening))).Id;
        var message = $$"""{"screeningId":"{{id}}","subjectId":"acct_5","decision":"review","decidedAt":"2026-11-22T00:00:00+00:00"}""";
        var envelope = $$$"""{"Data":{"message":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(message))}}}"},"Metadata":{"DequeueCount":"1"}}""";

        foreach (var name in new[] { "QueueOpenAlert", "ServiceBusOpenAlert", "QueueOpenAlert" })
        {
            await AssertSucceedsAsync(await host.InvokeAsync(name, envelope));
        }

        using var unknown = await host.InvokeAsync("QueueOpenAlert", envelope.Replace("message", "other", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.InternalServerError, unknown.StatusCode);
    }

    [Fact]
    public async Task A_trigger_answers_success_or_failure_with_a_body_whatever_it_is_sent()
    {
        await using var host = await HandlerProcess.StartAsync();
        await host.WaitUntilReadyAsync();

        foreach (var name in TriggerNames)
        {
            foreach (var body
                in new[] { "", "{}", "null", """{"Data":{}}""", Golden("queue-binary.json"), Golden("timer-first.json"),
                new string('x', 2_000_000) })
            {
                using var response = await host.InvokeAsync(name, body);
                var text = await response.Content.ReadAsStringAsync();

                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.InternalServerError,
                    $"{name}: {response.StatusCode}");
                Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind);
            }
        }
    }

    [Fact]
    public async Task A_trigger_is_not_there_for_requests_from_outside_nor_below_api()
    {
        await using var host = await HandlerProcess.StartAsync();
        await host.WaitUntilReadyAsync();

        foreach (var name in TriggerNames)
        {
            using var outside = new HttpRequestMessage(HttpMethod.Post, "/" + name) { Content = new StringContent(Golden("timer.json")) };
            outside.Headers.Add("X-ARR-LOG-ID", "2b9e0c3e");
            Assert.Equal(HttpStatusCode.NotFound, (await host.Http.SendAsync(outside)).StatusCode);

            using var below = host.ApiRequest(HttpMethod.Post, "/api/" + name, Golden("timer.json"));
            Assert.Equal(HttpStatusCode.NotFound, (await host.Http.SendAsync(below)).StatusCode);
        }
    }

    [Fact]
    public async Task Readiness_polling_gets_an_answer_at_once_and_never_a_redirect()
    {
        await using var host = await HandlerProcess.StartAsync();

        using var response = await host.Http.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Every_function_has_a_folder_beside_host_json_and_no_catch_all()
    {
        var folder = Path.GetDirectoryName(HandlerProcess.Executable)!;
        using var hostJson = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "host.json")));
        var handler = hostJson.RootElement.GetProperty("customHandler");
        Assert.Equal(Path.GetFileName(HandlerProcess.Executable), handler.GetProperty("description").GetProperty("defaultExecutablePath")
            .GetString());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.Equal("", hostJson.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

        foreach (var name in TriggerNames.Concat(["Api", "Openapi", "Health", "Console"]))
        {
            using var function = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name, "function.json")));
            var binding = function.RootElement.GetProperty("bindings")[0];
            Assert.False(binding.TryGetProperty("route", out var route)
                && route.GetString() is "" or "{*path}", $"{name} would let outsiders post to triggers");
            Assert.True(binding.GetProperty("type").GetString() is not ("queueTrigger" or "serviceBusTrigger")
                || binding.GetProperty("dataType").GetString() == "binary", name);
        }
    }

    private static async Task AssertSucceedsAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        var line = JsonDocument.Parse(text).RootElement.GetProperty("Logs")[0].GetString();
        Assert.Equal(Golden("response-success.json").Replace("LINE", line, StringComparison.Ordinal), text);
    }

    private static string Golden(string name)
        => File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "tests", "Functions.Tests", "Fixtures", "invocations", name));
}
