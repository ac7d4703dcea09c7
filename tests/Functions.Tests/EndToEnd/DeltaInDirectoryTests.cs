using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Supply;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>The running service, from a delta that is put beside its whole file to the answer of a screening; and one that is cut off, after
/// which the list stays as it was.</summary>
public sealed class DeltaInDirectoryTests
{
    private const string Newcomer =
        """{"subject":{"id":"acct_9","type":"individual","name":"Amadou Zwillichar","birthDate":"1961"}}""";

    [Fact]
    public async Task A_delta_is_in_use_as_it_is_put_there_and_one_that_is_cut_off_changes_nothing()
    {
        var lists = Directory.CreateTempSubdirectory("compliance-test-").FullName;
        var whole = Entity("p-1", "Ottoline Brinmorax");
        Write("entities.ftm.json", whole);
        Write("index.json", $"{{\"version\":\"20260101000000-aaa\",\"updated_at\":\"2026-01-01T00:00:00\","
            + $"\"resources\":[{{\"name\":\"entities.ftm.json\",\"size\":{whole.Length}}}]}}");
        await using var service = await RunningService.StartReadyAsync(replace: services =>
        {
            services.RemoveAll<IListSupply>();
            services.AddSingleton<IListSupply>(provider =>
                new DirectorySupply(lists, TimeSpan.FromMilliseconds(50), new RawFiles(provider.GetRequiredService<IBlobStore>()),
                TimeProvider.System));
        });
        Assert.Equal("allow", (await service.ScreenAsync(Newcomer)).Decision);

        Write("entities.delta.20260102000000-bbb.json", $"{{\"op\":\"ADD\",\"entity\":{Entity("p-2", "Amadou Zwillichar")}}}");
        Write("delta.json", """{"versions":{"20260101000000-aaa":"x","20260102000000-bbb":"x"}}""");
        await Eventually.TrueAsync(async () => (await service.ScreenAsync(Newcomer)).Decision != "allow", "the newcomer is found");
        var entity = await service.GetAsync("/api/yente/entities/p-2");
        Assert.Equal("Amadou Zwillichar", entity.Json.GetProperty("caption").GetString());

        Write("entities.delta.20260103000000-ccc.json", """{"op":"DEL","entity":{"id":"p-2"}}""" + "\n{\"op\":\"DEL\",\"ent");
        Write("delta.json", """{"versions":{"20260101000000-aaa":"x","20260102000000-bbb":"x","20260103000000-ccc":"x"}}""");
        await Eventually.TrueAsync(async () => (await service.GetAsync("/api/v1/lists")).Text.Contains("cut off", StringComparison.Ordinal),
            "the reason is shown");
        Assert.NotEqual("allow", (await service.ScreenAsync(Newcomer)).Decision);
        Directory.Delete(lists, recursive: true);

        void Write(string name, string text) => File.WriteAllText(Path.Combine(lists, name), text);
    }

    private static string Entity(string id, string name) => $"{{\"id\":\"{id}\",\"schema\":\"Person\",\"target\":true,"
        + $"\"properties\":{{\"name\":[\"{name}\"],\"birthDate\":[\"1961\"],\"topics\":[\"sanction\"]}}}}";
}
