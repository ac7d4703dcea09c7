
namespace Compliance.Functions.Watchlists.History;

/// <summary>Registers versions, deltas and history of the lists.</summary>
internal static class ListHistorySetup
{
    public static IServiceCollection AddListHistory(this IServiceCollection services) => services
        .AddSingleton<ListHistory>()
        .AddSingleton<DeltaArchive>()
        .AddSingleton<DelistedParties>()
        .AddSingleton<VersionIntake>()
        .AddSingleton<ListIncidents>()
        .AddSingleton<ListOverrides>()
        .AddSingleton<ListFeed>()
        .AddSingleton<ListsAsOf>();

    /// <summary>Maps the HTTP interface of versions, changes and the operator's acts.</summary>
    public static IEndpointRouteBuilder MapListHistory(this IEndpointRouteBuilder routes)
    {
        HttpListHistory.Map(routes);
        HttpListChanges.Map(routes);
        HttpOverrideWatchlist.Map(routes);
        return routes;
    }
}
