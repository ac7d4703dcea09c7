using System.Collections.Immutable;

namespace Compliance.Functions.Identity.Entra;

/// <summary>The directory whose tokens are accepted: one tenant of Microsoft Entra ID, tokens of version 2.</summary>
internal sealed record EntraOptions
{
    /// <summary>Id of the tenant, a GUID in lower case. Tokens of others are refused, whoever signed them.</summary>
    public required string Tenant { get; init; }

    /// <summary>For whom a token of the API must be issued: the client id of the API's registration.</summary>
    public required ImmutableArray<string> Audiences { get; init; }

    /// <summary>The issuer, without a slash at its end; its metadata document lies below it.</summary>
    public required string Issuer { get; init; }

    /// <summary>How people sign in with a browser; null where they cannot.</summary>
    public BrowserOptions? Browser { get; init; }

    /// <summary>Address of the metadata document.</summary>
    public Uri Metadata => new(Issuer + "/.well-known/openid-configuration");

    /// <summary>True where the authority is on this machine, as a developer's or a test's is; everything else is reached by https
    /// only.</summary>
    public bool IsLocal => new Uri(Issuer).IsLoopback;

    /// <inheritdoc/>
    public override string ToString() => $"{Issuer} for {string.Join(' ', Audiences)}";
}

/// <summary>The registration that people sign in to.</summary>
/// <param name="ClientId">Its id, a GUID in lower case.</param>
/// <param name="Secret">Its secret; null where the managed identity proves the service (a federated credential).</param>
/// <param name="PublicUrl">Where browsers reach the service, without a slash at its end. Never taken from a request: its headers say what
/// the caller likes.</param>
/// <param name="ManagedIdentityClientId">Client id of the user-assigned identity that proves the service; null for the system-assigned
/// one.</param>
internal sealed record BrowserOptions(string ClientId, string? Secret, string PublicUrl, string? ManagedIdentityClientId)
{
    /// <summary>Where below the public address the authority sends the browser back to.</summary>
    public const string CallbackPath = "/app/signed-in";

    /// <summary>True where browsers reach the service by https, as everywhere but on a developer's machine.</summary>
    public bool IsSecure => PublicUrl.StartsWith("https://", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{ClientId} at {PublicUrl}";
}
