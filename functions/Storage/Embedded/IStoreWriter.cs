namespace Compliance.Functions.Storage.Embedded;

/// <summary>Writes to the store; one for all that change it.</summary>
internal interface IStoreWriter : IDisposable
{
    /// <summary>Applies a change and ends when it is durable.</summary>
    Task<T> ApplyAsync<T>(Func<WriteSession, T> change, CancellationToken cancellation);

    /// <summary>Copies the whole log back and empties it, between two transactions; readers of the moment are waited for.</summary>
    Task EmptyLogAsync(CancellationToken cancellation);
}
