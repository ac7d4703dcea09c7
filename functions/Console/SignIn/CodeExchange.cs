using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Compliance.Functions.Identity.Entra;

namespace Compliance.Functions.Console.SignIn;

/// <summary>How redeeming a code ended.</summary>
internal abstract record CodeRedemption
{
    private CodeRedemption()
    {
    }

    /// <summary>The authority gave an id token, which is still to be validated.</summary>
    internal sealed record Redeemed(string IdToken) : CodeRedemption
    {
        /// <inheritdoc/>
        public override string ToString() => "redeemed";
    }

    /// <summary>The code, or our proof, is not accepted.</summary>
    internal sealed record Refused : CodeRedemption;

    /// <summary>The authority, or what proves us to it, cannot be reached.</summary>
    internal sealed record Unavailable : CodeRedemption;
}

/// <summary>
/// Redeems codes at the authority's token endpoint. The service proves itself by its secret or, better, by a token of its managed identity
/// that the registration trusts (a federated credential): then there is no secret to keep or to lose.
/// </summary>
internal sealed class CodeExchange(EntraOptions options, HttpClient http, ILogger<CodeExchange> log)
{
    private const string FederationScope = "api://AzureADTokenExchange/.default";
    private const int MaxAnswerBytes = 128 * 1024;
    private readonly BrowserOptions _browser = options.Browser!;
    private TokenCredential? _identity;

    /// <summary>Redeems a code.</summary>
    public async Task<CodeRedemption> RedeemAsync(Uri endpoint, string code, string verifier, CancellationToken cancellation)
    {
        try
        {
            var form = new List<KeyValuePair<string, string>>
            {
                new("grant_type", "authorization_code"),
                new("client_id", _browser.ClientId),
                new("code", code),
                new("redirect_uri", _browser.RedirectUri),
                new("code_verifier", verifier),
            };
            form.AddRange(await ProofAsync(cancellation));
            using var body = new FormUrlEncodedContent(form);
            using var answer = await http.PostAsync(endpoint, body, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return IdTokenOf(await ReadAsync(answer, cancellation)) is { } token ? new CodeRedemption.Redeemed(token)
                    : new CodeRedemption.Refused();
            }

            log.LogWarning("The authority refused a code with status {Status}.", (int)answer.StatusCode);
            return (int)answer.StatusCode >= 500 ? new CodeRedemption.Unavailable() : new CodeRedemption.Refused();
        }
        catch (Exception error)
            when (error is HttpRequestException or AuthenticationFailedException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.LogWarning("A code could not be redeemed: {Failure}.", error.GetType().Name);
            return new CodeRedemption.Unavailable();
        }
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> ProofAsync(CancellationToken cancellation)
    {
        if (_browser.Secret is { } secret)
        {
            return [new("client_secret", secret)];
        }

        _identity ??= new ManagedIdentityCredential(
            _browser.ManagedIdentityClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
        var token = await _identity.GetTokenAsync(new TokenRequestContext([FederationScope]), cancellation);
        return [new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            new("client_assertion", token.Token)];
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxAnswerBytes];
        return buffer[..await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)];
    }

    private static string? IdTokenOf(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id_token", out var token)
                && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
