using Compliance.Functions.Hosting;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>Adds the compiled corpora, shared with the other instances where the store is one they have in common.</summary>
internal static class CompiledCorporaSetup
{
    public static IServiceCollection AddCompiledCorpora(this IServiceCollection services, ServiceOptions options)
    {
        if (options.Azure is not null)
        {
            services.AddSingleton<SharedCorpora>().AddHostedService(provider => provider.GetRequiredService<SharedCorpora>());
        }

        return services.AddSingleton(provider => new CompiledCorpora(
            CompiledCorpora.DirectoryFor(options), provider.GetRequiredService<ILogger<CompiledCorpora>>(),
                provider.GetService<SharedCorpora>()));
    }
}
