using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Yente;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Refusals that named another fault than the caller's, or neither the field nor its value.</summary>
public sealed class PreciseRefusalTests(YenteService yente) : IClassFixture<YenteService>
{
    private const string Known = """
        {"specversion":"1.0","id":"precise-1","source":"/p","type":"account.created","subject":"account:precise-other",
         "time":"2026-11-30T10:00:00Z","data":{}}
        """;

    /// <summary>A channel of null was taken for stated, and refused as "signup", which nobody sent.</summary>
    [Theory]
    [InlineData("signup")]
    [InlineData("login")]
    [InlineData("payment")]
    [InlineData("api_request")]
    public async Task A_channel_of_null_is_refused_where_it_stands(string action)
    {
        var (status, answer) = await SendAsync("/api/v1/decisions",
            $$$$"""{"action":"{{{{action}}}}","account":"a1","screening":{"channel":null,"subject":{"id":"a1","name":"Q O"}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(("$.screening.channel", "null"), (error.GetProperty("path").GetString(), error.GetProperty("value").GetString()));
        Assert.Contains("Leave the channel out", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_takes_no_screening_of_another_account()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/api/v1/events", Known, "application/cloudevents+json")).Status);
        var (status, answer) = await SendAsync("/api/v1/decisions",
            """{"action":"payment","account":"a1","screening":{"subject":{"id":"precise-other","name":"Quentin Oyelaran"}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("$.screening.subject.id", answer.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("""{"rung":4,"days":30,"ground":"abuse.coordination"}""", "$.rung", "4")]
    [InlineData("""{"rung":7,"days":30,"ground":"abuse.coordination"}""", "$.days", "30")] // The days of a termination were dropped.
    [InlineData("""{"rung":2,"days":400,"ground":"abuse.coordination"}""", "$.days", "400")]
    [InlineData("""{"rung":2,"ground":"abuse.coordination"}""", "$.days", null)]
    [InlineData("""{"rung":2,"days":30,"ground":"abuse.nothing"}""", "$.ground", "abuse.nothing")]
    [InlineData("""{"rung":2,"days":30,"ground":"abuse.coordination","facts":"f","row":"r"}""", "$.text", null)]
    [InlineData("""{"rung":2,"days":30,"ground":"abuse.coordination","text":"t","row":"r"}""", "$.facts", null)]
    [InlineData("""{"rung":2,"days":30,"ground":"abuse.coordination","text":"t","facts":"f","row":" "}""", "$.row", null)]
    [InlineData("""{"rung":"x"}""", "$.rung", null)]
    public void A_proposal_for_an_operation_is_refused_with_field_and_value(string body, string field, string? value)
    {
        var read = BodyJson.Read(Encoding.UTF8.GetBytes(body), NetworkWire.Json.OperationBody, out var wrong);
        var reach = new OperationReach([SubjectRef.Account("a")], ImmutableSortedDictionary<SubjectRef, string>.Empty);
        var refusal = read is null ? null : OperationRules.Problem(new OperationWish("c", (Rung)(read.Rung ?? 0), read.Days,
            read.Ground ?? "", read.Row ?? "", read.Facts ?? "", read.Text ?? "", new HashSet<SubjectRef>())
        { Once = "o" }, reach, EnforcementWorld.Ben, DateTimeOffset.UnixEpoch);
        Assert.Equal((field, value), refusal is null ? (wrong!.Path, wrong.Value) : (refusal.Field, refusal.Value));
        Assert.DoesNotContain("Words are missing", refusal?.Text ?? "", StringComparison.Ordinal);
    }

    /// <summary>The platform's own words for them named types of .NET.</summary>
    [Theory]
    [InlineData("/api/v1/risk/history?subject=account:a1&days=abc", "query days", "abc")]
    [InlineData("/api/v1/audit/records?from=x", "query from", "x")]
    [InlineData("/api/v1/audit/records?limit=1e3", "query limit", "1e3")]
    public async Task A_parameter_that_cannot_be_read_is_named_with_its_value(string path, string field, string value)
    {
        using var request = Officer(HttpMethod.Get, path);
        using var reply = await yente.Service.Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, text);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0];
        Assert.Equal((field, value), (error.GetProperty("path").GetString(), error.GetProperty("value").GetString()));
        Assert.DoesNotContain("Nullable", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":[]}""", "it is one JSON object")]
    [InlineData("""{"model":{"nmae":"x"}}""", "no field 'nmae'")]
    [InlineData("""{"model":{"name":1}}""", "$.name")]
    [InlineData("""{"model":{"harms":[{"harm":"nothing"}]}}""", "$.harms[0].harm")]
    public async Task A_model_that_is_none_is_refused_without_the_names_of_types(string body, string named)
    {
        using var request = Officer(HttpMethod.Post, "/api/v1/risk/models", "policy_manager");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await yente.Service.Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.BadRequest && text.Contains(named, StringComparison.Ordinal), text);
        Assert.DoesNotContain("Compliance.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    /// <summary>It said "Words are missing." and no more.</summary>
    [Fact]
    public async Task Stopping_the_ladder_without_a_reason_names_the_field()
    {
        using var request = Officer(HttpMethod.Post, "/api/v1/risk/ladder/stop");
        request.Content = new StringContent("""{"mode":"off"}""", Encoding.UTF8, "application/json");
        using var reply = await yente.Service.Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Equal("$.text", JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    /// <summary>It answered 200 with no actions, as for somebody without any.</summary>
    [Theory]
    [InlineData("/api/v1/actions?subject=account:nobody-at-all")]
    [InlineData("/api/v1/strikes?subject=account:nobody-at-all")]
    [InlineData("/api/v1/signals?subject=account:nobody-at-all")]
    [InlineData("/api/v1/risk?subject=account:nobody-at-all")]
    public async Task Whoever_asks_about_a_subject_that_nobody_knows_is_told_so(string path)
    {
        using var request = Officer(HttpMethod.Get, path);
        using var reply = await yente.Service.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("Nothing is known of this subject", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Officer(HttpMethod method, string path, string role = "approver")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", role);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string path, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await yente.Service.Http.PostAsync(path, content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
