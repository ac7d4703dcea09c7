using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

/// <summary>Commands that only read work beside the service that owns the store; those that change are refused.</summary>
public sealed class ReadsWhileServingTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task What_only_reads_is_answered_while_another_process_owns_the_store()
    {
        await _folder.RunAsync("lists", "import", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"));
        using var service = EmbeddedStorage.Open(_folder.PathOf("data"), TimeProvider.System);
        string[][] reads =
        [
            ["screen", "Amadou Zwillich"], ["lists", "status"], ["lists", "history", "un-sc"], ["lists", "diff", "un-sc", "un-sc"],
            ["lists", "party", "un-sc:XXi.2001"], ["links", "list"], ["audit", "verify"], ["audit", "replay"], ["audit", "reports"],
            ["keys", "list"], ["standing", "account:a-1"], ["actions"], ["actions", "account:a-1"], ["appeals", "list"], ["leads", "list"],
            ["transparency", "--from", "2026-01-01", "--to", "2026-02-01"], ["rescreen", "status"], ["risk", "preview"],
        ];
        foreach (var read in reads)
        {
            var result = await _folder.RunAsync(read);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', read)}: {result.Error}");
        }

        Assert.Contains("un-sc:XXi.2001", (await _folder.RunAsync("screen", "Amadou Zwillich")).Out, StringComparison.Ordinal);
        var change = await _folder.RunAsync("keys", "create", "platform", "--scopes", "screening");
        Assert.Equal(2, change.ExitCode);
        Assert.Contains("in use by another process", change.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_opened_to_read_is_not_made_not_owned_and_refuses_every_change()
    {
        Assert.Throws<Functions.Storage.StorageUnavailableException>(() => EmbeddedStorage.OpenToRead(_folder.PathOf("none"),
            TimeProvider.System));
        Assert.False(Directory.Exists(_folder.PathOf("none")));
        EmbeddedStorage.Open(_folder.PathOf("data"), TimeProvider.System).Dispose();
        using var reading = EmbeddedStorage.OpenToRead(_folder.PathOf("data"), TimeProvider.System);
        using var owner = EmbeddedStorage.Open(_folder.PathOf("data"), TimeProvider.System);
        await owner.Records.CommitAsync("tries", "p", [new Functions.Storage.RecordOperation.Put("r", "{}")], CancellationToken.None);
        Assert.NotNull(await reading.Records.FindAsync("tries", "p", "r", CancellationToken.None));
        await Assert.ThrowsAsync<Functions.Storage.StoreReadOnlyException>(() => reading.Records.CommitAsync("tries", "p",
            [new Functions.Storage.RecordOperation.Put("r", "{}")], CancellationToken.None));
    }

    [Fact]
    public async Task The_compiled_lists_are_kept_and_taken_at_the_next_start()
    {
        await _folder.RunAsync("lists", "import", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"));
        await _folder.RunAsync("screen", "Amadou Zwillich");
        var file = Assert.Single(Directory.GetFiles(_folder.PathOf("data/compiled"), "*.corpus"));
        var made = File.GetLastWriteTimeUtc(file);
        Assert.Contains("un-sc:XXi.2001", (await _folder.RunAsync("screen", "Amadou Zwillich")).Out, StringComparison.Ordinal);
        Assert.Equal(made, File.GetLastWriteTimeUtc(file));
    }

    public void Dispose() => _folder.Dispose();
}
