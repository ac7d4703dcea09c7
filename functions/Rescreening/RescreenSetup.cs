using Compliance.Functions.Hosting;
using Compliance.Functions.Subjects;

namespace Compliance.Functions.Rescreening;

/// <summary>Adds rescreening to a host.</summary>
internal static class RescreenSetup
{
    /// <summary>Registers runs and their work; standalone also the loop that does it.</summary>
    public static IServiceCollection AddRescreening(this IServiceCollection services, RunMode mode)
    {
        services.AddSingleton<RescreenStore>().AddSingleton<RescreenPlans>().AddSingleton<ChangesSince>().AddSingleton<SubjectRescreening>()
            .AddSingleton<AlertFollowUp>()
            .AddSingleton<RescreenWorker>().AddSingleton<RescreenCoordinator>().AddSingleton<RescreenQueueHandler>()
                .AddSingleton<RescreenPump>().AddSingleton<CertificateVerifier>()
            .AddSingleton<RescreenOverview>();
        return mode == RunMode.Standalone ? services.AddHostedService<RescreenLoop>() : services;
    }

    /// <summary>Maps the HTTP interface of runs and of monitored subjects.</summary>
    public static IEndpointRouteBuilder MapRescreening(this IEndpointRouteBuilder routes)
    {
        HttpListRescreenings.Map(routes);
        HttpFindRescreening.Map(routes);
        HttpStartRescreening.Map(routes);
        HttpVerifyRescreening.Map(routes);
        HttpForgetSubject.Map(routes);
        return routes;
    }
}
