using System.Text;
using Azure.Core;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>The Azure provider on an emulator that is started when a test first needs it, reached with the account's key over
/// HTTP.</summary>
public sealed class KeyAzuriteFixture : AzuriteFixture
{
    /// <summary>The emulator's public key: learn.microsoft.com, "Use the Azurite emulator".</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public KeyAzuriteFixture()
        : base(https: false)
    {
    }

    public static AzureStorageOptions OptionsFor(AzuriteProcess azurite, string key = Key) => new()
    {
        ConnectionString =
            $"AccountName={AzuriteProcess.Account};AccountKey={key};BlobEndpoint={azurite.Blob};QueueEndpoint={azurite.Queue};TableEndpoint={azurite.Table}",
        RetryDelay = TimeSpan.FromMilliseconds(20),
    };

    protected override AzureStorageOptions Options(AzuriteProcess azurite) => OptionsFor(azurite);
}

/// <summary>The same reached with a token over HTTPS.</summary>
public sealed class TokenAzuriteFixture : AzuriteFixture
{
    public TokenAzuriteFixture()
        : base(https: true)
    {
    }

    protected override AzureStorageOptions Options(AzuriteProcess azurite) => azurite.TokenOptions(AzuriteProcess.Account);
}

public abstract class AzuriteFixture : IDisposable
{
    private readonly Lazy<AzuriteProcess> process;
    private readonly Lazy<ServiceProvider> services;

    protected AzuriteFixture(bool https)
    {
        process = new(() => AzuriteProcess.Start(https));
        services = new(() => new ServiceCollection().AddAzureStorage(Options(process.Value)).BuildServiceProvider());
    }

    public AzuriteProcess Process => process.Value;

    public IRecordStore Records => services.Value.GetRequiredService<IRecordStore>();

    public IBlobStore Blobs => services.Value.GetRequiredService<IBlobStore>();

    public IMessageQueue Queue => services.Value.GetRequiredService<IMessageQueue>();

    public void Dispose()
    {
        if (services.IsValueCreated)
        {
            services.Value.Dispose();
        }

        if (process.IsValueCreated)
        {
            process.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract AzureStorageOptions Options(AzuriteProcess azurite);
}

/// <summary>A token such as the emulator takes: rightly formed, signed by nobody.</summary>
public sealed class UnsignedToken(string audience) : TokenCredential
{
    public string? AskedFor { get; private set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        AskedFor = string.Join(' ', requestContext.Scopes);
        var now = DateTimeOffset.UtcNow;
        var claims = $$"""
            {"aud":"{{audience}}","iss":"https://sts.windows.net/00000000-0000-0000-0000-000000000001/","iat":{{now.AddMinutes(-5).ToUnixTimeSeconds()}},"nbf":{{now.AddMinutes(-5).ToUnixTimeSeconds()}},"exp":{{now.AddHours(1).ToUnixTimeSeconds()}}}
            """;
        return new AccessToken($"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(claims)}.{Part("nobody")}", now.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => new(GetToken(requestContext, cancellationToken));

    private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
