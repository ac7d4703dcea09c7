using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Contracts;
using Compliance.Functions.Controls;
using Compliance.Functions.Corpus;
using Compliance.Functions.Corpus.History;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.GeoIp;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Linking;
using Compliance.Functions.Operations;
using Compliance.Functions.Records;
using Compliance.Functions.Rescreening;
using Compliance.Functions.ReviewConsole;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Stores;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Triggers;
using Compliance.Lists;
using Compliance.Lists.Jurisdictions;

namespace Compliance.Functions.Hosting;

/// <summary>Composes the serving process.</summary>
internal static class ServiceHost
{
    /// <summary>Builds the application; throws <see cref="ConfigurationException"/> where the configuration is wrong.</summary>
    /// <param name="args">Command-line arguments after the verb, such as <c>--urls</c>.</param>
    /// <param name="replace">Replaces registrations; tests use it.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = new ServiceOptionsReader(KeyVaultReferences.Through(key => builder.Configuration[key])).Read(
            builder.Environment.EnvironmentName, out var errors);
        if (errors.Count > 0)
        {
            throw new ConfigurationException(string.Join(Environment.NewLine, errors));
        }

        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(RequestBounds.Set);
        ServiceLogging.Configure(builder.Logging, options);
        builder.AddTelemetry(options.Telemetry);
        AddServices(builder.Services, options);
        ApiDescription.Add(builder.Services);
        replace?.Invoke(builder.Services);
        AddPump(builder.Services, options);

        var app = builder.Build();
        UseMiddleware(app);
        MapHttp(app);
        if (options.Mode == RunMode.Functions)
        {
            MapTriggers(app);
        }

        return app;
    }

    /// <summary>Maps the triggers of the Functions host; gives their names.</summary>
    public static IReadOnlyList<string> MapTriggers(WebApplication app)
    {
        var routes = new TriggerRoutes(app, app.Logger);
        TimerRefreshWatchlists.Map(routes);
        TimerDrainOutbox.Map(routes);
        TimerRunProbes.Map(routes);
        QueueOpenAlert.Map(routes);
        routes.MapRecordTriggers();
        RescreenSetup.MapRescreening(routes);
        return routes.Names;
    }

    private static void AddServices(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options).AddSingleton(TimeProvider.System);
        _ = options.Azure is { } azure ? services.AddAzureStorage(azure) : services.AddEmbeddedStorage(options.DataDirectory);
        services.AddOperations().AddSingleton<ScreeningStore>().AddSingleton<SubjectStore>();
        services.AddSingleton(new ScreeningRules(options.IsDevelopment, PolicyLibrary.Load()));
        services.AddSingleton<ScreeningDesk>().AddSingleton<ScreeningIntake>();
        services.AddSingleton(options.GeoIp).AddSingleton<GeoIpLookup>()
            .AddSingleton<IGeoIpLookup>(provider => provider.GetRequiredService<GeoIpLookup>());
        services.AddHostedService<GeoIpReloading>();
        AddCorpus(services, options);
        AddAlerts(services);
        services.AddAlerts().AddReviewConsole().AddIdentity(options);
        services.AddRecords(options.Records).AddRecordKeeping();
        services.AddEnforcement();
        services.AddControls();
    }

    private static void AddCorpus(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<CorpusHost>().AddSingleton<SnapshotArchive>().AddSingleton<SnapshotAdmission>()
            .AddSingleton<ListStatusBook>();
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
            return new DirectorySupply(directory, options.ListsPoll, new RawFiles(provider.GetRequiredService<IBlobStore>()), time);
        }

        if (options.Offline)
        {
            return new OfflineSupply();
        }

        var blobs = provider.GetRequiredService<IBlobStore>();
        ImmutableArray<ListDescriptor> wanted =
            [.. ListLibrary.Descriptors.Where(descriptor => options.Lists.IsEmpty || options.Lists.Contains(descriptor.Code))];
        return new OfficialSupply(wanted, options.Addresses,
            new ListDownload(ListHttp.Create(options.UserAgent, options.ListProxy), blobs, time), blobs, time);
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.UseDoor();
        app.UseFailureAnswers();
        app.UseStatusCodePages(context =>
            Answers.WriteAsync(context.HttpContext,
            Problems.OfStatus(context.HttpContext.Response.StatusCode, "The request could not be served.")));
        app.UseRouting();
        app.UseRecords();
        app.UseRequestTimeouts();
        app.UseGuards();
    }

    private static void MapHttp(WebApplication app)
    {
        HttpHealth.Map(app);
        app.MapControls();
        HttpScreenSubject.Map(app);
        HttpScreenBatch.Map(app);
        HttpFindScreening.Map(app);
        HttpListWatchlists.Map(app);
        HttpRefreshWatchlist.Map(app);
        app.MapListHistory();
        app.MapRescreening();
        app.MapLinking();
        HttpFindParty.Map(app);
        app.MapAlerts();
        app.MapRecords();
        app.MapReviewConsole();
        app.MapIdentity();
        app.MapOperations();
        app.MapEnforcement();
        app.MapOpenApi("/openapi/{documentName}.json");
    }
}
