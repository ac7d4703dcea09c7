using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Routing;

/// <summary>Adds routes and controls to a host.</summary>
internal static class RoutingSetup
{
    /// <summary>Registers the services. It expects policies, enforcement, the record and the secret.</summary>
    public static IServiceCollection AddRoutes(this IServiceCollection services) => services
        .AddSingleton<ControlActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<ControlActs>())
        .AddSingleton(provider => provider.GetRequiredService<ControlActs>().Kind)
        .AddSingleton<ControlStore>()
        .AddSingleton<RouteService>();

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        HttpRoutes.Map(routes);
        HttpControls.Map(routes);
    }
}
