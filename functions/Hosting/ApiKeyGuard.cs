using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Hosting;

/// <summary>The scope an endpoint asks for.</summary>
internal sealed record RequiredScope(string Scope);

/// <summary>
/// Lets callers of <c>/api</c> in by their key. Headers that a gateway might add are never believed. An endpoint that names no scope asks for admin:
/// forgetting to name one closes a door, it does not open one.
/// </summary>
internal sealed class ApiKeyGuard(ServiceOptions options)
{
    /// <summary>Where the caller's name stands in the items of a request.</summary>
    public static readonly object ClientItem = new();

    public static TBuilder RequireScope<TBuilder>(TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(scope));

    /// <summary>Name of the caller.</summary>
    public static string ClientOf(HttpContext http) => (string)(http.Items[ClientItem] ?? throw new InvalidOperationException("The address is not guarded by a key."));

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return next(http);
        }

        if (options.IsOpen && IsLocalName(http.Request.Host.Host) && !IsFromElsewhere(http))
        {
            http.Items[ClientItem] = "development";
            return next(http);
        }

        if (Find(http.Request) is not { } key)
        {
            return Answers.WriteAsync(http, Problems.Unauthorised());
        }

        var scope = http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? Scopes.Admin;
        if (http.GetEndpoint() is not null && !key.Opens(scope))
        {
            return Answers.WriteAsync(http, Problems.Forbidden(scope));
        }

        http.Items[ClientItem] = key.Name;
        return next(http);
    }

    /// <summary>A foreign name that was made to point to loopback is not this machine's name.</summary>
    private static bool IsLocalName(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A page of another origin may make the browser of a developer call loopback; it cannot hide its origin.</summary>
    private static bool IsFromElsewhere(HttpContext http) =>
        http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private ApiKey? Find(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var sent = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : request.Headers["X-Api-Key"].ToString();
        if (sent.Length is 0 or > 512)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(sent));
        ApiKey? found = null;
        foreach (var key in options.ApiKeys)
        {
            // Every key is compared, in constant time: neither position nor prefix can be measured.
            found = CryptographicOperations.FixedTimeEquals(hash, key.Sha256.AsSpan()) ? key : found;
        }

        return found;
    }
}
