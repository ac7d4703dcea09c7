using Compliance.Functions.Tests.Storage.Azure;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>One emulator for all tests under the double; each takes an account of its own.</summary>
public sealed class DoubleAzurite : IDisposable
{
    private readonly Lazy<AzuriteProcess> _process = new(() => AzuriteProcess.Start(https: true));
    private int _taken;

    public AzuriteProcess Process => _process.Value;

    /// <summary>An account that nobody used before.</summary>
    public string NextAccount() => AzuriteProcess.Accounts[Interlocked.Increment(ref _taken) - 1];

    public void Dispose()
    {
        if (_process.IsValueCreated)
        {
            _process.Value.Dispose();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class UnderTheDouble : ICollectionFixture<DoubleAzurite>
{
    public const string Name = "The service under the contract double";
}
