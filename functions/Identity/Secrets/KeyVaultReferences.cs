using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Identity.Secrets;

/// <summary>
/// Follows settings that name a secret in Key Vault. The platform replaces such settings itself before the process starts; where it cannot,
/// it leaves the reference as it is, and a reference taken for the secret would be a mystery to whoever looks for the failure. So what is
/// still a reference is read here, with the managed identity, once.
/// </summary>
internal static class KeyVaultReferences
{
    /// <summary>Settings with their references followed.</summary>
    /// <param name="setting">The settings as they are.</param>
    /// <param name="credential">Who reads; null for the managed identity that <c>ComplianceStorage:clientId</c> names, or the usual chain.
    /// Tests replace it.</param>
    /// <param name="options">How the vault is reached; null for the network. Tests replace it.</param>
    /// <exception cref="ConfigurationException">Thrown by the returned function: a reference cannot be followed. The message names the key
    /// and what to do.</exception>
    public static Func<string, string?> Through(Func<string, string?> setting, TokenCredential? credential = null,
        SecretClientOptions? options = null) => key =>
    {
        var value = setting(key);
        return KeyVaultReference.IsOne(value)
            ? Read(key, value!, credential ?? CredentialOf(setting("ComplianceStorage:clientId")), options ?? Options())
            : value;
    };

    /// <summary>Options of a client whose requests stand in no log: their addresses name secrets.</summary>
    public static SecretClientOptions Options() => new(SecretClientOptions.ServiceVersion.V7_4)
    {
        Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false },
    };

    private static string Read(string key, string value, TokenCredential credential, SecretClientOptions options)
    {
        var reference = KeyVaultReference.Read(value)
            ?? throw new ConfigurationException(
            $"{key} is a Key Vault reference that cannot be followed. Write "
                + $"@Microsoft.KeyVault(SecretUri=https://VAULT.vault.azure.net/secrets/NAME).");
        var secret = new KeyVaultSecretIdentifier(reference.Secret);
        try
        {
            // The start waits for it: without its secrets the service has nothing to start with.
            return Task.Run(() => new SecretClient(secret.VaultUri, credential, options).GetSecretAsync(secret.Name, secret.Version))
                .GetAwaiter().GetResult().Value.Value;
        }
        catch (Exception error)
            when (error is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException
            or InvalidOperationException)
        {
            throw new ConfigurationException(
                $"{key} names the secret {secret.Name} of {secret.VaultUri.Host}, which could not be read. Give the service's identity "
                    + $"the role Key Vault Secrets User there. {ReasonOf(error)}", error);
        }
    }

    /// <summary>Why, without the answer's text: an SDK's message repeats what the vault sent.</summary>
    private static string ReasonOf(Exception error) => error is RequestFailedException { Status: > 0 } refused
        ? FormattableString.Invariant($"The vault answered {refused.Status} {refused.ErrorCode}.")
        : $"There was no answer ({error.GetBaseException().GetType().Name}).";

    private static TokenCredential CredentialOf(string? managedIdentity) => managedIdentity is { } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();
}
