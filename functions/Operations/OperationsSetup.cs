using Compliance.Functions.Storage;

namespace Compliance.Functions.Operations;

/// <summary>Adds what operators need: claim checks on the queues, the quarantine, the overview.</summary>
internal static class OperationsSetup
{
    /// <summary>Registers them. It expects the storage primitives and the screening store.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        var plain = services.Last(service => service.ServiceType == typeof(IMessageQueue));
        services.Remove(plain);
        return services
            .AddSingleton<IMessageQueue>(provider => new ClaimCheckQueue(
                (IMessageQueue)(plain.ImplementationInstance ?? plain.ImplementationFactory!(provider)),
                    provider.GetRequiredService<IBlobStore>()))
            .AddSingleton<Quarantine>()
            .AddSingleton<StoreProbe>()
            .AddSingleton<QueueOverview>();
    }

    /// <summary>Maps their addresses.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes) => OperationsEndpoints.Map(routes);
}
