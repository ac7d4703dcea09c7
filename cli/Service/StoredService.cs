using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Appeals;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Notices;
using Compliance.Functions.Policies;
using Compliance.Functions.Records;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Routing;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Lists.Jurisdictions;

namespace Compliance.Cli.Service;

/// <summary>The service's stores and records without the service: what the verbs that read the record work on.</summary>
internal static class StoredService
{
    /// <summary>Opens the store that the configuration names to read it, whether or not the service runs.</summary>
    /// <exception cref="InvalidInputException">The configuration is wrong, or nothing is stored.</exception>
    public static ServiceProvider OpenToRead(CliConsole console) => Open(console, toRead: true);

    /// <summary>Opens the store that the configuration names.</summary>
    /// <param name="console">Settings and clock.</param>
    /// <param name="mustExist">True where an empty store would answer nothing.</param>
    /// <param name="dataDirectory">Another data directory; null takes the configured one.</param>
    /// <param name="replace">Puts other services in place of some; null for none.</param>
    /// <param name="toRead">True to read only, whether or not the service runs.</param>
    /// <exception cref="InvalidInputException">The configuration is wrong, nothing is stored, or another process (the running service) has
    /// the directory open.</exception>
    public static ServiceProvider Open(CliConsole console, bool mustExist = true, string? dataDirectory = null,
        Action<IServiceCollection>? replace = null, bool toRead = false)
    {
        var options = new ServiceOptionsReader(key => key == "COMPLIANCE_DATA_DIR" && dataDirectory is not null ? dataDirectory
            : console.Setting(key)).Read("Tool", out var errors);
        if (errors.Count > 0)
        {
            throw new InvalidInputException(string.Join(Environment.NewLine, errors));
        }

        if (mustExist && options.Azure is null && !File.Exists(Path.Combine(options.DataDirectory, SqliteFile.Name)))
        {
            throw new InvalidInputException(
                $"nothing is stored in '{options.DataDirectory}'; name the service's directory in COMPLIANCE_DATA_DIR.");
        }

        var services = new ServiceCollection().AddLogging().AddSingleton(options).AddSingleton(console.Time);
        _ = options.Azure is { } azure ? services.AddAzureStorage(azure) : services.AddEmbeddedStorage(options.DataDirectory, toRead);
        services
            .AddSecret(options)
            .AddSingleton<ScreeningStore>().AddSingleton<SubjectStore>().AddSingleton<SnapshotArchive>().AddSingleton<ListHistory>()
                .AddSingleton<RescreenStore>().AddSingleton<ListStatuses>().AddSingleton<CorpusHost>().AddSingleton<OutboxSignal>()
            .AddSingleton(new ScreeningRules(AllowSample: false, PolicyLibrary.Load()))
            .AddSingleton<ScreeningService>()
            .AddAlerts()
            .AddRecords(options.Records)
            .AddEnforcement()
            .AddNotices()
            .AddAppeals()
            .AddPolicies()
            .AddRoutes();
        replace?.Invoke(services);
        var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IRecordStore>();
            return provider;
        }
        catch (StorageUnavailableException error)
        {
            provider.Dispose();
            throw new InvalidInputException(toRead ? error.Message :
                $"{error.Message} While the service runs, ask it: /app/records, or the addresses under /api/v1/audit.", error);
        }
    }
}
