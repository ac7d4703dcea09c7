using System.Net;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class RefusedRequestsTests
{
    public static TheoryData<string, string> WrongBodies => new()
    {
        { "", "$" },
        { "{", "$" },
        { "[]", "$" },
        { "null", "$" },
        { "{}", "$.subject" },
        { """{"subject":null}""", "$.subject" },
        { """{"subject":{}}""", "$.subject.name" },
        { """{"subject":{"name":""}}""", "$.subject.name" },
        { """{"subject":{"name":"   "}}""", "$.subject.name" },
        { """{"subject":{"name":"LONG"}}""".Replace("LONG", new string('a', 10_000), StringComparison.Ordinal), "$.subject.name" },
        { """{"subject":{"name":5}}""", "$.subject.name" },
        { """{"subject":{"name":"a\u0000b"}}""", "$.subject.name" },
        { """{"subject":{"name":"Ann","nickname":"x"}}""", "$.subject.nickname" },
        { """{"subject":{"name":"Ann"},"surprise":1}""", "$.surprise" },
        { """{"subject":{"name":"Ann","name":"Bob"}}""", "$.subject.name" },
        { """{"subject":{"name":"Ann","birthDate":"1976-02-30"}}""", "$.subject.birthDate" },
        { """{"subject":{"name":"Ann","birthDate":"05.10.1976"}}""", "$.subject.birthDate" },
        { """{"subject":{"name":"Ann","birthDate":"2976"}}""", "$.subject.birthDate" },
        { """{"subject":{"name":"Ann","birthDate":"~1976"}}""", "$.subject.birthDate" },
        { """{"subject":{"name":"Ann","nationalities":["DE","IRN"]}}""", "$.subject.nationalities[1]" },
        { """{"subject":{"name":"Ann","nationalities":[null]}}""", "$.subject.nationalities[0]" },
        { """{"subject":{"name":"Ann","country":"XX"}}""", "$.subject.country" },
        { """{"subject":{"name":"Ann","type":"person"}}""", "$.subject.type" },
        { """{"subject":{"name":"Ann","id":"a b"}}""", "$.subject.id" },
        { """{"subject":{"name":"Ann","id":"a\n"}}""", "$.subject.id" },
        { """{"channel":"rescreening","subject":{"name":"Ann"}}""", "$.channel" },
        { """{"subject":{"name":"Ann","identifiers":[{"type":"passport"}]}}""", "$.subject.identifiers[0]" },
        { """{"subject":{"name":"Ann","owners":[{"percent":50}]}}""", "$.subject.owners[0]" },
        { """{"subject":{"name":"Ann","owners":[{"name":"B","percent":101}]}}""", "$.subject.owners[0].percent" },
        { """{"subject":{"name":"Ann","owners":[{"name":"B","ownedBy":[{"listEntry":"nonsense"}]}]}}""",
            "$.subject.owners[0].ownedBy[0].listEntry" },
        { """{"subject":{"name":"Ann"},"counterparties":[{"name":"Bob"}]}""", "$.counterparties[0].role" },
        { """{"subject":{"name":"Ann"},"counterparties":[{"role":"payer"}]}""", "$.counterparties[0].name" },
        { """{"subject":{"name":"Ann"},"signals":{"ip":"300.1.1.1"}}""", "$.signals.ip" },
        { """{"subject":{"name":"Ann"},"signals":{"ip":"1"}}""", "$.signals.ip" },
        { """{"subject":{"name":"Ann"},"signals":{"geo":{"confidence":1.5}}}""", "$.signals.geo.confidence" },
        { """{"subject":{"name":"Ann"},"signals":{"payment":{"bin":"4111111111111111"}}}""", "$.signals.payment.bin" },
        { """{"subject":{"name":"Ann"},"effectiveAt":"2026-01-01 12:00"}""", "$.effectiveAt" },
        { """{"subject":{"name":"Ann"},"nexus":["us"]}""", "$.nexus[0]" },
        { """{"subject":{"name":"Ann"},"monitor":true}""", "$.subject.id" },
        { """{"subject":{"name":"Ann"},"use":{"weights":"secret"}}""", "$.use.weights" },
        { """{"subject":{"name":"Ann"},"use":{"eccn":"4X"}}""", "$.use.eccn" },
        { """{"subject":{"name":"Ann"},"use":{"destination":"Iran"}}""", "$.use.destination" },
        { """{"subject":{"name":"Ann"},"use":{"accelerators":-1}}""", "$.use.accelerators" },
        { """{"subject":{"name":"Ann"},"use":{"gpuHours":-0.5}}""", "$.use.gpuHours" },
        { """{"subject":{"name":"Ann"},"use":{"trainingOperations":1e40}}""", "$.use.trainingOperations" },
        { """{"subject":{"name":"Ann"},"licences":[{"number":"IA-1"}]}""", "$.licences[0].citation" },
        { """{"subject":{"name":"Ann"},"licences":[{"citation":"31 CFR 560.540","expiresOn":"2026-12-31"}]}""", "$.licences[0].number" },
        { """{"subject":{"name":"Ann"},"licences":[{"citation":"OFAC specific","number":"IA-1","expiresOn":"31.12.2026"}]}""",
            "$.licences[0].expiresOn" },
        { """{"subject":{"name":"Ann"},"heldUnder":["nonsense"]}""", "$.heldUnder[0]" },
        { """{"subject":{"name":"Ann"},"accountAgeDays":-3}""", "$.accountAgeDays" },
        { """{"subject":{"name":"Ann"},"signals":{"control":{"status":"government"}}}""", "$.signals.control" },
        { """{"subject":{"name":"Ann"},"signals":{"control":{"status":"ours","mapDate":"2026-01-01"}}}""", "$.signals.control.status" },
        { """{"subject":{"name":"Ann"},"signals":{"control":{"status":"occupied","mapDate":"2999-01-01"}}}""",
            "$.signals.control.mapDate" },
        { """{"subject":{"name":"Ann"},"signals":{"geo":{"network":"131279"}}}""", "$.signals.geo.network" },
        { """{"subject":{"name":"Ann"},"signals":{"payment":{"payerCountry":"HKG"}}}""", "$.signals.payment.payerCountry" },
        { """{"subject":{"name":"Ann","registeredOn":"2026-02-30"}}""", "$.subject.registeredOn" },
        { """{"subject":{"name":"Ann","registeredOn":"2999-01-01"}}""", "$.subject.registeredOn" },
    };

    [Fact]
    public async Task Every_wrong_body_is_refused_with_the_path_of_what_is_wrong()
    {
        await using var service = await RunningService.StartReadyAsync();
        foreach (var row in WrongBodies)
        {
            var (body, path) = ((string)row[0], (string)row[1]);

            var reply = await service.ScreenAsync(body);

            Assert.True(reply.Status == HttpStatusCode.BadRequest, $"{body} was answered {reply.Status}: {reply.Text}");
            Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType!.MediaType);
            var error = reply.Json.GetProperty("errors")[0];
            Assert.True(error.GetProperty("path")
                .GetString() == path, $"{body} gave the path {error.GetProperty("path")} instead of {path}");
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
            Assert.StartsWith("urn:compliance:problem:", reply.Json.GetProperty("type").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_card_number_sent_as_bin_is_not_echoed()
    {
        await using var service = await RunningService.StartReadyAsync();

        var reply = await service.ScreenAsync("""{"subject":{"name":"Ann"},"signals":{"payment":{"bin":"4111111111111111"}}}""");

        Assert.DoesNotContain("41111111", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_values_are_named_at_once()
    {
        await using var service = await RunningService.StartReadyAsync();

        var reply = await service.ScreenAsync(
            """{"channel":"x","subject":{"name":"","birthDate":"never","gender":"y"},"nexus":["Mars"]}""");

        Assert.Equal(5, reply.Json.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_body_over_the_limit_or_nested_too_deep_or_of_another_type_is_refused()
    {
        await using var service = await RunningService.StartReadyAsync();
        var deep = new StringBuilder("""{"subject":{"name":"Ann","owners":""");
        deep.Insert(deep.Length, """[{"name":"o","ownedBy":""", 40).Append("[]").Insert(deep.Length, "}]", 40).Append("}}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            (await service.ScreenAsync(
            """{"subject":{"name":"Ann","addresses":["LONG"]}}""".Replace("LONG", new string('x', 300_000),
            StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.ScreenAsync(deep.ToString())).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType,
            (await service.ScreenAsync("""{"subject":{"name":"Ann"}}""", contentType: "text/plain")).Status);
    }

    [Fact]
    public async Task Whatever_bytes_are_sent_the_answer_is_a_decision_or_a_precise_refusal()
    {
        await using var service = await RunningService.StartReadyAsync();
        var random = new Random(20261122);
        var seed = Encoding.UTF8.GetBytes(
            """{"channel":"signup","subject":{"name":"Ann","birthDate":"1976","owners":[{"name":"o","percent":5}]},"signals":{"ip":"::1"},"nexus":["US"]}""");
        for (var i = 0; i < 400; i++)
        {
            var bytes = (byte[])seed.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            var reply = await Reply.OfAsync(await service.Http.PostAsync("/api/v1/screenings", content));

            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{reply.Status} for {Encoding.Latin1.GetString(bytes)}");
            Assert.Equal(JsonValueKind.Object, reply.Json.ValueKind);
        }
    }

    [Fact]
    public async Task A_subject_without_a_name_is_screened_by_what_it_has()
    {
        await using var service = await RunningService.StartReadyAsync();

        foreach (var body in new[]
        {
            """{"subject":{"wallets":[{"asset":"ETH","address":"0xabc"}]}}""",
            """{"subject":{"identifiers":[{"type":"passport","value":"X1"}]}}""",
            """{"subject":{"phones":["+98 21 000"]}}""",
            """{"subject":{},"signals":{"ip":"203.0.113.7"}}""",
        })
        {
            Assert.Equal(HttpStatusCode.OK, (await service.ScreenAsync(body)).Status);
        }
    }
}
