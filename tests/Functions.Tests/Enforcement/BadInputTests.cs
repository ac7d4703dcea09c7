using System.Globalization;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Tests.Console;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>A service that all bad input of a class is sent to.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public ConsoleHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ConsoleHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

/// <summary>
/// The common contract of every room, over HTTP: duplicates, reordered and replayed commands, stale versions, another tenant's ids, wrong
/// kinds of ids, unknown words, moments that cannot be, sizes over the limit, hidden characters, ids that differ by case.
/// </summary>
public sealed class BadInputTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Grounds = "\"grounds\":[{\"code\":\"abuse.evasion\",\"row\":\"r\",\"facts\":\"f\"}]";

    [Theory]
    [InlineData("/api/v1/actions", "{S,R,U,G,'unknown':1}", 400, "$.unknown")]
    [InlineData("/api/v1/actions", "{'subject':'tenant:x',R,U,G}", 400, "$.subject")]
    [InlineData("/api/v1/actions", "{'subject':'account:a/b',R,U,G}", 400, "$.subject")]
    [InlineData("/api/v1/actions", "{'subject':'instrument:4111111111111111',R,U,G}", 400, "$.subject")]
    [InlineData("/api/v1/actions", "{'subject':'ip_prefix:10.0.0.0/8',R,U,G}", 400, "$.subject")]
    [InlineData("/api/v1/actions", "{S,R,U,G,'reach':'everybody'}", 400, "$.reach")]
    [InlineData("/api/v1/actions", "{S,R,U,G,'origin':'automatic'}", 400, "$.origin")]
    [InlineData("/api/v1/actions", "{S,R,U,G,'from':'2019-12-31T23:59:59Z'}", 400, "bad_moment")]
    [InlineData("/api/v1/actions", "{S,R,G,'until':'2026-01-01'}", 400, "bad_moment")]
    [InlineData("/api/v1/actions", "{S,R,G,'until':'2199-01-01'}", 400, "duration_over_limit")]
    [InlineData("/api/v1/actions", "{S,'rung':8,U,G}", 400, "bad_parameters")]
    [InlineData("/api/v1/actions", "{S,'rung':-1,U,G}", 400, "bad_parameters")]
    [InlineData("/api/v1/actions", "{S,'rung':'six',U,G}", 400, "$.rung")]
    [InlineData("/api/v1/actions", "{S,'rung':3,U,G}", 400, "bad_parameters")]
    [InlineData("/api/v1/actions", "{S,'rung':3,'limits':{'requestsPerMinute':-1},U,G}", 400, "bad_parameters")]
    [InlineData("/api/v1/actions", "{S,'rung':4,'denied':{'models':[null]},U,G}", 400, "$.denied.models[0]")]
    [InlineData("/api/v1/actions", "{S,R,U,'grounds':[]}", 400, "no_ground")]
    [InlineData("/api/v1/actions", "{S,R,U,'grounds':[{'code':'abuse.evasion','row':'r'}]}", 400, "$.grounds[0].facts")]
    [InlineData("/api/v1/actions", "{S,R,U,G,'text':'a\\u202eb'}", 400, "bad_text")]
    [InlineData("/api/v1/actions", "{S,R,U,G,'text':'a\\u0000b'}", 400, "bad_text")]
    [InlineData("/api/v1/actions", "{'subject':'account:BAD-1',R,U,G}", 404, "unknown_subject")]
    [InlineData("/api/v1/actions", "{'subject':'account:b\\u0430d-1',R,U,G}", 400, "$.subject")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c','points':0,'until':'LATER'}", 400, "bad_parameters")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c','points':101,'until':'LATER'}", 400, "bad_parameters")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c','points':1,'until':'2026-01-01'}", 400, "bad_moment")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c','points':1,'from':'LATER','until':'LATER'}", 400, "bad_moment")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c\\u200e','points':1,'until':'LATER'}", 400, "bad_text")]
    [InlineData("/api/v1/strikes", "{S,'clause':'c','points':1}", 400, "$.until")]
    [InlineData("/api/v1/strikes", "{S,'points':1,'until':'LATER'}", 400, "$.clause")]
    [InlineData("/api/v1/strikes", "{'subject':'account:nobody','clause':'c','points':1,'until':'LATER'}", 404, "unknown_subject")]
    [InlineData("/api/v1/strikes/str_1/void", "{'text':'x'}", 404, "")]
    [InlineData("/api/v1/signals/sig_1/retract", "{S,'text':'x'}", 404, "not_found")]
    [InlineData("/api/v1/signals/sig_1/retract", "{'text':'x'}", 400, "$.subject")]
    [InlineData("/api/v1/subjects/merges", "{S,'into':'api_key:bad-k','text':'x'}", 400, "wrong_kind")]
    [InlineData("/api/v1/subjects/merges", "{S,'into':'account:bad-1','text':'x'}", 400, "wrong_kind")]
    [InlineData("/api/v1/subjects/merges", "{S,'into':'account:nobody','text':'x'}", 404, "unknown_subject")]
    [InlineData("/api/v1/subjects/merges", "{S,'into':'account:bad-2','text':' '}", 400, "bad_text")]
    [InlineData("/api/v1/subjects/merges/mrg_1/undo", "{'text':'x'}", 404, "")]
    [InlineData("/api/v1/leads",
        "{'source':'detector','externalId':'1','ground':'abuse.evasion','text':'t','severity':3}", 400, "$.source")]
    [InlineData("/api/v1/leads", "{'source':'hunt','externalId':'1','ground':'nothing','text':'t','severity':3}", 400, "$.ground")]
    [InlineData("/api/v1/leads", "{'source':'hunt','externalId':'1','ground':'abuse.evasion','text':'t','severity':6}", 400, "$.severity")]
    [InlineData("/api/v1/leads",
        "{'source':'hunt','externalId':'1','ground':'abuse.evasion','text':'t\\u2066','severity':3}", 400, "$.text")]
    [InlineData("/api/v1/leads/led_00000000000000000000000000000000/claim", "{}", 404, "")]
    [InlineData("/api/v1/decisions", "{'action':'payment','account':'bad-1','facts':[1]}", 400, "$.facts")]
    [InlineData("/api/v1/decisions", "{'action':'payment','account':'bad-1','facts':'x'}", 400, "$.facts")]
    [InlineData("/api/v1/decisions",
        "{'action':'signup','account':'bad-1','screening':{'channel':'signup'}}", 400, "\"$.screening.subject")]
    [InlineData("/api/v1/decisions", "{'action':'signup','account':'bad-1','screening':[]}", 400, "\"$.screening\"")]
    [InlineData("/api/v1/standings/acks", "{S,'version':1}", 400, "$.surface")]
    [InlineData("/api/v1/standings/acks", "{S,'version':99,'surface':'router'}", 404, "not_found")]
    [InlineData("/api/v1/standings/acks", "{S,'version':1,'surface':'router','appliedAt':'2199-01-01'}", 400, "bad_moment")]
    [InlineData("/api/v1/standings/acks", "{S,'version':1,'surface':'router','appliedAt':'2019-01-01'}", 400, "bad_moment")]
    public async Task What_cannot_be_is_refused_with_its_path_or_its_reason(string path, string body, int status, string named)
    {
        await KnownAsync();
        var (code, answer) = await SendAsync(path, Written(body));
        Assert.True(status == code, $"{code}: {answer}");
        Assert.True(answer.Contains(named, StringComparison.Ordinal), answer);
        Assert.DoesNotContain("bad-1", answer, StringComparison.Ordinal); // No answer repeats an id.
    }

    [Fact]
    public async Task A_body_over_the_limit_a_missing_key_and_a_field_that_stands_twice_are_refused()
    {
        await KnownAsync();
        Assert.Equal(400, (await SendAsync("/api/v1/actions", new string(' ', 70_000) + "{}")).Status);
        Assert.Equal(400, (await SendAsync("/api/v1/strikes", Written("{S,'clause':'c','points':1,'until':'LATER'}"), key: "")).Status);
        Assert.Equal(400, (await SendAsync("/api/v1/strikes", Written("{S,S,'clause':'c','points':1,'until':'LATER'}"))).Status);
        Assert.Equal(400, (await SendAsync("/api/v1/strikes", Written("{S,'clause':'c','points':1,'until':'LATER'}"),
            key: new string('k', 201))).Status);
    }

    [Fact]
    public async Task A_strike_is_given_once_for_one_key_is_voided_by_its_id_and_a_stale_version_is_refused()
    {
        await KnownAsync();
        var body = Written("{'subject':'account:bad-2','clause':'c','points':4,'until':'LATER'}");
        var (first, again) = (await SendAsync("/api/v1/strikes", body, key: "s1"), await SendAsync("/api/v1/strikes", body, key: "s1"));
        Assert.Equal((201, 200), (first.Status, again.Status));
        var id = JsonDocument.Parse(first.Body).RootElement.GetProperty("id").GetString();
        Assert.Equal(id, JsonDocument.Parse(again.Body).RootElement.GetProperty("id").GetString());
        Assert.Equal(422, (await SendAsync("/api/v1/strikes", body.Replace("4", "5", StringComparison.Ordinal), key: "s1")).Status);
        Assert.Equal(4, await PointsAsync());
        Assert.Equal(409, (await SendAsync($"/api/v1/strikes/{id}/void", """{"text":"x","version":7}""")).Status);
        Assert.Equal(404, (await SendAsync($"/api/v1/strikes/{id!.ToUpperInvariant()}/void", """{"text":"x"}""")).Status);
        Assert.Equal(200, (await SendAsync($"/api/v1/strikes/{id}/void", """{"text":"the report was wrong"}""", key: "v1")).Status);
        Assert.Equal(200, (await SendAsync($"/api/v1/strikes/{id}/void", """{"text":"the report was wrong"}""", key: "v1")).Status);
        Assert.Equal(0, await PointsAsync());
        Assert.Contains("\"status\":\"void\"", await shared.Host.Client.GetStringAsync("/api/v1/strikes/" + id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_acknowledgement_that_comes_later_and_one_that_comes_twice_change_nothing()
    {
        await KnownAsync();
        foreach (var number in new[] { 1, 2 })
        {
            Assert.Equal(201, (await SendAsync("/api/v1/actions",
                $$"""{"subject":"api_key:bad-k","rung":1,"until":"{{Later}}",{{Grounds}},"text":"{{number}}"}""")).Status);
        }

        foreach (var version in new[] { 2, 1, 2 })
        {
            var ack = await SendAsync("/api/v1/standings/acks",
                $$"""{"subject":"api_key:bad-k","version":{{version}},"surface":"router"}""");
            Assert.Contains("\"upToDate\":true", ack.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("application/json", "[E]", 200)]
    [InlineData("application/json", "E", 200)]
    [InlineData("application/cloudevents+json", "E", 200)]
    [InlineData("application/xml", "E", 415)]
    public async Task Events_are_taken_as_plain_json_too_one_or_a_batch(string type, string body, int status)
    {
        var written = body.Replace("E", $$"""{"specversion":"1.0","id":"plain","source":"/t","type":"account.created","subject":"account:plain-1","time":"{{At}}","data":{} }""",
            StringComparison.Ordinal);
        using var content = new StringContent(written, Encoding.UTF8, type);
        using var answer = await shared.Host.Client.PostAsync("/api/v1/events", content);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Whose_end_user_it_is_and_how_an_id_is_written_matter()
    {
        await KnownAsync();
        Assert.Equal(409, await GetAsync("/api/v1/standing?key=bad-k&endUser=bad-2/u1")); // Another tenant's end user.
        Assert.Equal(400, await GetAsync("/api/v1/standing?endUser=u1"));
        Assert.Equal(400, await GetAsync("/api/v1/standing?subject=nobody"));
        Assert.Contains("\"known\":false", await shared.Host.Client.GetStringAsync("/api/v1/standing?key=BAD-K"), StringComparison.Ordinal);
        Assert.Contains("\"known\":true", await shared.Host.Client.GetStringAsync("/api/v1/standing?key=bad-k"), StringComparison.Ordinal);
        Assert.Equal(400, await GetAsync("/api/v1/standings?since=-1"));
        Assert.Equal(404, await GetAsync("/api/v1/subjects?ref=account:Bad-1"));
    }

    private async Task KnownAsync()
    {
        var events = string.Join(',', new[] { "bad-1", "bad-2" }.Select(account =>
            $$"""{"specversion":"1.0","id":"{{account}}","source":"/t","type":"account.created","subject":"account:{{account}}","time":"{{At}}","data":{} }""")
            .Append($$"""{"specversion":"1.0","id":"k","source":"/t","type":"api_key.created","subject":"api_key:bad-k","time":"{{At}}","data":{"account":"bad-1"} }"""));
        using var content = new StringContent($"[{events}]", Encoding.UTF8, "application/cloudevents-batch+json");
        using var answer = await shared.Host.Client.PostAsync("/api/v1/events", content);
        answer.EnsureSuccessStatusCode();
    }

    private string At => shared.Host.Clock.GetUtcNow().ToString("yyyy-MM-ddT00:00:00Z", CultureInfo.InvariantCulture);

    private string Later => shared.Host.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Written(string body) => body.Replace('\'', '"')
        .Replace("S,", "\"subject\":\"account:bad-1\",", StringComparison.Ordinal).Replace("R,", "\"rung\":6,", StringComparison.Ordinal)
        .Replace("U,", $"\"until\":\"{Later}\",", StringComparison.Ordinal).Replace("G}", Grounds + "}", StringComparison.Ordinal)
        .Replace("G,", Grounds + ",", StringComparison.Ordinal).Replace("LATER", Later, StringComparison.Ordinal);

    private async Task<int> PointsAsync() => JsonDocument.Parse(
        await shared.Host.Client.GetStringAsync("/api/v1/strikes?subject=account:bad-2")).RootElement.GetProperty("points").GetInt32();

    private async Task<int> GetAsync(string path)
    {
        using var answer = await shared.Host.Client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, string Body)> SendAsync(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Officer", "ben");
        request.Headers.Add("X-Officer-Role", "approver");
        if (key != "")
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        }

        using var answer = await shared.Host.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
