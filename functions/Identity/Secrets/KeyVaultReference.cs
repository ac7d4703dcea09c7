namespace Compliance.Functions.Identity.Secrets;

/// <summary>
/// A setting that names a secret instead of holding it:
/// <c>@Microsoft.KeyVault(SecretUri=https://VAULT.vault.azure.net/secrets/NAME/VERSION)</c> or
/// <c>@Microsoft.KeyVault(VaultName=VAULT;SecretName=NAME;SecretVersion=VERSION)</c>, the version optional: learn.microsoft.com, "Use Key
/// Vault references".
/// </summary>
/// <param name="Secret">Address of the secret.</param>
internal sealed record KeyVaultReference(Uri Secret)
{
    private const string Prefix = "@Microsoft.KeyVault(";

    /// <summary>A token is sent to no other host: whoever can write a setting must not be able to collect one.</summary>
    private static readonly string[] Vaults = [".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net"];

    /// <summary>True where a setting is meant as a reference.</summary>
    public static bool IsOne(string? setting) => setting?.TrimStart().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads a reference; null where it is none that can be followed.</summary>
    public static KeyVaultReference? Read(string setting)
    {
        var text = setting.Trim();
        if (!IsOne(text) || !text.EndsWith(')'))
        {
            return null;
        }

        var parts = text[Prefix.Length..^1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(same => same.Key, same => same.First()[1], StringComparer.OrdinalIgnoreCase);
        var address = parts.GetValueOrDefault("SecretUri")
            ?? $"https://{parts.GetValueOrDefault("VaultName")}{Vaults[0]}/secrets/{parts.GetValueOrDefault("SecretName")}/{parts.GetValueOrDefault("SecretVersion")}";
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.IsDefaultPort && uri.Query.Length == 0
            && Vaults.Any(vault => uri.Host.EndsWith(vault, StringComparison.OrdinalIgnoreCase) && uri.Host.Length > vault.Length)
            && uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["secrets", _] or ["secrets", _, _]
                ? new KeyVaultReference(uri)
                : null;
    }
}
