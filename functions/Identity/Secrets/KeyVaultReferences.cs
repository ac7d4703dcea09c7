using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Identity.Secrets;

/// <summary>
/// Follows settings that name a secret in Key Vault. The platform replaces such settings itself before the process starts; where it cannot,
/// it leaves the reference as it is, and a reference taken for the secret would be a mystery to whoever looks for the failure. So what is
/// still a reference is read here, with the managed identity, once.
/// </summary>
internal static class KeyVaultReferences
{
    private const string Scope = "https://vault.azure.net/.default";
    private const string ApiVersion = "7.4";

    /// <summary>Settings with their references followed.</summary>
    /// <param name="setting">The settings as they are.</param>
    /// <param name="options">How the vault is reached; null for the managed identity over the network. Tests replace it.</param>
    /// <exception cref="ConfigurationException">Thrown by the returned function: a reference cannot be followed. The message names the key
    /// and what to do.</exception>
    public static Func<string, string?> Through(Func<string, string?> setting, AzureStorageOptions? options = null) => key =>
    {
        var value = setting(key);
        return KeyVaultReference.IsOne(value)
            ? Read(key, value!, options ?? new AzureStorageOptions { ManagedIdentityClientId = setting("ComplianceStorage:clientId") })
            : value;
    };

    private static string Read(string key, string value, AzureStorageOptions options)
    {
        var reference = KeyVaultReference.Read(value)
            ?? throw new ConfigurationException(
            $"{key} is a Key Vault reference that cannot be followed. Write "
                + $"@Microsoft.KeyVault(SecretUri=https://VAULT.vault.azure.net/secrets/NAME).");
        try
        {
            // The start waits for it: without its secrets the service has nothing to start with.
            return Task.Run(() => ReadAsync(reference.Secret, options)).GetAwaiter().GetResult();
        }
        catch (StorageUnavailableException error)
        {
            throw new ConfigurationException(
                $"{key} names the secret {reference.Secret.AbsolutePath} of {reference.Secret.Host}, which could not be read. Give the "
                    + $"service's identity the role Key Vault Secrets User there. {error.Message}", error);
        }
    }

    private static async Task<string> ReadAsync(Uri secret, AzureStorageOptions options)
    {
        var client = StorageClient.Create(options, new Uri(secret.GetLeftPart(UriPartial.Authority)), null,
            new BearerTokenAuthenticationPolicy(StorageAccount.Credential(options), Scope));
        using var message = client.Request(RequestMethod.Get, $"{secret.AbsolutePath.TrimEnd('/')}?api-version={ApiVersion}");
        var response = await client.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
        if (response.Status != 200)
        {
            throw new StorageUnavailableException($"The vault answered {response.Status}.");
        }

        using var document = JsonDocument.Parse(response.Content);
        return document.RootElement.GetProperty("value").GetString()
            ?? throw new StorageUnavailableException("The vault answered without a value.");
    }
}
