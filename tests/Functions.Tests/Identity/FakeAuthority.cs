using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Identity;

/// <summary>
/// A directory on loopback with RSA keys of its own: metadata, keys, the authorization endpoint (which signs in whoever
/// <see cref="Person"/> is, at once) and the token endpoint, which checks what the real one checks. Not Microsoft's: written from OpenID
/// Connect Core, RFC 7636 and the claims that Entra documents.
/// </summary>
internal sealed class FakeAuthority : IAsyncDisposable
{
    public const string Tenant = "11111111-2222-4333-8444-555555555555";
    public const string Api = "aaaaaaaa-0000-4000-8000-000000000001";
    public const string Client = "bbbbbbbb-0000-4000-8000-000000000002";
    public const string Secret = "secret-of-the-double";
    public const string Ana = "00000000-0000-4000-8000-00000000000a";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Redirect)> _codes = new();

    private FakeAuthority(WebApplication app) => _app = app;

    /// <summary>Keys in use, newest last; the last one signs.</summary>
    public List<(string Kid, RSA Key)> Keys { get; } = [("key-1", RSA.Create(2048))];

    public string Issuer { get; private set; } = "";

    /// <summary>How often the metadata was read.</summary>
    public int Readings { get; private set; }

    /// <summary>True while it answers 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>Who signs in: object id, roles and session id.</summary>
    public (string Id, string[] Roles, string Session) Person { get; set; } = (Ana, ["Case.Analyst"], "session-1");

    /// <summary>Changes the id token before it is signed; attacks use it.</summary>
    public Action<JsonObject> BendIdToken { get; set; } = _ => { };

    public static async Task<FakeAuthority> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var authority = new FakeAuthority(app);
        app.Use((http, next) => authority.IsDown ? Answer(http, 503, "down") : next(http));
        app.MapGet("/tenant/v2.0/.well-known/openid-configuration", authority.Metadata);
        app.MapGet("/keys", () => Results.Text(authority.KeySet(), "application/json"));
        app.MapGet("/authorize", authority.Authorize);
        app.MapPost("/token", (HttpContext http, CancellationToken cancellation) => authority.TokenAsync(http, cancellation));
        app.MapGet("/logout", () => Results.Text("<h1>Signed out of the directory</h1>", "text/html"));
        await app.StartAsync();
        authority.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        authority.Issuer = authority.Address + "/tenant/v2.0";
        return authority;
    }

    public string Address { get; private set; } = "";

    /// <summary>Settings of a service that trusts this authority.</summary>
    public string[] Settings
        => ["--COMPLIANCE_ENTRA_TENANT", Tenant, "--COMPLIANCE_ENTRA_AUDIENCE", Api, "--COMPLIANCE_ENTRA_AUTHORITY", Issuer];

    /// <summary>A new key signs from now on; the old ones stay published.</summary>
    public void Roll() => Keys.Add(($"key-{Keys.Count + 1}", RSA.Create(2048)));

    /// <summary>An access token of an application.</summary>
    public string AppToken(string[] roles, Action<JsonObject>? bend = null) => Sign(Claims(claims =>
    {
        claims["azp"] = "cccccccc-0000-4000-8000-000000000003";
        claims["oid"] = "dddddddd-0000-4000-8000-000000000004";
        claims["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]);
        bend?.Invoke(claims);
    }));

    /// <summary>An access token of a person.</summary>
    public string UserToken(string[] roles, Action<JsonObject>? bend = null) => Sign(Claims(claims =>
    {
        claims["azp"] = "cccccccc-0000-4000-8000-000000000003";
        claims["oid"] = Ana;
        claims["scp"] = "access_as_user";
        claims["preferred_username"] = "ana.marker@example.org";
        claims["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]);
        bend?.Invoke(claims);
    }));

    /// <summary>The claims that every token has.</summary>
    public JsonObject Claims(Action<JsonObject> more)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Api,
            ["tid"] = Tenant,
            ["ver"] = "2.0",
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + 3600,
            ["sub"] = "subject",
            ["uti"] = Guid.NewGuid().ToString(),
        };
        more(claims);
        return claims;
    }

    /// <summary>Signs claims with the newest key.</summary>
    public string Sign(JsonObject claims, string? kid = null, RSA? key = null)
    {
        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = kid ?? Keys[^1].Kid };
        var body = $"{Encode(head)}.{Encode(claims)}";
        return $"{body}.{Base64((key ?? Keys[^1].Key).SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A token with a header of one's own and a signature of one's own.</summary>
    public static string Forge(JsonObject head, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var body = $"{Encode(head)}.{Encode(claims)}";
        return $"{body}.{Base64(sign(Encoding.ASCII.GetBytes(body)))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Keys.ForEach(key => key.Key.Dispose());
    }

    private IResult Metadata()
    {
        Readings++;
        return Results.Text(new JsonObject
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = Address + "/keys",
            ["authorization_endpoint"] = Address + "/authorize",
            ["token_endpoint"] = Address + "/token",
            ["end_session_endpoint"] = Address + "/logout",
        }.ToJsonString(), "application/json");
    }

    private string KeySet() => new JsonObject
    {
        ["keys"] = new JsonArray([.. Keys.Select(key =>
        {
            var parameters = key.Key.ExportParameters(false);
            return new JsonObject
                { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.Kid, ["n"] = Base64(parameters.Modulus!), ["e"] =
                Base64(parameters.Exponent!) };
        })]),
    }.ToJsonString();

    private IResult Authorize(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != Client || query["response_type"] != "code" || query["code_challenge_method"] != "S256"
            || !query["scope"].ToString().Contains("openid", StringComparison.Ordinal))
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"]!, query["nonce"]!, query["redirect_uri"]!);
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpContext http, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var challenge = Base64(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || asked.Challenge != challenge
            || asked.Redirect != form["redirect_uri"]
            || form["client_id"] != Client || form["client_secret"] != Secret || form["grant_type"] != "authorization_code")
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var token = Sign(Claims(claims =>
        {
            claims["aud"] = Client;
            claims["nonce"] = asked.Nonce;
            claims["oid"] = Person.Id;
            claims["name"] = "Ana Example";
            claims["sid"] = Person.Session;
            claims["roles"] = new JsonArray([.. Person.Roles.Select(role => JsonValue.Create(role))]);
            BendIdToken(claims);
        }));
        return Results.Json(new { token_type = "Bearer", id_token = token, access_token = "not-for-us" });
    }

    private static string Encode(JsonObject json) => Base64(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static Task Answer(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(text);
    }
}
