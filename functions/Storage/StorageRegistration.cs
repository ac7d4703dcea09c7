using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Storage;

/// <summary>Chooses a provider for the three storage primitives.</summary>
public static class StorageRegistration
{
    /// <summary>Records, blobs and queues on one SQLite file in a directory of this process's own. Opened when first needed, closed with
    /// the container.</summary>
    /// <param name="services">What is registered.</param>
    /// <param name="dataDirectory">The directory.</param>
    /// <param name="toRead">True to read only, beside the process that owns the directory.</param>
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services, string dataDirectory, bool toRead = false)
        => services
        .AddSingleton(provider => (provider.GetService<TimeProvider>() ?? TimeProvider.System) is var time && toRead
            ? EmbeddedStorage.OpenToRead(dataDirectory, time) : EmbeddedStorage.Open(dataDirectory, time))
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Records)
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Blobs)
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Queue);

    /// <summary>Records and blobs in an Azure storage account, messages in its queues or, where the options name a namespace, in Service
    /// Bus.</summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, AzureStorageOptions options)
    {
        var account = StorageAccount.From(options);
        services
            .AddSingleton<IRecordStore>(new AzureRecordStore(account))
            .AddSingleton<IBlobStore>(new AzureBlobStore(account))
            .AddSingleton(provider => new AzureBlobLeases(account, provider.GetRequiredService<IBlobStore>()));
        return options.ServiceBus is { } bus
            ? services.AddSingleton(_ => new ServiceBusConnection(options, bus))
                .AddSingleton<IMessageQueue>(provider => new ServiceBusMessageQueue(provider.GetRequiredService<ServiceBusConnection>()))
            : services.AddSingleton<IMessageQueue>(provider =>
                new AzureMessageQueue(account, provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
