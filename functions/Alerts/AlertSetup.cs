using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Alerts;

/// <summary>Adds alerts to a host.</summary>
public static class AlertSetup
{
    /// <summary>Registers the alert stores and the desk. It expects the record store, the screening store and a
    /// <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton(ReviewPolicy.Current)
        .AddSingleton<AuditedRecords>()
        .AddSingleton<DenialLog>()
        .AddSingleton<AlertStore>()
        .AddSingleton<AlertQueue>()
        .AddSingleton<BulkStore>()
        .AddSingleton<AlertWriter>()
        .AddSingleton<BulkVerdictRun>()
        .AddSingleton<BulkVerdictService>()
        .AddSingleton<AlertService>()
        .AddSingleton<QueueIndex>()
        .AddSingleton<GoodGuyIndex>()
        .AddSingleton<GoodGuyService>()
        .AddSingleton<SavedViews>()
        .AddSingleton<SubjectReader>()
        .AddSingleton<QueueReader>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<IEvidenceReader, StoredEvidence>()
        .AddSingleton<IGoodGuyLookup, StoredGoodGuys>()
        .AddSingleton<IAlertOpener, AlertOpener>();

    /// <summary>Maps the HTTP interface of alerts.</summary>
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        HttpListAlerts.Map(routes);
        HttpFindAlert.Map(routes);
        HttpActOnAlert.Map(routes);
        HttpReviewWork.Map(routes);
        HttpSavedViews.Map(routes);
        HttpBulkVerdicts.Map(routes);
        return routes;
    }
}
