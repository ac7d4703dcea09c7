using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;
using Compliance.Functions.Tests.Storage.Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the platform puts beside an instance: the endpoint that gives managed-identity tokens (plain HTTP, guarded by a
/// header).</summary>
internal sealed class PlatformStub : IAsyncDisposable
{
    public const string ClientId = "7d1c2b3a-0000-4000-8000-00000000c0de";
    private const string IdentityPath = "/msi/token";
    private readonly WebApplication _app;
    private readonly string _secret = Guid.NewGuid().ToString("N");

    private PlatformStub(WebApplication app) => _app = app;

    /// <summary>The variables that the platform gives an instance with a user-assigned identity.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("IDENTITY_ENDPOINT", new Uri(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single()), IdentityPath).AbsoluteUri),
        new("IDENTITY_HEADER", _secret),
    ];

    public static async Task<PlatformStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new PlatformStub(app);
        app.Run(stub.TokenAsync);
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task TokenAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (http.Request.Path != IdentityPath || http.Request.Headers["X-IDENTITY-HEADER"] != _secret || query["client_id"] != ClientId
            || query["api-version"].Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var resource = query["resource"].ToString().TrimEnd('/');
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject
        {
            ["access_token"] = new UnsignedToken(resource).GetToken(new TokenRequestContext([]), default).Token,
            ["expires_on"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = ClientId,
        }.ToJsonString());
    }
}
