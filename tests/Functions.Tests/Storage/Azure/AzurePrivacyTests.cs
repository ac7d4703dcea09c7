using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>Keys, names of blobs and texts may name a subject: the SDK writes none of them to its event sources, traces or
/// exceptions.</summary>
[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzurePrivacyTests(KeyAzuriteFixture azurite)
{
    private const string Secret = "zelenograd-subject-4711";
    private readonly string name = "t" + Guid.NewGuid().ToString("N");

    [ConformanceFact]
    public async Task Nothing_of_a_record_blob_or_message_reaches_logs_traces_or_errors()
    {
        using var heard = new SdkListener();
        await CallEverythingAsync(Provider(new SocketsHttpHandler()));
        var errors = new List<Exception>();
        foreach (var fault in new[] { Fault.Busy, Fault.Unreachable, Fault.TooLarge })
        {
            await CallEverythingAsync(Provider(new FaultyTransport((_, _) => fault)), errors);
        }

        Assert.Equal(15, errors.Count);
        Assert.All(errors, error => Assert.DoesNotContain(Secret, error.ToString()));
        Assert.DoesNotContain(heard.Texts, text => text.Contains(Secret, StringComparison.Ordinal));
    }

    private async Task CallEverythingAsync(ServiceProvider services, List<Exception>? errors = null)
    {
        var (records, blobs, queue) = (services.GetRequiredService<IRecordStore>(), services.GetRequiredService<IBlobStore>(),
            services.GetRequiredService<IMessageQueue>());
        Func<Task>[] calls =
        [
            () => records.CommitAsync(name, Secret, [new Insert(Secret, $"\"{Secret}\"")], default),
            () => records.CommitAsync(name, Secret, [new Replace(Secret, "W/\"stale\"", "1"), new Insert("other", "1")], default),
            () => records.FindAsync(name, Secret, Secret, default),
            () => blobs.PutIfAbsentAsync(name, Secret, new MemoryStream([1]), default),
            () => queue.SendAsync(name, Secret, Secret, default),
        ];
        foreach (var call in calls)
        {
            if (errors is null)
            {
                await call();
            }
            else
            {
                errors.Add(await Assert.ThrowsAsync<StorageUnavailableException>(call));
            }
        }
    }

    private ServiceProvider Provider(HttpMessageHandler transport) =>
        new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process)
            with
        { Transport = transport, RetryDelay = TimeSpan.FromMilliseconds(1) }).BuildServiceProvider();
}
