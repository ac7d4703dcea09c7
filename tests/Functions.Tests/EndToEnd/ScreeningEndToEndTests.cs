using System.Net;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class ScreeningEndToEndTests
{
    private static string Subject(string name, string more = "")
        => $$$"""{"subject":{"name":{{{JsonSerializer.Serialize(name)}}}{{{more}}}}}""";

    [Fact]
    public async Task An_answer_has_exactly_the_fields_of_the_contract()
    {
        await using var service = await RunningService.StartReadyAsync();

        var reply = await service.ScreenAsync(Subject(InventedLists.Listed));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(
            ["screeningId", "subjectId", "decision", "action", "summary", "gates", "parties", "hits", "missing", "corpus", "profile", "policy", "engine",
                "elapsedMicros"],
            reply.Json.EnumerateObject().Select(property => property.Name));
        var hit = reply.Json.GetProperty("hits")[0];
        Assert.Equal(
            ["role", "listEntry", "primaryName", "matchedName", "aliasStrength", "programmes", "score", "features", "party", "listings",
                "samePartyAs"],
            hit.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["name", "contribution", "subjectValue", "listedValue", "detail"], hit.GetProperty("features")[0].EnumerateObject()
            .Select(property => property.Name));
        Assert.Equal(["hash", "sample", "lists"], reply.Json.GetProperty("corpus").EnumerateObject().Select(property => property.Name));
        Assert.Equal("test-list:1", hit.GetProperty("listEntry").GetString());
        Assert.Contains("birthDate", reply.Json.GetProperty("missing").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task The_short_form_repeats_the_callers_id_and_names_the_reasons_and_no_name()
    {
        await using var service = await RunningService.StartReadyAsync();
        var full = await service.ScreenAsync(Subject(InventedLists.Listed, ""","id":"acct-77" """));
        var shortForm = await service.GetAsync($"/api/v1/screenings/{full.Id}?answer=short");
        Assert.Equal(["screeningId", "subjectId", "decision", "action", "summary", "reasons"],
            shortForm.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("acct-77", shortForm.Json.GetProperty("subjectId").GetString());
        Assert.Equal("acct-77", full.Json.GetProperty("subjectId").GetString());
        Assert.StartsWith($"{full.Decision}, ", shortForm.Json.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(InventedLists.Listed.Split(' ')[^1], shortForm.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync($"/api/v1/screenings/{full.Id}?answer=tiny")).Status);
    }

    [Fact]
    public async Task A_listed_name_is_never_allowed_and_a_strange_name_is()
    {
        await using var service = await RunningService.StartReadyAsync();

        Assert.NotEqual("allow", (await service.ScreenAsync(Subject(InventedLists.Listed))).Decision);
        Assert.Equal("allow", (await service.ScreenAsync(Subject(InventedLists.Unlisted))).Decision);
    }

    [Fact]
    public async Task What_was_answered_can_be_read_again_byte_for_byte_after_a_restart()
    {
        var data = Directory.CreateTempSubdirectory("compliance-test-").FullName;
        Reply first;
        await using (var service = await RunningService.StartReadyAsync(data: data))
        {
            first = await service.ScreenAsync(Subject("Борислав Враников", ""","birthDate":"1961-04","nationalities":["ru"]"""));
        }

        await using (var service = await RunningService.StartReadyAsync(data: data))
        {
            Assert.Equal(first.Text, (await service.GetAsync($"/api/v1/screenings/{first.Id}")).Text);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Every_review_reaches_the_alert_opener_once_and_no_allow_does()
    {
        await using var service = await RunningService.StartReadyAsync();
        var reviewed = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            reviewed.Add((await service.ScreenAsync(Subject(InventedLists.Listed))).Id);
            await service.ScreenAsync(Subject(InventedLists.Unlisted));
        }

        await Eventually.TrueAsync(() => service.Opener.Opened.Count >= reviewed.Count, "all alerts are opened");

        Assert.Equal(reviewed.Order(), service.Opener.Opened.Select(message => message.ScreeningId).Order());
    }

    [Fact]
    public async Task Evidence_holds_the_request_as_decided()
    {
        await using var service = await RunningService.StartReadyAsync();
        var reply = await service.ScreenAsync("""
            {"channel":"payment","subject":{"id":"acct_1","type":"individual","name":" Farrokh Delgadillo ","birthDate":"1961","emails":["a@example.org"],"wallets":[{"asset":"ETH","address":"0xabc"}]},
             "counterparties":[{"role":"payer","name":"Ekaterina Malinova"}],"signals":{"ip":"203.0.113.7","simMcc":"432"},"nexus":["US"],"monitor":true}
            """);

        var stored = await service.App.Services.GetRequiredService<ScreeningStore>().FindAsync(reply.Id, CancellationToken.None);

        var request = stored!.Evidence.Request;
        Assert.Equal("Farrokh Delgadillo", request.Subject.Name);
        Assert.Equal(2, request.Subject.Identifiers.Length);
        Assert.Equal("payer", request.Counterparties.Single().Role);
        Assert.Equal("203.0.113.7", request.Signals.Ip);
        Assert.StartsWith("payment/", stored.Evidence.Profile, StringComparison.Ordinal);
        Assert.NotNull(await service.App.Services.GetRequiredService<SubjectStore>()
            .FindAsync("development", "acct_1", CancellationToken.None));
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        await using var service = await RunningService.StartReadyAsync();

        foreach (var id in new[] { "scr_01m80qfym4t2vsvsrnspse9", "x", "..%2F..", new string('a', 600) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync($"/api/v1/screenings/{id}")).Status);
        }
    }

    [Fact]
    public async Task Before_the_first_corpus_nothing_is_decided()
    {
        var gate = new TaskCompletionSource();
        await using var service = await RunningService.StartAsync(new WaitingSupply(gate.Task));

        var reply = await service.ScreenAsync(Subject(InventedLists.Unlisted));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.NotNull(reply.Message.Headers.RetryAfter);
        Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.GetAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/")).Status);
        gate.SetResult();
    }
}
