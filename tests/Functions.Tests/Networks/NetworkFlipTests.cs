using Compliance.EnforcementCore.Networks;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>A generation that was not put in force leaves nothing behind.</summary>
public sealed class NetworkFlipTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_erasure_before_the_first_run_ends_keeps_that_run_out_of_force()
    {
        var (generations, next, bytes) = Next();
        await generations.ForgetAsync(default);
        Assert.False(await generations.FlipAsync(next, bytes, null, default));
        Assert.Null(await generations.FindAsync(default));
        Assert.Null(await _host.Get<IBlobStore>().OpenAsync(NetworkRows.Container, next.About.Blob, default));

        // What runs next is the first generation.
        await TakeAsync(_host, [.. RingEvents(_host, ring: 12)]);
        Assert.True(await _host.Get<NetworkRunner>().LookAsync(default));
        Assert.Equal(1, (await generations.FindAsync(default))!.About.Number);
    }

    [Fact]
    public async Task A_lost_flip_removes_its_blob_unless_that_is_in_force()
    {
        var (generations, next, bytes) = Next();
        Assert.True(await generations.FlipAsync(next, bytes, null, default));
        Assert.False(await generations.FlipAsync(next, bytes, null, default)); // The same came first: what it is made of stays.
        Assert.NotNull(await generations.FindAsync(default));

        var (about, _) = (await generations.AboutAsync(default))!.Value;
        var other = next with { About = next.About with { Blob = new string('b', 64), Number = 2 } };
        Assert.False(await generations.FlipAsync(other, bytes, (about, "an older state"), default));
        Assert.Null(await _host.Get<IBlobStore>().OpenAsync(NetworkRows.Container, other.About.Blob, default));
        await using var kept = await _host.Get<IBlobStore>().OpenAsync(NetworkRows.Container, about.Blob, default);
        Assert.NotNull(kept);
    }

    private (NetworkGenerations Generations, CurrentNetwork Next, byte[] Bytes) Next()
    {
        var snapshot = new NetworkSnapshot([], [], []);
        var bytes = snapshot.Write();
        var about = new NetworkGenerationRow(1, _host.Time.GetUtcNow(), NetworkGenerations.BlobOf(bytes), 0, 0, 0, 0, NetworkModel.Version);
        return (_host.Get<NetworkGenerations>(), NetworkGenerations.Make(about, snapshot), bytes);
    }
}
