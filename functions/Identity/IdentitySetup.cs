using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Compliance.Functions.Identity;

/// <summary>Adds who may come in, and how often, to a host.</summary>
internal static class IdentitySetup
{
    private static readonly TimeSpan DirectoryPatience = TimeSpan.FromSeconds(10);

    /// <summary>Registers keys, tokens, sessions and limits.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<KeyStore>().AddSingleton<KeyDirectory>().AddHostedService<KeyUseNotes>();
        services.AddSingleton(new RequestLimits(options.Limits)).AddSingleton<CallerFinder>().AddSingleton<ApiKeyGuard>()
            .AddSingleton<OfficerSessions>().AddSingleton<SignInRecord>();
        RequestBounds.Add(services);
        services.AddDataProtection().SetApplicationName("compliance");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IRecordStore>((keys, records) => keys.XmlRepository = new RecordKeyRing(records));
        if (options.Entra is not { } entra)
        {
            return services;
        }

        services.AddSingleton(entra).AddSingleton<TokenReader>().AddSingleton<AccessTokens>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Authority>(provider, DirectoryClient()));
        if (entra.Browser is not null)
        {
            services.AddSingleton<SignInCookies>().AddSingleton<CodeFlow>();
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CodeExchange>(provider, DirectoryClient()));
        }

        return services;
    }

    /// <summary>Maps what administrators do with keys and sessions.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        HttpManageKeys.Map(routes);
        HttpSignOutOfficer.Map(routes);
    }

    private static HttpClient DirectoryClient() =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout =
        DirectoryPatience
        })
        { Timeout = DirectoryPatience };
}
