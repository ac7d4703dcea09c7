using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Identity.Keys;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary>Finds who calls: by a configured key, by a stored key, or by a token of the directory.</summary>
internal sealed class CallerFinder(ServiceOptions options, KeyDirectory keys, AccessTokens? tokens = null)
{
    /// <summary>Reads the credentials of a request.</summary>
    public async Task<CallerReading> FindAsync(HttpRequest request, CancellationToken cancellation)
        => Credential.Read(request.Headers) switch
        {
            Credential.Ambiguous => new CallerReading.Refused(IdentityProblems.Ambiguous()),
            Credential.Key key => await OfKeyAsync(key.Text, cancellation),
            Credential.Token token when tokens is not null => WithHolders(await tokens.ReadAsync(request.HttpContext, token.Text)),
            // Without a directory anything may be a key.
            Credential.Token token when token.Text.Length <= 512 => await OfKeyAsync(token.Text, cancellation),
            _ => new CallerReading.Refused(Problems.Unauthorised()),
        };

    /// <summary>An application with the people whom the settings name for it.</summary>
    private CallerReading WithHolders(CallerReading reading)
        => reading is CallerReading.Known { Caller: { Kind: CallerKind.Application, Officer: { } officer } caller }
            ? new CallerReading.Known(caller with { Officer = officer with { Behind = options.HoldersOf(caller.Name) } })
            : reading;

    private async Task<CallerReading> OfKeyAsync(string text, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        Caller? found = null;
        foreach (var key in options.ApiKeys)
        {
            // Every key is compared, in constant time: neither position nor prefix can be measured.
            found = CryptographicOperations.FixedTimeEquals(hash, key.Sha256.AsSpan())
                ? Caller.OfKey(key.Name, key.Granted, options.HoldersOf("key." + key.Name)) : found;
        }

        return found is not null ? new CallerReading.Known(found) : await keys.FindAsync(text, hash, cancellation) switch
        {
            KeyReading.Valid valid => new CallerReading.Known(Caller.OfKey(valid.Key.Name, valid.Key.Scopes, valid.Key.People)),
            KeyReading.Unreadable => new CallerReading.Refused(IdentityProblems.CannotCheck()),
            _ => new CallerReading.Refused(Problems.Unauthorised()),
        };
    }
}
