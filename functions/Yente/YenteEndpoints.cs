using Compliance.Functions.Identity;

namespace Compliance.Functions.Yente;

/// <summary>The addresses that clients of yente ask, below <c>/api/yente</c>: the base address of such a client.</summary>
internal static class YenteEndpoints
{
    /// <summary>What a client of yente takes for the base address.</summary>
    public const string Prefix = "/api/yente";

    public static void AddYente(this IServiceCollection services) =>
        services.AddSingleton<EntityIndexes>().AddSingleton<YenteMatching>();

    public static void MapYente(this IEndpointRouteBuilder routes)
    {
        HttpYenteMatch.Map(routes);
        HttpYenteSearch.Map(routes);
        HttpYenteEntities.Map(routes);
        HttpYenteCatalog.Map(routes);
        HttpReconcile.Map(routes);
        HttpReconcileSuggest.Map(routes);
    }

    /// <summary>Names an address, guards it, and lets it refuse as yente does.</summary>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder address, string name, string summary, string scope) =>
        ApiKeyGuard.RequireScope(address.WithName(name).WithTags("yente").WithSummary(summary)
            .AddEndpointFilter(YenteFailure.AnswerAsync), scope);
}
