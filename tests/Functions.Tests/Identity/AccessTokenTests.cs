using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Identity;

/// <summary>Tokens of a directory at the door of the running service.</summary>
public sealed class AccessTokenTests(ServiceWithDirectory directory) : IClassFixture<ServiceWithDirectory>
{
    private const string Body = """{"subject":{"name":"Quentin Oyelaran"}}""";
    private readonly FakeAuthority authority = directory.Authority;
    private readonly RunningService service = directory.Service;

    [Fact]
    public async Task A_directory_closes_the_open_api_of_a_developer()
    => Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(null)).Status);

    [Fact]
    public async Task An_application_with_a_role_is_let_in_and_its_name_stands_in_the_evidence()
    {
        var reply = await SendAsync(authority.AppToken(["Screening.Submit"]));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var stored = await ((Functions.Screening.ScreeningStore)service.App.Services.GetService(
            typeof(Functions.Screening.ScreeningStore))!).FindAsync(reply.Id, default);
        Assert.Equal("app.cccccccc-0000-4000-8000-000000000003", stored!.Client);
    }

    [Fact]
    public async Task A_person_is_let_in_by_role_and_scope()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/v1/alerts", authority.UserToken(["Case.Screener"]))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(authority.UserToken(["Case.Screener"]))).Status);
    }

    [Fact]
    public async Task What_a_role_does_not_open_is_refused_with_the_scope_that_is_missing()
    {
        var reply = await GetAsync("/api/v1/alerts", authority.AppToken(["Screening.Submit"]));

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Contains("insufficient_scope", Challenge(reply), StringComparison.Ordinal);
        Assert.Contains("scope=\"alerts\"", Challenge(reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("Nobody.Knows")]
    [InlineData("screening.submit")]
    public async Task Without_a_role_of_ours_nothing_opens(params string[] roles) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(authority.AppToken(roles))).Status);

    public static TheoryData<string, string, Action<JsonObject>> Wrong => new()
    {
        { "another audience", "not for this service", claims => claims["aud"] = FakeAuthority.Client },
        { "no audience", "not for this service", claims => claims.Remove("aud") },
        { "another issuer", "issuer", claims => claims["iss"] = "https://login.example/tenant/v2.0" },
        { "the issuer of version 1", "issuer", claims => claims["iss"] = $"https://sts.windows.net/{FakeAuthority.Tenant}/" },
        { "another tenant", "tenant", claims => claims["tid"] = Guid.NewGuid().ToString() },
        { "no tenant", "tenant", claims => claims.Remove("tid") },
        { "version 1", "version 2", claims => claims["ver"] = "1.0" },
        { "expired", "expired", claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 121 },
        { "no end", "no end", claims => claims.Remove("exp") },
        { "not valid yet", "not valid yet", claims => claims["nbf"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 180 },
        { "an id token", "neither", claims => { claims.Remove("azp"); claims["nonce"] = "n"; } },
        { "an id token that names an application", "neither", claims => claims["nonce"] = "n" },
        { "a person's kind without a scope", "neither", claims => claims["idtyp"] = "user" },
        { "an application's kind with a scope", "neither", claims => { claims["idtyp"] = "app"; claims["scp"] = "access_as_user"; } },
        { "another delegated scope", "lacks the scope", claims => claims["scp"] = "profile.read" },
        { "an application without an id", "neither", claims => claims["azp"] = "router" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_wrong_is_refused_with_the_reason(string what, string reason, Action<JsonObject> bend)
    {
        var reply = await SendAsync(authority.AppToken(["Screening.Submit"], bend));

        Assert.True(reply.Status == HttpStatusCode.Unauthorized, $"{what}: {reply.Status}");
        Assert.Contains("error=\"invalid_token\"", Challenge(reply), StringComparison.Ordinal);
        Assert.Contains(reason, reply.Json.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Clocks_may_differ_by_two_minutes()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.OK,
            (await SendAsync(authority.AppToken(["Screening.Submit"], claims => claims["exp"] = now - 60))).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await SendAsync(authority.AppToken(["Screening.Submit"], claims => claims["nbf"] = now + 60))).Status);
    }

    [Fact]
    public async Task Forged_signatures_open_nothing()
    {
        var claims = authority.Claims(claims =>
        {
            claims["azp"] = "cccccccc-0000-4000-8000-000000000003";
            claims["roles"] = new JsonArray("Service.Admin");
        });
        var published = Encoding.ASCII.GetBytes(authority.Keys[0].Key.ExportSubjectPublicKeyInfoPem());
        using var other = RSA.Create(2048);
        var good = authority.AppToken(["Screening.Submit"]);
        var parts = good.Split('.');
        string[] forged =
        [
            FakeAuthority.Forge(Head("none"), Copy(claims), _ => []),
            FakeAuthority.Forge(Head("None"), Copy(claims), _ => [1]),
            FakeAuthority.Forge(Head("HS256"), Copy(claims), body => HMACSHA256.HashData(published, body)),
            FakeAuthority.Forge(Head("HS256"), Copy(claims),
                body => HMACSHA256.HashData(authority.Keys[0].Key.ExportSubjectPublicKeyInfo(), body)),
            FakeAuthority.Forge(Head("PS256"), Copy(claims), body => authority.Keys[0]
                .Key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            FakeAuthority.Forge(Head("RS512"), Copy(claims), body => authority.Keys[0]
                .Key.SignData(body, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
            authority.Sign(Copy(claims), key: other),
            $"{parts[0]}.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}.{parts[2]}",
            "..",
            "a.b.c",
            FakeAuthority.Forge(Embedded(other), Copy(claims),
                body => other.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        ];

        foreach (var token in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(token)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(good)).Status);
    }

    [Fact]
    public async Task A_critical_extension_that_nobody_understands_is_refused()
    {
        var head = Head("RS256");
        head["crit"] = new JsonArray("exp");
        var token = FakeAuthority.Forge(head, authority.Claims(_ => { }), body => authority.Keys[0]
            .Key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(token)).Status);
    }

    [Fact]
    public async Task A_token_of_more_than_sixteen_KiB_is_refused_and_headers_beyond_the_limit_too()
    {
        var large = authority.AppToken(["Screening.Submit"], claims => claims["groups"] = new string('g', 14_000));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(large)).Status);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await SendAsync(new string('a', 40_000) + ".b.c")).Status);
    }

    [Theory]
    [InlineData("Authorization", "Authorization")]
    [InlineData("Authorization", "X-Api-Key")]
    [InlineData("X-Api-Key", "X-Api-Key")]
    public async Task Two_credentials_are_refused_though_each_alone_is_good(string first, string second)
    {
        var token = "Bearer " + authority.AppToken(["Screening.Submit"]);
        // HttpClient would join equal headers; a socket sends them as they are.
        var uri = service.Http.BaseAddress!;
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(uri.Host, uri.Port);
        await socket.GetStream()
            .WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/v1/lists HTTP/1.1\r\nHost: {uri.Authority}\r\n{first}: {token}\r\n{second}: {token}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(socket.GetStream());

        Assert.Contains(" 400 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_word_of_a_token_reaches_the_answer()
    {
        var token = authority.AppToken(["Screening.Submit"], claims => claims["aud"] = "marker-audience");
        var reply = await SendAsync(token);

        Assert.DoesNotContain("marker", reply.Text + Challenge(reply), StringComparison.Ordinal);

    }

    [Fact]
    public async Task Headers_that_only_a_platform_sets_open_nothing()
    {
        (string, string)[] spoofed =
        [
            ("X-MS-CLIENT-PRINCIPAL",
                Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"auth_typ":"aad","claims":[{"typ":"roles","val":"Service.Admin"}]}"""))),
            ("X-MS-CLIENT-PRINCIPAL-ID", FakeAuthority.Ana),
            ("X-MS-TOKEN-AAD-ACCESS-TOKEN", authority.AppToken(["Service.Admin"])),
            ("X-ARR-ClientCert", "MIIB"),
            ("X-Forwarded-For", "127.0.0.1"),
            ("X-Forwarded-Host", "localhost"),
            ("X-Original-URL", "/health/live"),
            ("X-Rewrite-URL", "/health/live"),
            ("X-HTTP-Method-Override", "GET"),
            ("x-functions-key", "master"),
        ];
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/screenings", null, spoofed)).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(HttpMethod.Get, "/api/v1/keys", authority.AppToken(["Screening.Submit"]), spoofed)).Status);
    }

    private static JsonObject Head(string algorithm) => new() { ["typ"] = "JWT", ["alg"] = algorithm, ["kid"] = "key-1" };

    /// <summary>A header that brings its own key along.</summary>
    private static JsonObject Embedded(RSA key)
    {
        var parameters = key.ExportParameters(false);
        var head = Head("RS256");
        head["kid"] = "mine";
        head["jwk"] = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "mine",
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus),
            ["e"] =
                System.Buffers.Text.Base64Url.EncodeToString(parameters.Exponent),
        };
        return head;
    }

    private static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();

    private static string Challenge(Reply reply)
        => string.Join(' ', reply.Message.Headers.TryGetValues("WWW-Authenticate", out var values) ? values : []);

    private Task<Reply> SendAsync(string? token) => SendAsync(HttpMethod.Post, "/api/v1/screenings", token);

    private Task<Reply> GetAsync(string path, string token) => SendAsync(HttpMethod.Get, path, token);

    private async Task<Reply> SendAsync(HttpMethod method, string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request =
            new HttpRequestMessage(method, path)
            {
                Content = method == HttpMethod.Post
            ? new StringContent(Body, Encoding.UTF8, "application/json") : null
            };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Reply.OfAsync(await service.Http.SendAsync(request));
    }
}
