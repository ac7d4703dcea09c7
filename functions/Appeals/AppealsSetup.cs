using Compliance.Functions.Appeals.Page;
using Compliance.Functions.Appeals.Transparency;

namespace Compliance.Functions.Appeals;

/// <summary>Adds appeals to a host.</summary>
internal static class AppealsSetup
{
    /// <summary>What reads and writes them, in the service and on the command line. It expects enforcement, notices and the
    /// record.</summary>
    public static IServiceCollection AddAppeals(this IServiceCollection services) => services
        .AddSingleton<AppealLinks>()
        .AddSingleton<AppealFiles>()
        .AddSingleton<AppealService>()
        .AddSingleton<AppealReader>()
        .AddSingleton<AppealFollowing>()
        .AddSingleton<AppealPages>()
        .AddSingleton<TransparencyReader>()
        .AddSingleton<SiblingIndex>();

    /// <summary>Maps the HTTP interface and the public page.</summary>
    public static void MapAppeals(this IEndpointRouteBuilder routes)
    {
        HttpAppeals.Map(routes);
        AppealPages.Map(routes);
        HttpTransparency.Map(routes);
    }
}
