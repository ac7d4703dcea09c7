using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Hosting.ContractDouble;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Storage.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Records;

public sealed class EmbeddedCorpusPruningTests : CorpusPruningConformance, IDisposable
{
    private readonly EmbeddedFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    protected override (IRecordStore Records, IBlobStore Blobs) NewStore() => (fixture.Storage.Records, fixture.Storage.Blobs);
}

[NeedsAzurite, Trait("Category", "Emulator")]
public sealed class AzureCorpusPruningTests(DoubleAzurite azurite) : CorpusPruningConformance, IClassFixture<DoubleAzurite>, IDisposable
{
    private ServiceProvider? services;

    public void Dispose() => services?.Dispose();

    protected override (IRecordStore Records, IBlobStore Blobs) NewStore()
    {
        services = new ServiceCollection().AddAzureStorage(azurite.Process.TokenOptions(azurite.NextAccount())).BuildServiceProvider();
        return (services.GetRequiredService<IRecordStore>(), services.GetRequiredService<IBlobStore>());
    }
}

/// <summary>A real blob store whose deletions fail when the test says so.</summary>
internal sealed class BrokenBlobs(IBlobStore inner) : IBlobStore
{
    /// <summary>How many deletions still work; null for all.</summary>
    public int? DeletionsUntilFailure { get; set; }

    public Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation)
        => inner.PutIfAbsentAsync(container, name, content, cancellation);

    public Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellation)
        => inner.OpenAsync(container, name, cancellation);

    public Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation) => inner.AppendAsync(container, name, expectedLength, content, cancellation);

    public IAsyncEnumerable<BlobInfo> ListAsync(string container, string prefix, CancellationToken cancellation)
        => inner.ListAsync(container, prefix, cancellation);

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation) =>
        DeletionsUntilFailure-- == 0 ? throw new StorageUnavailableException("The connection broke.")
        : inner.DeleteAsync(container, name, cancellation);
}
