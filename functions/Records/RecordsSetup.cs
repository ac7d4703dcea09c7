using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.Functions.Operations;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Export;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Records;

/// <summary>Adds the record to a host: the log of acts, checkpoints, verification, replay, export, retention, reports and
/// webhooks.</summary>
internal static class RecordsSetup
{
    /// <summary>What the record needs wherever it is read: in the service and on the command line. It expects storage, alerts, screenings,
    /// the archive of lists and the rules.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services, RecordsOptions options) => services
        .AddSingleton(options)
        .AddSingleton<AuditIntake>()
        .AddSingleton<LogSignal>()
        .AddSingleton<TwoPersonActs>()
        .AddSingleton<ClockWatch>()
        .AddSingleton<AuditLog>()
        .AddSingleton<LogSealer>()
        .AddSingleton<ILogSource, DirectActs>()
        .AddSingleton<ILogSource, ScreeningActs>()
        .AddSingleton<ILogSource, SubjectChains>()
        .AddSingleton<ILogSource, ObservedVersions>()
        .AddSessions()
        .AddSingleton<OtherChains>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<OtherChains>())
        .AddSingleton<ICheckpointStore>(provider => options.CheckpointDirectory is { } directory
            ? new CheckpointFolder(directory)
            : new CheckpointContainer(provider.GetRequiredService<IBlobStore>()))
        .AddSingleton<LogCheckpoints>()
        .AddSingleton<ActingRows>()
        .AddSingleton<RecordVerification>()
        .AddSingleton<DecisionReplay>()
        .AddSingleton<PinnedCorpora>()
        .AddSingleton<ReplayRun>()
        .AddExport()
        .AddRetention()
        .AddReports()
        .AddWebhooks();

    /// <summary>What keeps the record while the service runs.</summary>
    public static IServiceCollection AddRecordKeeping(this IServiceCollection services) => services
        .AddSingleton<AccessRecording>()
        .AddHostedService<SealingLoop>()
        .AddHostedService<ClockLoop>()
        .AddHostedService<RetentionLoop>()
        .AddHostedService<WebhookLoop>();

    /// <summary>Records reads of personal data and denials; after routing, before the guard.</summary>
    public static void UseRecords(this IApplicationBuilder app)
    {
        var access = app.ApplicationServices.GetRequiredService<AccessRecording>();
        app.Use((http, next) => access.InvokeAsync(http, next));
    }

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        HttpReadAuditLog.Map(routes);
        HttpVerifyRecord.Map(routes);
        HttpReplayDecisions.Map(routes);
        HttpExportEvidence.Map(routes);
        HttpKeepRecords.Map(routes);
        HttpReportProperty.Map(routes);
        HttpWebhooks.Map(routes);
    }
}
