using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core;
using Compliance.Functions.Tests.Storage.Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the platform puts beside an instance: the endpoint that gives managed-identity tokens (plain HTTP, guarded by a header),
/// and a Service Bus namespace over HTTPS.</summary>
internal sealed class PlatformStub : IAsyncDisposable
{
    public const string ClientId = "7d1c2b3a-0000-4000-8000-00000000c0de";
    private const string IdentityPath = "/msi/token";
    private static readonly string BusToken =
        new UnsignedToken("https://servicebus.azure.net").GetToken(new TokenRequestContext([]), default).Token;
    private readonly WebApplication _app;
    private readonly string _secret = Guid.NewGuid().ToString("N");

    private PlatformStub(WebApplication app, ServiceBusStub bus) => (_app, Bus) = (app, bus);

    public ServiceBusStub Bus { get; }

    /// <summary>Resources that tokens were asked for.</summary>
    public HashSet<string> AskedFor { get; } = [];

    /// <summary>The variables that the platform gives an instance with a user-assigned identity.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("IDENTITY_ENDPOINT", Address("http") + IdentityPath.TrimStart('/')),
        new("IDENTITY_HEADER", _secret),
        new("ServiceBus__fullyQualifiedNamespace", Address("https").Authority),
        new("ServiceBus__credential", "managedidentity"),
        new("ServiceBus__clientId", ClientId),
    ];

    public static async Task<PlatformStub> StartAsync(AzuriteProcess azurite, ServiceBusModel model)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        using var pem = X509Certificate2.CreateFromPemFile(azurite.CertificateFile, azurite.KeyFile);
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Listen(System.Net.IPAddress.Loopback,
                0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate }));
        });
        var app = builder.Build();
        var stub = new PlatformStub(app, new ServiceBusStub(model, BusToken));
        app.Run(http => http.Request.IsHttps ? stub.Bus.AnswerAsync(http) : stub.TokenAsync(http));
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Uri Address(string scheme) =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))
        .Single(address => address.Scheme == scheme);

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
        lock (AskedFor)
        {
            AskedFor.Add(resource);
        }

        var token = resource.Contains("servicebus", StringComparison.Ordinal) ? BusToken
            : new UnsignedToken(resource).GetToken(new TokenRequestContext([]), default).Token;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject
        {
            ["access_token"] = token,
            ["expires_on"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = ClientId,
        }.ToJsonString());
    }
}
