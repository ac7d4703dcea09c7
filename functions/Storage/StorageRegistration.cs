using Compliance.Functions.Storage.Embedded;

namespace Compliance.Functions.Storage;

/// <summary>Chooses a provider for the three storage primitives.</summary>
public static class StorageRegistration
{
    /// <summary>Records, blobs and queues on one SQLite file in a directory of this process's own. Opened when first needed, closed with the container.</summary>
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services, string dataDirectory) => services
        .AddSingleton(provider => EmbeddedStorage.Open(dataDirectory, provider.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Records)
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Blobs)
        .AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Queue);
}
