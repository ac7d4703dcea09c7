using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace Compliance.Functions.Console.SignIn;

/// <summary>Binds the token of every form to the session it was shown in: a token that another session was given, or one from before the
/// sign-in, is refused although its cookie fits.</summary>
internal sealed class SessionFormTokens(SignInCookies? cookies = null) : IAntiforgeryAdditionalDataProvider
{
    /// <inheritdoc/>
    public string GetAdditionalData(HttpContext context) => cookies?.ReadSession(context) is { } id
        ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("form " + id)))
        : "";

    /// <inheritdoc/>
    public bool ValidateAdditionalData(HttpContext context, string additionalData) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(GetAdditionalData(context)), Encoding.UTF8.GetBytes(additionalData));
}
