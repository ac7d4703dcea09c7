using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Appeals;
using Compliance.Functions.Console;
using Compliance.Functions.Demo;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Extraction;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Location;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Operations;
using Compliance.Functions.Operations.Controls;
using Compliance.Functions.Operations.Receiving;
using Compliance.Functions.Policies;
using Compliance.Functions.Records;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Routing;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Functions.Yente;
using Compliance.Lists;
using Compliance.Lists.Jurisdictions;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Compliance.Functions.Hosting;

/// <summary>Composes the serving process.</summary>
internal static partial class ServiceHost
{
    /// <summary>Builds the application; throws <see cref="ConfigurationException"/> where the configuration is wrong.</summary>
    /// <param name="args">Command-line arguments after the verb, such as <c>--urls</c>.</param>
    /// <param name="replace">Replaces registrations; tests use it.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = Options(builder.Configuration, builder.Environment.EnvironmentName, RunMode.Standalone);
        builder.WebHost.UseUrls([.. options.Urls]);
        if (options.Demo)
        {
            DemoMarker.Begin(options.DataDirectory);
        }

        Compose(builder, options, replace);
        var app = builder.Build();
        foreach (var unknown in options.UnknownSettings)
        {
            UnknownSetting(app.Logger, unknown);
        }

        ServicePipeline.Use(app);
        return app;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting}")]
    private static partial void UnknownSetting(ILogger log, string setting);

    /// <summary>The validated options.</summary>
    /// <exception cref="ConfigurationException">Settings are wrong; the message names each.</exception>
    public static ServiceOptions Options(IConfiguration configuration, string environment, RunMode mode)
    {
        var reader = new ServiceOptionsReader(KeyVaultReferences.Through(key => configuration[key]));
        var options = reader.Read(environment, out var errors, mode);
        options = options with { UnknownSettings = reader.UnknownOf(configuration.AsEnumerable().Select(one => one.Key)) };
        return errors.Count == 0 ? options : throw new ConfigurationException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>Registers everything that serves, the same standalone and as a worker.</summary>
    public static void Compose(IHostApplicationBuilder builder, ServiceOptions options, Action<IServiceCollection>? replace = null)
    {
        ServiceLogging.Configure(builder.Logging, options);
        builder.AddTelemetry(options.Telemetry);
        builder.Services.Configure<KestrelServerOptions>(RequestBounds.Set);
        AddFeatures(builder.Services, options);
        ApiDescription.Add(builder.Services);
        replace?.Invoke(builder.Services);
        AddPump(builder.Services, options);
    }

    private static void AddFeatures(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options).AddSingleton(TimeProvider.System);
        _ = options.Azure is { } azure ? services.AddAzureStorage(azure) : services.AddEmbeddedStorage(options.DataDirectory);
        services.AddSecret(options).AddHostedService<KeyAdoption>();
        services.AddOperations().AddReceiving(options.Azure).AddSingleton<ScreeningStore>().AddSingleton<SubjectStore>();
        services.AddSingleton(new ScreeningRules(options.IsDevelopment, PolicyLibrary.Load()));
        services.AddSingleton<ScreeningService>().AddSingleton<ScreeningIntake>();
        services.AddSingleton(options.GeoIp).AddSingleton<GeoIpLookup>()
            .AddSingleton<IGeoIpLookup>(provider => provider.GetRequiredService<GeoIpLookup>());
        services.AddHostedService<GeoIpReloading>();
        AddCorpus(services, options);
        AddAlerts(services);
        services.AddAlerts().AddReviewConsole().AddIdentity(options);
        services.AddRecords(options.Records).AddRecordKeeping();
        services.AddEnforcement().AddEnforcementKeeping().AddNotices().AddAppeals().AddHostedService<NoticeLoop>();
        services.AddNetworkKeeping(options.Mode).AddRadarKeeping(options.Mode);
        services.AddPolicies().AddRoutes();
        services.AddYente();
        services.AddControls();
        if (options.Demo)
        {
            services.AddHostedService<DemoFilling>();
        }
    }

    private static void AddCorpus(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<CorpusHost>().AddSingleton<SnapshotArchive>().AddSingleton<SnapshotAdmission>()
            .AddSingleton<ListStatuses>();
        services.AddSingleton<ListRefresh>().AddSingleton<ListOverview>();
        services.AddListHistory();
        services.AddRescreening(options.Mode);
        services.AddLinking();
        services.AddCompiledCorpora(options);
        services.AddSingleton(provider => SupplyOf(options, provider));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<CorpusLoop>(provider, options.Mode));
    }

    private static void AddAlerts(IServiceCollection services)
    {
        services.AddSingleton<OutboxSignal>().AddSingleton<QueueSignal>().AddSingleton<AlertOutbox>();
        services.AddSingleton(provider =>
            new AlertQueueHandler(provider.GetRequiredService<IAlertOpener>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<OutboxDispatcher>();
    }

    /// <summary>Without an opener the messages wait in the queue.</summary>
    private static void AddPump(IServiceCollection services, ServiceOptions options)
    {
        if (options.Mode == RunMode.Standalone && services.Any(service => service.ServiceType == typeof(IAlertOpener)))
        {
            services.AddHostedService<AlertQueuePump>();
            services.AddHostedService<EventQueuePump>();
        }
    }

    private static IListSupply SupplyOf(ServiceOptions options, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        if (options.ListsDirectory is { } directory)
        {
            return new DirectorySupply(directory, options.ListsPoll, new RawFiles(provider.GetRequiredService<IBlobStore>()), time,
                options.Lists);
        }

        if (options.Offline)
        {
            return new OfflineSupply(options.Lists);
        }

        var blobs = provider.GetRequiredService<IBlobStore>();
        ImmutableArray<ListDescriptor> wanted =
            [.. ListLibrary.Descriptors.Where(descriptor => options.Lists.IsEmpty || options.Lists.Contains(descriptor.Code))];
        return new OfficialSupply(wanted, options.Addresses,
            new ListDownload(ListHttp.Create(options.UserAgent, options.ListProxy), blobs, time), blobs, time,
                options.Lists);
    }
}
