using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Keys;

namespace Compliance.Functions.Identity.Secrets;

/// <summary>Adds the secret of the service to a host.</summary>
internal static class SecretSetup
{
    /// <summary>Registers the seal of rows.</summary>
    public static IServiceCollection AddSecret(this IServiceCollection services, ServiceOptions options)
        => services.AddSingleton(_ => new RowSeal(Of(options)));

    /// <summary>The configured secret; without one, that of the data directory; none where the storage is an account and nothing is
    /// configured.</summary>
    public static ServiceSecret Of(ServiceOptions options) => options.Secret is { } text ? ServiceSecret.OfText(text)
        : options.Azure is null ? ServiceSecret.OfDirectory(options.DataDirectory)
        : ServiceSecret.None;
}

/// <summary>Takes over, at the first start with a secret, the keys that were made before.</summary>
internal sealed class KeyAdoption(KeyStore keys, RowSeal seal, ILogger<KeyAdoption> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!seal.Secret.IsKnown)
        {
            log.LogWarning("COMPLIANCE_SECRET is not set: whoever writes the storage account could make keys and sessions.");
        }

        return keys.AdoptAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
