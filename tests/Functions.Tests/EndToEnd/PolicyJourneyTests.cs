using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Policies;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Console;
using Compliance.Lists.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A policy from its draft to what it decides, and a request from its first try through a refusal, on the real service.</summary>
public sealed class PolicyJourneyTests : IAsyncLifetime
{
    private const string Terms = "/api/v1/policies/provider-terms";
    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        // Something was reported of the key, so it is known that it names nobody.
        var counters = new FeatureCounters();
        counters.Add("api_key.created", 1, _host.Clock.GetUtcNow());
        await _host.Services.GetRequiredService<IRecordStore>().CommitAsync(EnforcementRows.Table, SubjectRef.Parse("api_key:k1").Key,
            [CounterStore.Row(EnforcementRows.Counters, counters)], default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_version_of_the_terms_decides_routes_once_two_people_published_it()
    {
        Assert.Equal(["claude", "gpt"], await EligibleAsync(Request()));
        var stricter = ProviderTerms.Text + "\nrow house.no_claude provider=anthropic kind=use then=block\nwhen key_kind in (byok, "
            + "platform, resold)\n"
            + "unknown block\nbasis \"House rule\" §1 checked 2026-11-30\n";
        var check = await DoneAsync("/api/v1/policies/check", "mia", "policy-manager", new { text = "row A then=allow" });
        Assert.Contains("No row allows", check.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        await DoneAsync(Terms + "/versions", "mia", "policy-manager", new { text = stricter });
        await DoneAsync(Terms + "/versions/1/propose", "mia", "policy-manager", new { });
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Terms + "/versions/1/approve", "mia", "approver", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Terms + "/versions/1/activate", "mia", "policy-manager", new { })).Status);
        await DoneAsync(Terms + "/versions/1/approve", "ben", "approver", new { });
        var refused = await SendAsync(Terms + "/versions/1/activate", "mia", "policy-manager", new { });
        Assert.Equal("backtest_too_old", refused.Body.GetProperty("code").GetString());
        var tried = await DoneAsync(Terms + "/versions/1/backtest", "mia", "policy-manager",
            """{"at":"2026-01-01T00:00:00Z","asOf":"2026-01-01T00:00:00Z","values":{"key_kind":"byok"},"outcome":"good"}""");
        Assert.Equal(1, tried.GetProperty("cases").GetInt32());
        var active = await DoneAsync(Terms + "/versions/1/activate", "mia", "policy-manager", new { });
        Assert.Equal(1, active.GetProperty("active").GetInt32());
        Assert.Equal(["gpt"], await EligibleAsync(Request()));

        var looser = await SendAsync(Terms + "/tighten", "mia", "policy-manager", new { text = ProviderTerms.Text });
        Assert.Equal((HttpStatusCode.Forbidden, "needs_second_person"), (looser.Status, looser.Body.GetProperty("code").GetString()));
        var tighter = await DoneAsync(Terms + "/tighten", "mia", "policy-manager",
            new { text = stricter.Replace("provider=anthropic kind=use then=block", "kind=use then=block", StringComparison.Ordinal) });
        Assert.Equal("active", tighter.GetProperty("versions")[1].GetProperty("status").GetString());
        Assert.NotEqual(JsonValueKind.Undefined, tighter.GetProperty("versions")[1].GetProperty("diesAt").ValueKind);
        Assert.Empty(await EligibleAsync(Request()));
        var diff = await GetAsync(Terms + "/diff?from=1&to=2");
        Assert.Equal(0, diff.GetProperty("loosened").GetInt64());
        Assert.Contains("\"hash\"", (await GetAsync(Terms + "/versions/1")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_provider_refused_goes_to_no_other_and_the_token_belongs_to_its_request()
    {
        var first = await AskAsync(Request());
        Assert.Equal(2, first.Body.GetProperty("eligible").GetArrayLength());
        var token = first.Body.GetProperty("token").GetString();
        var retry = await AskAsync(Request(token, ["cyber"]));
        Assert.Equal(0, retry.Body.GetProperty("eligible").GetArrayLength());
        Assert.All(retry.Body.GetProperty("excluded").EnumerateArray(), one
            => Assert.Equal("platform.refused", one.GetProperty("row").GetString()));
        // The ground stays although the next retry does not repeat it.
        var later = await AskAsync(Request(retry.Body.GetProperty("token").GetString()));
        Assert.Equal(0, later.Body.GetProperty("eligible").GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(Request(token, residence: "FR"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(Request(token + "x"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(new { candidates = Array.Empty<object>() })).Status);
    }

    [Fact]
    public async Task Controls_narrow_are_refused_where_they_widen_and_their_decisions_are_exported()
    {
        await PutAsync("/api/v1/controls/org-1/organisation/org-1", new { providers = new[] { "openai" } }, HttpStatusCode.OK);
        var widening = await PutAsync("/api/v1/controls/org-1/key/k1", new { providers = new[] { "openai", "anthropic" } },
            HttpStatusCode.Conflict);
        Assert.Contains("anthropic", widening.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["gpt"], await EligibleAsync(Request(organisation: "org-1")));
        await PutAsync("/api/v1/controls/org-1/key/k1", new { models = Array.Empty<string>() }, HttpStatusCode.OK);
        Assert.Empty(await EligibleAsync(Request(organisation: "org-1")));
        var day = _host.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/controls/org-1/decisions?day={day}");
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", "analyst");
        using var answer = await _host.Client.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("controls.models", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platforms_policy_joins_decisions_and_one_in_the_shadow_is_counted()
    {
        const string Platform = "/api/v1/policies/platform";
        string Text(int limit) => "feature action enum signup, login, payment, api_request, key_create, model_access\n"
            + "feature age_days integer 0..40000\nfeature rung integer 0..7\n"
            + $"row young then=review\nwhen action = payment and age_days < {limit}\nunknown review\nbasis \"House rule\" checked "
                + $"2026-11-30\n";
        async Task PublishAsync(int version, int limit, string last)
        {
            await DoneAsync(Platform + "/versions", "mia", "policy_manager", new { text = Text(limit) });
            await DoneAsync($"{Platform}/versions/{version}/propose", "mia", "policy_manager", new { });
            await DoneAsync($"{Platform}/versions/{version}/approve", "ben", "approver", new { });
            await DoneAsync($"{Platform}/versions/{version}/backtest", "mia", "policy_manager", "");
            await DoneAsync($"{Platform}/versions/{version}/{last}", "mia", "policy_manager", new { });
        }

        await PublishAsync(1, 7, "activate");
        await PublishAsync(2, 30, "shadow");
        var young = await DecideAsync(new { age_days = 3 });
        Assert.Contains("policy.young", young.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        var old = await DecideAsync(new { age_days = 20, rung = 7 });
        Assert.DoesNotContain("policy.young", old.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("policy.young", (await DecideAsync(new { })).GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        var shadow = (await GetAsync(Platform + "/versions/2")).GetProperty("shadow");
        Assert.Equal((3, 1), (shadow.GetProperty("cases").GetInt32(), shadow.GetProperty("changed").GetInt32()));

        // What was known each time is kept, so the version is tried on it: the same differences, and nothing that the caller may not state.
        var cases = _host.Services.GetRequiredService<PolicyCaseStore>();
        await cases.FlushAsync();
        var day = $"{_host.Clock.GetUtcNow():yyyy-MM-dd}";
        var stored = await DoneAsync($"{Platform}/versions/2/backtest?from={day}&to={day}", "mia", "policy_manager", "");
        Assert.Equal((3, 1, 0), (stored.GetProperty("cases").GetInt32(), stored.GetProperty("changed").GetInt32(),
            stored.GetProperty("refused").GetInt32()));
        var row = stored.GetProperty("rows")[0];
        Assert.Equal((2, 1), (row.GetProperty("fired").GetInt32(), row.GetProperty("undecided").GetInt32()));
        var lines = new List<string>();
        await foreach (var line in cases.ReadAsync(DateOnly.ParseExact(day, "yyyy-MM-dd"), DateOnly.MaxValue, default))
        {
            lines.Add(line);
        }

        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain("\"rung\":7", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("a1", line, StringComparison.Ordinal));
        foreach (var (query, body) in new[] { ($"from={day}", ""), ("from=2026-02-02&to=2026-02-01", ""), ($"from={day}&to={day}", "{}"),
            ("from=2020-01-01&to=2026-01-01", "") })
        {
            Assert.Equal(HttpStatusCode.BadRequest,
                (await SendAsync($"{Platform}/versions/2/backtest?{query}", "mia", "policy_manager", body)).Status);
        }

        // The same from the console.
        using (var mia = await _host.SignInAsync("mia", "policy-manager"))
        {
            var token = ConsoleHost.TokenOf(await mia.GetStringAsync("/app/policies/platform/2"));
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token.Value), token.Key },
                { new StringContent(day), "from" },
                { new StringContent(day), "to" },
            };
            using var tried = await mia.PostAsync("/app/policies/platform/2/backtest", form);
            Assert.Contains("1 of 3 cases", await tried.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // On trial for everybody it decides.
        await DoneAsync(Platform + "/versions/2/shadow", "mia", "policy_manager", new { permille = 1000 });
        Assert.Contains("policy.young", (await DecideAsync(new { age_days = 20 })).GetProperty("reasons").GetRawText(),
            StringComparison.Ordinal);
        await cases.FlushAsync();
        Assert.Equal((0, 4), (await cases.PruneAsync(_host.Clock.GetUtcNow(), default),
            await cases.PruneAsync(_host.Clock.GetUtcNow().AddDays(PolicyCaseStore.KeptDays + 1), default)));
        using var ben = await _host.SignInAsync("ben", "approver");
        var page = await ben.GetStringAsync("/app/policies/platform/2");
        Assert.Contains("Can be published", page, StringComparison.Ordinal);
        Assert.Contains("Against the version that decides", page, StringComparison.Ordinal);
        Assert.Contains("Version 2", await ben.GetStringAsync("/app/policies/platform"), StringComparison.Ordinal);
        Assert.Contains("the refusal is routed around", await PostFormAsync(ben, "/app/reachability", new("setup", """
            {"model_list": [{"model_name": "a", "litellm_params": {"model": "openai/gpt-5"}},
                {"model_name": "b", "litellm_params": {"model": "anthropic/claude-x"}}],
             "router_settings": {"fallbacks": [{"a": ["b"]}]}}
            """)), StringComparison.Ordinal);
    }

    private static async Task<string> PostFormAsync(HttpClient client, string path, KeyValuePair<string, string> field)
    {
        using var form = new FormUrlEncodedContent([ConsoleHost.TokenOf(await client.GetStringAsync(path)), field]);
        using var answer = await client.PostAsync(path, form);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<JsonElement> DecideAsync(object facts)
    {
        using var answer = await _host.Client.PostAsJsonAsync("/api/v1/decisions", new { action = "payment", account = "a1", facts },
            JsonSerializerOptions.Web);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static object Request(string? token = null, string[]? refusedOn = null, string residence = "US", string? organisation = null)
        => new
        {
            key = "k1",
            organisation,
            origin = new { residence, parts = Array.Empty<string>(), owners = Array.Empty<object>() },
            keyKind = "platform",
            userAge = 30,
            use = Array.Empty<string>(),
            dataClass = "public",
            linkedToSuspended = false,
            creditFromSuspended = false,
            token,
            refusedOn,
            candidates = new object[]
        {
            new { id = "claude", provider = "anthropic", model = "claude-x", zeroRetention = true, retentionDays = 0, distillable = false },
            new { id = "gpt", provider = "openai", model = "gpt-5", zeroRetention = true, retentionDays = 0, distillable = false },
        },
        };

    private async Task<string[]> EligibleAsync(object request)
    {
        var answer = await AskAsync(request);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body.GetRawText());
        return [.. answer.Body.GetProperty("eligible").EnumerateArray().Select(one => one.GetString()!)];
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(object body)
    {
        using var answer = await _host.Client.PostAsJsonAsync("/api/v1/routes/eligible", body, JsonSerializerOptions.Web);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<JsonElement> DoneAsync(string path, string officer, string role, object body)
    {
        var (status, answer) = await SendAsync(path, officer, role, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {answer.GetRawText()}");
        return answer;
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, string officer, string role, object body)
        => SendAsync(HttpMethod.Post, path, officer, role, body);

    private async Task<JsonElement> PutAsync(string path, object body, HttpStatusCode expected)
    {
        var (status, answer) = await SendAsync(HttpMethod.Put, path, "ana", "analyst", body);
        Assert.True(status == expected, $"{path}: {status} {answer.GetRawText()}");
        return answer;
    }

    private async Task<JsonElement> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, "mia", "policy-manager", null)).Body;

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string officer, string role,
        object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/x-ndjson"),
            _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        request.Headers.Add("X-Officer", officer);
        request.Headers.Add("X-Officer-Role", role);
        using var answer = await _host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
