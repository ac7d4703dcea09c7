
namespace Compliance.Functions.Watchlists.Links;

/// <summary>Adds links between listings to a host.</summary>
internal static class LinkingSetup
{
    public static IServiceCollection AddLinking(this IServiceCollection services) =>
        services.AddSingleton<SeveredLinks>().AddSingleton<PartyLinks>().AddHostedService<LinkLoop>();

    /// <summary>Maps the HTTP interface.</summary>
    public static IEndpointRouteBuilder MapLinking(this IEndpointRouteBuilder routes)
    {
        HttpListLinks.Map(routes);
        HttpSayOnLink.Map(routes);
        return routes;
    }
}
