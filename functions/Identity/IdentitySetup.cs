using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Compliance.Functions.Identity;

/// <summary>Adds who may come in, and how often, to a host.</summary>
internal static class IdentitySetup
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly TimeSpan DirectoryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Registers keys, tokens, sessions and limits.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<KeyStore>().AddSingleton<KeyDirectory>().AddHostedService<KeyUseNotes>();
        services.AddSingleton(new RequestLimits(options.Limits)).AddSingleton<CallerFinder>().AddSingleton<ApiKeyGuard>()
            .AddSingleton<SignInRecord>();
        RequestBounds.Add(services);
        services.AddDataProtection().SetApplicationName("compliance");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IRecordStore, RowSeal>((keys, records, seal) => keys.XmlRepository = new RecordKeyRing(records, seal));
        if (options.Entra is not { } entra)
        {
            return services;
        }

        services.AddSingleton(entra);
        AccessTokens.Add(services);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Authority>(provider, DirectoryClient()));
        if (entra.Browser is not null)
        {
            DirectorySignIn.Add(services, DirectoryClient);
        }

        return services;
    }

    /// <summary>Maps what administrators do with keys and sessions.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        HttpManageKeys.Map(routes);
        HttpSignOutOfficer.Map(routes);
    }

    /// <summary>A client of the authority: within a time limit and a size limit, and what fails there is a failure of reaching it, not an
    /// answer.</summary>
    private static HttpClient DirectoryClient()
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = DirectoryTimeout,
        };
        return new HttpClient(new ServerFailureHandler(sockets))
        {
            Timeout = DirectoryTimeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }
}
