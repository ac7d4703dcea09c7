using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Routing;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Regressions;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Routing;

/// <summary>Faults of routes, controls and the addresses of policies that a review found, each with the input that showed it.</summary>
public sealed class RouteFaultTests(RouteFaultTests.World fixture) : IClassFixture<RouteFaultTests.World>
{
    private static readonly SubjectRef Key = SubjectRef.Parse("api_key:k-erased");

    private ConsoleHost Host => fixture.Host;

    [Fact]
    public async Task A_key_that_names_thousands_of_end_users_is_looked_at_and_one_of_nobody_is_not_known()
    {
        var key = SubjectRef.Parse("api_key:k-rotates");
        var counters = new FeatureCounters();
        foreach (var number in Enumerable.Range(0, 8000))
        {
            counters.AddDistinct("usage.end_users", "u" + number, Host.Clock.GetUtcNow().AddHours(-1));
        }

        await Records.CommitAsync(EnforcementRows.Table, key.Key, [CounterStore.Row(EnforcementRows.Counters, counters)], default);
        // Who changes keys is still one account.
        await Records.CommitAsync(EnforcementRows.Table, SubjectRef.Account("a-rotates").Key,
            [CounterStore.Row(EnforcementRows.Counters, counters)], default);
        await SeenAsync("k-quiet");
        Assert.Equal(["platform.rotation"], await ExcludedAsync(Request("k-rotates")));
        Assert.Equal(["platform.rotation"], await ExcludedAsync(Request("k-quiet", "u1", account: "a-rotates")));
        Assert.Empty(await ExcludedAsync(Request("k-quiet")));
        // Of whom nothing was ever reported, nothing is known: that was taken for no end user.
        Assert.Equal(["platform.rotation"], await ExcludedAsync(Request("k-never-seen")));
        // Before, nothing was counted for anybody, and whoever named no key was taken for one with no end user.
        Assert.NotEmpty(await ExcludedAsync(Request(null)));
    }

    [Fact]
    public async Task Decisions_name_nobody_in_plain_words_forget_who_is_erased_and_go_after_their_time()
    {
        var request = Request("k-secret", "person-7", "org-p");
        await ExcludedAsync(request);
        await ExcludedAsync(Request("k-secret", "person-8", "org-p"));
        var lines = await ExportAsync("org-p");
        Assert.DoesNotContain(lines, line => line.Contains("person-", StringComparison.Ordinal)
            || line.Contains("k-secret", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("\"endUser\"", line, StringComparison.Ordinal));
        var store = Host.Services.GetRequiredService<RouteDecisionStore>();
        var person = SubjectRef.EndUser("a1", "person-7");
        Assert.True(await store.NamesAsync(person, default));
        foreach (var officer in new[] { "ben", "eve" })
        {
            await Host.DoneAsync(HttpMethod.Post, "/api/v1/subjects/erasures", officer, "approver",
                new { subject = person.ToString(), reason = "asked to be forgotten" });
        }

        Assert.False(await store.NamesAsync(person, default));
        lines = await ExportAsync("org-p");
        Assert.Equal((2, 1), (lines.Length, lines.Count(line => line.Contains("\"endUser\"", StringComparison.Ordinal))));

        var now = Host.Clock.GetUtcNow();
        Assert.Equal(0, await store.PruneAsync(now.AddDays(RouteDecisionStore.KeptDays), onlyLook: false, default));
        Assert.Equal(2, await store.PruneAsync(now.AddDays(RouteDecisionStore.KeptDays + 1), onlyLook: false, default));
        Assert.Empty(await ExportAsync("org-p"));
        Assert.False(await store.NamesAsync(SubjectRef.EndUser("a1", "person-8"), default));
        Assert.Equal(0, await store.PruneAsync(now.AddDays(400), onlyLook: false, default));
    }

    /// <summary>An erasure of a key and its end users read every day once for each of them.</summary>
    [Fact]
    public async Task A_day_is_read_once_for_everybody_who_is_erased()
    {
        using var host = new RecordHost();
        var records = new CountingRecords(host.Get<IRecordStore>(), RouteDecisionStore.Table);
        var store = ActivatorUtilities.CreateInstance<RouteDecisionStore>(host.Services, records);
        SubjectRef[] people = [.. Enumerable.Range(0, 20).Select(number => SubjectRef.EndUser("a1", "u" + number))];
        foreach (var (person, number) in people.Select((person, number) => (person, number)))
        {
            await store.KeepAsync("org", Line(host.Time.GetUtcNow(), "rte_" + number, store.ReferenceOf(Key), store.ReferenceOf(person)),
                default);
        }

        records.Reads = 0;
        await store.ForgetAsync([.. people[1..], Key], default);
        Assert.Equal(people.Length + 1, records.Reads);
        var day = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        var lines = await store.ReadAsync("org", day, default).ToListAsync();
        Assert.Equal((20, 0), (lines.Count, lines.Count(line => line.Key is not null)));
        Assert.Equal(store.ReferenceOf(people[0]), Assert.Single(lines, line => line.EndUser is not null).EndUser);
    }

    /// <summary>Another instance still remembered that it had noted somebody, who could then not be erased a second time.</summary>
    [Fact]
    public async Task Who_comes_again_after_an_erasure_is_found_whichever_instance_kept_it()
    {
        using var host = new RecordHost(("COMPLIANCE_SECRET", Convert.ToBase64String(new byte[32])));
        var stores = new[] { 0, 1 }.Select(_ => ActivatorUtilities.CreateInstance<RouteDecisionStore>(host.Services)).ToArray();
        foreach (var (store, number) in stores.Append(stores[1]).Select((store, number) => (store, number)))
        {
            await store.KeepAsync("org", Line(host.Time.GetUtcNow(), "rte_" + number, store.ReferenceOf(Key), null), default);
            Assert.True(await stores[0].NamesAsync(Key, default));
            await (number > 0 ? stores[0].ForgetAsync([Key], default) : Task.CompletedTask);
            Assert.Equal(number == 0, await stores[0].NamesAsync(Key, default));
        }
    }

    /// <summary>Decisions from before references were never found again.</summary>
    [Fact]
    public async Task Decisions_of_an_earlier_build_lose_their_ids_and_go_after_their_time()
    {
        using var host = new RecordHost(("COMPLIANCE_SECRET", Convert.ToBase64String(new byte[32])));
        var (store, records, now) = (host.Get<RouteDecisionStore>(), host.Get<IRecordStore>(), host.Time.GetUtcNow());
        await store.KeepAsync("org", Line(now, "rte_9", store.ReferenceOf(Key), null), default);
        foreach (var (at, key) in new[] { (now, new string('a', 32)), (now, "k-plain"), (now.AddDays(-9), "k-plain") })
        {
            var line = Line(at, "rte_" + key, key, "person-7");
            await records.CommitAsync(RouteDecisionStore.Table, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{CommandKey.Hash("org")[..32]}-{at:yyyyMMdd}"),
                [new RecordOperation.Put(line.Id, JsonSerializer.Serialize(line, RouteWire.Json.RouteDecisionLine))], default);
        }

        Assert.Equal(0, await store.PruneAsync(now, onlyLook: false, default));
        var lines = await store.ReadAsync("org", DateOnly.FromDateTime(now.UtcDateTime), default).ToListAsync();
        Assert.Equal((3, store.ReferenceOf(Key)), (lines.Count, Assert.Single(lines, line => line.Key is not null).Key));
        Assert.All(lines, line => Assert.Null(line.EndUser));
        Assert.Equal(1, await store.PruneAsync(now.AddDays(RouteDecisionStore.KeptDays - 5), onlyLook: false, default));
        Assert.Equal(3, await store.PruneAsync(now.AddDays(RouteDecisionStore.KeptDays + 1), onlyLook: false, default));
    }

    [Fact]
    public async Task An_address_in_other_letters_is_the_same_command()
    {
        await Host.DoneAsync(HttpMethod.Post, "/api/v1/policies/platform/versions", "mia", "policy-manager", new
        {
            text = "feature age_days integer 0..9\nrow a then=review\nwhen age_days < 3\nunknown review\nbasis \"House rule\" checked "
                + "2026-11-30\n",
        });
        var (status, body) = await Host.SendAsync(HttpMethod.Post, "/api/v1/policies/platform/versions/1/Propose", "mia", "policy-manager",
            new { });
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }

    [Fact]
    public async Task What_is_in_force_for_a_key_holds_what_the_organisation_narrows()
    {
        await Host.DoneAsync(HttpMethod.Put, "/api/v1/controls/org-e/organisation/org-e", "ana",
            body: new { providers = new[] { "openai" } });
        var set = await Host.DoneAsync(HttpMethod.Put, "/api/v1/controls/org-e/key/k1", "ana", body: new { zeroRetention = true });
        Assert.Equal("openai", set.GetProperty("effective").GetProperty("providers")[0].GetString());
        var listed = (await Host.DoneAsync(HttpMethod.Get, "/api/v1/controls/org-e", "ana")).GetProperty("controls").EnumerateArray()
            .Single(one => one.GetProperty("scope").GetString() == "key");
        Assert.Equal("openai", listed.GetProperty("effective").GetProperty("providers")[0].GetString());
        Assert.False(listed.GetProperty("own").TryGetProperty("providers", out _));
    }

    private static RouteDecisionLine Line(DateTimeOffset at, string id, string? key, string? user)
        => new(id, at, "policy", key, user, [], [], [], []);

    // Something was reported of it, so it is known that it named nobody.
    private async Task SeenAsync(string key)
    {
        var counters = new FeatureCounters();
        counters.Add("api_key.created", 1, Host.Clock.GetUtcNow());
        await Records.CommitAsync(EnforcementRows.Table, SubjectRef.Parse("api_key:" + key).Key,
            [CounterStore.Row(EnforcementRows.Counters, counters)], default);
    }

    private IRecordStore Records => Host.Services.GetRequiredService<IRecordStore>();

    private async Task<string[]> ExcludedAsync(object request)
    {
        using var answer = await Host.Client.PostAsJsonAsync("/api/v1/routes/eligible", request, JsonSerializerOptions.Web);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return [.. body.GetProperty("excluded").EnumerateArray().Select(one => one.GetProperty("row").GetString()!)];
    }

    private async Task<string[]> ExportAsync(string organisation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"/api/v1/controls/{organisation}/decisions?day={Host.Clock.GetUtcNow():yyyy-MM-dd}"));
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", "analyst");
        using var answer = await Host.Client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static object Request(string? key, string? endUser = null, string? organisation = null, string? account = null) => new
    {
        account = endUser is null ? null : account ?? "a1",
        key,
        endUser,
        organisation,
        origin = new { residence = "US", parts = Array.Empty<string>(), owners = Array.Empty<object>() },
        keyKind = "platform",
        userAge = 30,
        use = Array.Empty<string>(),
        dataClass = "public",
        linkedToSuspended = false,
        creditFromSuspended = false,
        candidates = new[]
            { new { id = "claude", provider = "anthropic", model = "claude-x", zeroRetention = true, retentionDays = 0,
            distillable = false } },
    };

    /// <summary>One service for all of them.</summary>
    public sealed class World : IAsyncLifetime
    {
        public ConsoleHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await ConsoleHost.StartAsync();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
