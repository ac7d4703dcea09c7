namespace Compliance.Functions.Policies;

/// <summary>Adds policies to a host.</summary>
internal static class PoliciesSetup
{
    /// <summary>Registers the services. It expects enforcement (which keeps the cases), the record store, the record, the secret and a
    /// <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        foreach (var state in PolicyService.States)
        {
            services.AddSingleton(state);
        }

        return services.AddSingleton<PolicyService>().AddSingleton<PolicyTrials>().AddSingleton<PolicyDecision>();
    }

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        HttpPolicies.Map(routes);
        HttpLaw.Map(routes);
    }
}
