using System.Net;
using System.Text;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>The files of the store are for the service alone, whole, locked, and free of what was erased.</summary>
public sealed class StoreProtectionTests
{
    [Fact]
    public async Task What_was_erased_is_not_in_the_write_ahead_log_while_the_service_runs()
    {
        const string Name = "Quirinalda Zwetschkenbaum";
        using var host = new RecordHost();
        await host.ScreenAsync("acct_1", Name);
        Assert.True(Holds(host, Name));
        await host.EraseAsync("acct_1");
        Assert.False(Holds(host, Name));
    }

    [Fact]
    public async Task Files_are_readable_by_the_account_of_the_service_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryDirectory();
        var data = folder.File("data");
        using var storage = EmbeddedStorage.Open(data, TimeProvider.System);
        await storage.Records.CommitAsync("Things", "p", [new RecordOperation.Put("r", "{}")], default);
        var backup = folder.File("backup.db");
        storage.BackUp(backup);
        _ = ServiceSecret.OfDirectory(data);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        foreach (var file in Directory.EnumerateFiles(data).Where(file => !file.EndsWith(".pid", StringComparison.Ordinal)).Append(backup))
        {
            Assert.True((File.GetUnixFileMode(file) & Others) == 0, file);
        }

        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(data) & Others);
    }

    [Fact]
    public void A_second_process_does_not_get_in_where_the_lock_file_was_removed()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        File.Delete(folder.File("compliance.lock"));
        Assert.Throws<StorageUnavailableException>(() => EmbeddedStorage.Open(folder.Path, TimeProvider.System));
    }

    [Fact]
    public async Task A_store_with_damaged_pages_does_not_start()
    {
        using var folder = new TemporaryDirectory();
        await DamageAsync(folder);
        Assert.Contains("damaged", Assert.Throws<StorageUnavailableException>(() => EmbeddedStorage.Open(folder.Path, TimeProvider.System))
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_too_large_to_be_read_at_once_takes_nothing_more_when_damage_is_found()
    {
        using var folder = new TemporaryDirectory();
        await DamageAsync(folder);
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System, mostCheckedAtOnce: 0);
        await Eventually.TrueAsync(() => Task.FromResult(storage.IsChecked), "every page was read");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Records.FindAsync("Things", "p0", "r0", default));
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => storage.Records.CommitAsync("Things", "p0", [new RecordOperation.Put("new", "{}")], default));
    }

    [Fact]
    public async Task A_large_store_that_is_whole_is_used_while_it_is_read_and_afterwards()
    {
        using var folder = new TemporaryDirectory();
        using (var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System))
        {
            await storage.Records.CommitAsync("Things", "p", [new RecordOperation.Put("r", "{}")], default);
        }

        using var again = EmbeddedStorage.Open(folder.Path, TimeProvider.System, mostCheckedAtOnce: 0);
        Assert.NotNull(await again.Records.FindAsync("Things", "p", "r", default));
        await Eventually.TrueAsync(() => Task.FromResult(again.IsChecked), "every page was read");
        await again.Records.CommitAsync("Things", "p", [new RecordOperation.Put("r2", "{}")], default);
    }

    private static async Task DamageAsync(TemporaryDirectory folder)
    {
        using (var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System))
        {
            for (var i = 0; i < 400; i++)
            {
                await storage.Records.CommitAsync("Things", $"p{i % 7}", [new RecordOperation.Put($"r{i}", new string('x', 900))], default);
            }
        }

        var path = folder.File("compliance.db");
        var random = new Random(7);
        using (var file = new FileStream(path, FileMode.Open))
        {
            for (var page = 2; page < file.Length / 4096; page++)
            {
                if (page % 7 == 0)
                {
                    file.Position = page * 4096L;
                    var junk = new byte[4096];
                    random.NextBytes(junk);
                    file.Write(junk);
                }
            }
        }
    }

    [Fact]
    public async Task The_keys_of_forms_are_unreadable_in_the_store_and_a_planted_one_is_none()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var ring = new RecordKeyRing(storage.Records, new RowSeal(ServiceSecret.OfDirectory(folder.Path)));
        ring.StoreElement(new System.Xml.Linq.XElement("key", "the-secret-of-forms"), "key-1");
        Assert.Equal("the-secret-of-forms", Assert.Single(ring.GetAllElements()).Value);
        var row = (await storage.Records.FindAsync("formkeys", "ring", "key-1", default))!;
        Assert.DoesNotContain("the-secret-of-forms", row.Json, StringComparison.Ordinal);
        await storage.Records.CommitAsync("formkeys", "ring", [new RecordOperation.Put("key-2", "\"<key>planted</key>\"")], default);
        Assert.Single(ring.GetAllElements());
    }

    [Fact]
    public async Task A_store_that_takes_no_write_is_not_ready()
    {
        await using var service = await RunningService.StartReadyAsync(replace: services => services.AddSingleton<IRecordStore>(
            provider => new FailingRecords(provider.GetRequiredService<EmbeddedStorage>().Records)));
        ((FailingRecords)service.App.Services.GetRequiredService<IRecordStore>()).Down = true;
        await Eventually.TrueAsync(
            async () => (await service.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "the service says that it is not ready");
    }

    private static bool Holds(RecordHost host, string text) => Directory.EnumerateFiles(Path.GetDirectoryName(host.DatabaseFile)!)
        .Where(file => file.EndsWith("-wal", StringComparison.Ordinal))
        .Any(file => Encoding.UTF8.GetString(BytesOf(file)).Contains(text, StringComparison.Ordinal));

    private static byte[] BytesOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
