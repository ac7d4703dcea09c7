using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>The double itself: its encodings, its verdicts and its clock are those of the contract.</summary>
public sealed class ContractDoubleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_text_is_encoded_twice_and_merged_into_the_metadata_and_bytes_are_base64_and_are_not()
    {
        var payload = Encoding.UTF8.GetBytes("""{"screeningId":"scr_1","n":1,"DeliveryCount":"forged","list":[1]}""");
        var text = JsonDocument.Parse(InvocationText.OfPayload(Function("text"), payload, new JsonObject { ["DeliveryCount"] = "1" }))
            .RootElement;
        Assert.Equal("""{"screeningId":"scr_1","n":1,"DeliveryCount":"forged","list":[1]}""",
            JsonSerializer.Deserialize<string>(text.GetProperty("Data").GetProperty("message").GetString()!));
        Assert.Equal(("\"forged\"", "\"scr_1\"", "1"),
            (Metadata(text, "DeliveryCount"), Metadata(text, "screeningId"), Metadata(text, "n")));
        Assert.False(text.GetProperty("Metadata").TryGetProperty("list", out _));

        var binary = JsonDocument.Parse(InvocationText.OfPayload(Function("binary"), payload, new JsonObject { ["DeliveryCount"] = "1" }))
            .RootElement;
        Assert.Equal(Convert.ToBase64String(payload), binary.GetProperty("Data").GetProperty("message").GetString());
        Assert.Equal("1", Metadata(binary, "DeliveryCount"));

        foreach (var form in new[] { text, binary })
        {
            Assert.Equal(Encoding.UTF8.GetString(payload),
                InvocationEnvelope.Read(Encoding.UTF8.GetBytes(form.GetRawText()))!.Text("message"));
        }
    }

    [Theory]
    [InlineData(200, "application/json", """{"Outputs":{},"Logs":["a"],"ReturnValue":null}""", true, false)]
    [InlineData(201, "application/json", "{}", true, false)]
    [InlineData(200, "application/json", "", false, true)]
    [InlineData(204, "application/json", "", false, true)]
    [InlineData(200, "application/json", "null", false, true)]
    [InlineData(200, "text/plain", "done", false, false)]
    [InlineData(200, "application/problem+json", "{}", false, false)]
    [InlineData(500, "application/json", """{"error":"x"}""", false, false)]
    [InlineData(404, "application/json", "", false, true)]
    [InlineData(200, "application/json", """{"Outputs":{"id":"0123456789abcdef0123456789abcdef"}}""", true, true)]
    public async Task An_answer_is_judged_by_the_response_rules(int status, string type, string body, bool succeeds, bool breaches)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        var verdict = await InvocationVerdict.OfAsync(answer);
        Assert.Equal((succeeds, breaches), (verdict.Succeeded, verdict.Breach is not null));
    }

    [Theory]
    [InlineData("*/30 * * * * *", "2026-11-22T08:00:30Z")]
    [InlineData("0 */10 * * * *", "2026-11-22T08:10:00Z")]
    [InlineData("0 15 3 * * 1-5", "2026-11-23T03:15:00Z")]
    [InlineData("5,10 0 8 1 * *", "2026-12-01T08:00:05Z")]
    public void A_schedule_gives_its_next_occurrence(string schedule, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), CronSchedule.Parse(schedule)
        .After(Now));

    [Fact]
    public void The_files_name_every_trigger_with_bytes_for_messages_and_a_schedule_for_timers()
    {
        var files = HostFiles.OfThisBuild;
        Assert.True(File.Exists(files.Executable), files.Executable);
        Assert.True(files.Proxies && files.Forwards);
        Assert.All(files.Functions,
            function => Assert.Contains(function.Trigger,
            new[] { FunctionFile.Http, FunctionFile.Timer, FunctionFile.Queue, FunctionFile.ServiceBus }));
        Assert.All(files.Functions.Where(function => function.Trigger is FunctionFile.Queue or FunctionFile.ServiceBus),
            function => Assert.True(function.IsBinary, function.Name));
        Assert.All(files.Functions.Where(function => function.Trigger == FunctionFile.Timer),
            function => Assert.True(CronSchedule.Parse(function.Values["schedule"]).After(Now) > Now));
    }

    private static string Metadata(JsonElement envelope, string name) => envelope.GetProperty("Metadata").GetProperty(name).GetString()!;

    private static FunctionFile Function(string dataType) =>
        new("F", FunctionFile.Queue,
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(new Dictionary<string,
        string>
        { ["name"] = "message", ["dataType"] = dataType }), [], 1);
}
