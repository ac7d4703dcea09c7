using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Secrets;

namespace Compliance.Functions.Tests.Identity;

public sealed class KeyVaultReferenceTests
{
    private const string Secret = "the-secret-itself";

    [Theory]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net/secrets/client/)",
        "https://mine.vault.azure.net/secrets/client?api-version=7.4")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net/secrets/client/0123)",
        "https://mine.vault.azure.net/secrets/client/0123?api-version=7.4")]
    [InlineData("@Microsoft.KeyVault(VaultName=mine;SecretName=client)", "https://mine.vault.azure.net/secrets/client?api-version=7.4")]
    [InlineData("@Microsoft.KeyVault(VaultName=mine;SecretName=client;SecretVersion=7)",
        "https://mine.vault.azure.net/secrets/client/7?api-version=7.4")]
    public void A_setting_that_names_a_secret_is_the_secret(string reference, string address)
    {
        using var vault = new StubVault(HttpStatusCode.OK);
        Assert.Equal(Secret, Read(reference, vault));
        Assert.Equal(address, vault.Asked);
        Assert.Equal("Bearer token-for-https://vault.azure.net/.default", vault.Authorization);
    }

    [Theory]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net.attacker.example/secrets/client)")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://attacker.example/secrets/client)")]
    [InlineData("@Microsoft.KeyVault(SecretUri=http://mine.vault.azure.net/secrets/client)")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net:8443/secrets/client)")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net/keys/client)")]
    [InlineData("@Microsoft.KeyVault(VaultName=attacker.example/;SecretName=client)")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://mine.vault.azure.net/secrets/client")]
    [InlineData("@Microsoft.KeyVault()")]
    public void No_token_goes_anywhere_but_to_a_vault(string reference)
    {
        using var vault = new StubVault(HttpStatusCode.OK);
        var error = Assert.Throws<ConfigurationException>(() => Read(reference, vault));
        Assert.StartsWith("COMPLIANCE_ENTRA_CLIENT_SECRET ", error.Message, StringComparison.Ordinal);
        Assert.Null(vault.Asked);
    }

    [Fact]
    public void A_vault_that_refuses_stops_the_start_with_the_key_and_what_to_do()
    {
        using var vault = new StubVault(HttpStatusCode.Forbidden);
        var error = Assert.Throws<ConfigurationException>(() => Read("@Microsoft.KeyVault(VaultName=mine;SecretName=client)", vault));
        Assert.Contains("COMPLIANCE_ENTRA_CLIENT_SECRET", error.Message, StringComparison.Ordinal);
        Assert.Contains("Key Vault Secrets User", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("plain")]
    public void Other_settings_stay_as_they_are(string? value) => Assert.Equal(value, KeyVaultReferences.Through(_ => value)("x"));

    private static string? Read(string reference, StubVault vault)
    {
        var options = KeyVaultReferences.Options();
        options.Transport = new HttpClientTransport(vault);
        options.Retry.MaxRetries = 0;
        return KeyVaultReferences.Through(
            key => key == "COMPLIANCE_ENTRA_CLIENT_SECRET" ? reference : null, new FixedToken(), options)("COMPLIANCE_ENTRA_CLIENT_SECRET");
    }

    [Fact]
    public void A_vault_that_asks_for_a_token_of_another_service_gets_none()
    {
        using var vault = new StubVault(HttpStatusCode.OK, "https://attacker.example");
        Assert.Throws<ConfigurationException>(() => Read("@Microsoft.KeyVault(VaultName=another;SecretName=client)", vault));
        Assert.Null(vault.Authorization);
    }

    /// <summary>Answers as the service does: who shows no token is told where to get one and for what (learn.microsoft.com,
    /// "Authentication, requests and responses").</summary>
    private sealed class StubVault(HttpStatusCode status, string resource = "https://vault.azure.net") : HttpMessageHandler
    {
        public string? Asked { get; private set; }

        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Asked, Authorization) = (request.RequestUri!.ToString(), request.Headers.Authorization?.ToString());
            if (Authorization is null)
            {
                var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("") };
                challenge.Headers.Add("WWW-Authenticate",
                    $"Bearer authorization=\"https://login.microsoftonline.com/{Guid.Empty}\", resource=\"{resource}\"");
                return Task.FromResult(challenge);
            }

            return Task.FromResult(new HttpResponseMessage(status)
            {
                Content = new StringContent(
                    $$"""{"value":"{{Secret}}","id":"https://mine.vault.azure.net/secrets/client/0123"}""", Encoding.UTF8,
                    "application/json"),
            });
        }
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token-for-" + string.Concat(requestContext.Scopes), TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
            => new(GetToken(requestContext, cancellationToken));
    }
}
