namespace Compliance.Functions.Storage.Embedded;

/// <summary>Of a store that was opened to read: the process that owns the directory writes, nobody else.</summary>
internal sealed class NoWriter : IStoreWriter
{
    public Task<T> ApplyAsync<T>(Func<WriteSession, T> change, CancellationToken cancellation)
        => Task.FromException<T>(new StoreReadOnlyException());

    public Task EmptyLogAsync(CancellationToken cancellation) => Task.FromException(new StoreReadOnlyException());

    public void Dispose()
    {
    }
}
