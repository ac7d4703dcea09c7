using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// A sign-in on its way through the authority, kept in an encrypted cookie for ten minutes: a code that comes back counts only in the
/// browser that asked for it.
/// </summary>
/// <param name="State">Comes back beside the code.</param>
/// <param name="Nonce">Comes back within the id token.</param>
/// <param name="Verifier">Proves to the authority that the code was asked for here (PKCE, RFC 7636).</param>
/// <param name="Return">The console's own page to go to afterwards.</param>
internal sealed record SignInAttempt(string State, string Nonce, string Verifier, string Return)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A new attempt.</summary>
    public static SignInAttempt Begin(string returnPath) => new(Random(), Random(), Random(), returnPath);

    /// <summary>What the authority is told of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>The attempt as a cookie's value.</summary>
    public string Protect(IDataProtectionProvider protection)
        => ProtectorOf(protection).Protect(JsonSerializer.Serialize(this, SignInAttemptJson.Default.SignInAttempt), Patience);

    /// <summary>Reads a cookie's value; null where it is none of ours or too old.</summary>
    public static SignInAttempt? Unprotect(string? value, IDataProtectionProvider protection)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(ProtectorOf(protection).Unprotect(value), SignInAttemptJson.Default.SignInAttempt);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector ProtectorOf(IDataProtectionProvider protection)
        => protection.CreateProtector("Compliance.SignInAttempt").ToTimeLimitedDataProtector();

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>JSON of an attempt.</summary>
[JsonSerializable(typeof(SignInAttempt))]
internal sealed partial class SignInAttemptJson : JsonSerializerContext;
