using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class EmbeddedBackupTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Data => directory.File("data");

    private string Backup => directory.File("backup.db");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_backup_made_under_load_is_a_consistent_store_with_everything_answered_before()
    {
        using var storage = EmbeddedStorage.Open(Data, TimeProvider.System);
        await storage.Queue.SendAsync("alerts", "m", "text", default);
        await storage.Blobs.PutIfAbsentAsync("lists", "l", new MemoryStream(new byte[1_500_000]), default);
        using var stop = new CancellationTokenSource();
        var answered = 0;
        var load = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await storage.Records.CommitAsync("Things", "p", [new Insert($"a{n:00000}", "1"), new Insert($"b{n:00000}", "1")], default);
                Volatile.Write(ref answered, n + 1);
            }
        });
        SpinWait.SpinUntil(() => Volatile.Read(ref answered) > 5, TimeSpan.FromSeconds(20));
        var before = Volatile.Read(ref answered);
        storage.BackUp(Backup);
        await stop.CancelAsync();
        await load;

        var check = EmbeddedBackup.Check(Backup);
        Assert.Equal((1L, 1L, 1L), (check.SchemaVersion, check.Blobs, check.Messages));
        Assert.InRange(check.Records, before * 2, answered * 2);
        Assert.Equal(0, check.Records % 2);
    }

    [Fact]
    public async Task Another_process_can_back_up_a_store_in_use_and_a_restored_store_works()
    {
        using (var storage = EmbeddedStorage.Open(Data, TimeProvider.System))
        {
            await storage.Records.CommitAsync("Things", "p", [new Insert("r", "1")], default);
            EmbeddedBackup.Create(Data, Backup);
        }

        var other = directory.File("other");
        Assert.Equal(1, EmbeddedBackup.Restore(Backup, other).Records);
        using var restored = EmbeddedStorage.Open(other, TimeProvider.System);
        var record = (await restored.Records.FindAsync("Things", "p", "r", default))!;
        Assert.True((await restored.Records.CommitAsync("Things", "p", [new Replace("r", record.ETag, "2")], default)).Succeeded);
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        EmbeddedStorage.Open(Data, TimeProvider.System).Dispose();
        EmbeddedBackup.Create(Data, Backup);
        Assert.Contains("exists", Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Create(Data, Backup)).Message);
        Assert.Contains("has a store already", Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Restore(Backup, Data))
            .Message);
        using var storage = EmbeddedStorage.Open(Data, TimeProvider.System);
        Assert.Contains("in use", Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Restore(Backup, Data)).Message);
    }

    [Fact]
    public void A_damaged_or_foreign_file_is_not_restored()
    {
        EmbeddedStorage.Open(Data, TimeProvider.System).Dispose();
        EmbeddedBackup.Create(Data, Backup);
        using (var file = new FileStream(Backup, FileMode.Open))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xFF, 3000).ToArray());
        }

        Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Restore(Backup, directory.File("other")));
        File.WriteAllText(Backup, "not a database, though long enough to be looked at");
        Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Check(Backup));
        Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Check(directory.File("absent.db")));
        Assert.Throws<StorageUnavailableException>(() => EmbeddedBackup.Create(directory.File("absent"), Backup));
    }
}
