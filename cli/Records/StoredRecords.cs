using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Cli.Records;

/// <summary>The service's own records: of the storage account that is configured, or of <c>COMPLIANCE_DATA_DIR</c>, which one process at a
/// time may open.</summary>
internal sealed class StoredRecords : IDisposable
{
    private readonly EmbeddedStorage? _embedded;

    private readonly RowSeal _seal;

    private StoredRecords(IRecordStore records, EmbeddedStorage? embedded, RowSeal seal)
        => (Records, _embedded, _seal) = (records, embedded, seal);

    public IRecordStore Records { get; }

    /// <summary>The API keys among them.</summary>
    public KeyStore Keys(TimeProvider time) => new(Records, time, _seal);

    /// <summary>Opens them.</summary>
    /// <param name="console">Settings and clock.</param>
    /// <param name="instead">What to do while the service runs.</param>
    /// <param name="toRead">True to read only, whether or not it runs.</param>
    /// <exception cref="InvalidInputException">The configuration is wrong, or another process has the directory open.</exception>
    public static StoredRecords Open(CliConsole console, string instead, bool toRead = false)
    {
        // The addresses to listen on are the service's business: the verb listens nowhere.
        var options = new ServiceOptionsReader(
            KeyVaultReferences.Through(key => key == "urls"
            ? null : console.Setting(key.Replace(":", "__", StringComparison.Ordinal)))).Read("Tool", out var errors);
        if (errors.Count > 0)
        {
            throw new InvalidInputException(string.Join(Environment.NewLine, errors));
        }

        if (options.Azure is { } azure)
        {
            return new StoredRecords(new AzureRecordStore(StorageAccount.From(azure)), null, new RowSeal(SecretSetup.Of(options)));
        }

        try
        {
            var storage = toRead ? EmbeddedStorage.OpenToRead(options.DataDirectory, console.Time)
                : EmbeddedStorage.Open(options.DataDirectory, console.Time);
            return new StoredRecords(storage.Records, storage, new RowSeal(SecretSetup.Of(options)));
        }
        catch (StorageUnavailableException error)
        {
            throw new InvalidInputException(toRead ? error.Message : $"{error.Message} {instead}", error);
        }
    }

    public void Dispose() => _embedded?.Dispose();
}
