using Compliance.Functions.Networks;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Tests.Records;

namespace Compliance.Functions.Tests.Networks;

/// <summary>What a run found of an account raised its score, but the ladder looked only when something else happened to it.</summary>
public sealed class NetworkLadderTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_ladder_looks_at_whom_a_run_links_and_at_nobody_else_and_once()
    {
        var ladder = _host.Get<LadderRows>();
        var events = NetworkWorld.RingEvents(_host, ring: 12, strangers: 2);
        await NetworkWorld.RunAsync(_host, events);
        var due = await ladder.DueAsync(_host.Time.GetUtcNow(), held: false, default);
        Assert.Equal(Enumerable.Range(0, 12).Select(member => $"account:ring-{member:00}"),
            due.Select(one => one.Due.Subject.ToString()).Order(StringComparer.Ordinal));

        foreach (var (_, row) in due)
        {
            await ladder.DoneAsync(row, default);
        }

        await _host.Get<NetworkRunner>().RunAsync(default);
        Assert.Empty(await ladder.DueAsync(_host.Time.GetUtcNow(), held: true, default));
    }
}
