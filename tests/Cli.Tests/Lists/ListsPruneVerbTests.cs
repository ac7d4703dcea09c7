using System.Text.Json;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Watchlists.Links;

namespace Compliance.Cli.Tests.Lists;

public sealed class ListsPruneVerbTests : IDisposable
{
    private static readonly string Past = new string('a', 64) + "-linking-1-build.json";
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_command_says_what_would_go_and_removes_it_only_where_it_is_not_a_look()
    {
        await _host.Get<IBlobStore>().PutIfAbsentAsync(PartyLinks.Container, Past, new MemoryStream([1, 2, 3]), default);
        Assert.Equal((0, 1), Counts(await RunAsync("lists", "prune")));
        _host.Time.Advance(CorpusPruning.UnneededFor);

        var looked = await RunAsync("lists", "prune", "--look");
        Assert.Equal((1, 0), Counts(looked));
        Assert.Equal("partylinks/" + Past, looked.GetProperty("files")[0].GetString());
        Assert.Equal(3, looked.GetProperty("bytes").GetInt32());
        Assert.Empty(looked.GetProperty("versions").EnumerateArray());
        Assert.NotNull(await _host.Get<IBlobStore>().OpenAsync(PartyLinks.Container, Past, default));

        Assert.Equal((1, 0), Counts(await RunAsync("lists", "prune")));
        Assert.Null(await _host.Get<IBlobStore>().OpenAsync(PartyLinks.Container, Past, default));
    }

    private async Task<JsonElement> RunAsync(params string[] args)
    {
        var (code, output) = await _host.RunAsync(args);
        Assert.Equal(0, code);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }

    private static (int Files, int Waiting) Counts(JsonElement run)
        => (run.GetProperty("files").GetArrayLength(), run.GetProperty("waitingStates").GetInt32());
}
