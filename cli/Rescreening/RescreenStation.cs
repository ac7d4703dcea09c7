using Compliance.Cli.Lists;
using Compliance.Functions.Hosting;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Cli.Rescreening;

/// <summary>The service's own parts over its data directory, for a command that works while the service does not run. Nothing is fetched
/// and nothing listens.</summary>
internal sealed class RescreenStation : IAsyncDisposable
{
    private static readonly string[] Keys = ["COMPLIANCE_DATA_DIR", "COMPLIANCE_LISTS_DIR", "COMPLIANCE_RESCREEN_PER_SECOND"];

    private readonly WebApplication _app;
    private readonly bool _hasDirectory;

    private RescreenStation(WebApplication app, bool hasDirectory) => (_app, _hasDirectory) = (app, hasDirectory);

    /// <summary>The runs.</summary>
    public RescreenStore Runs => Of<RescreenStore>();

    /// <summary>How far they are.</summary>
    public RescreenOverview Overview => Of<RescreenOverview>();

    /// <summary>Checks certificates.</summary>
    public CertificateVerifier Verifier => Of<CertificateVerifier>();

    /// <summary>A part of the service.</summary>
    public T Of<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Opens the data directory.</summary>
    /// <param name="console">Settings and clock.</param>
    /// <param name="toRead">True where the command changes nothing: it works beside the service. Lists of COMPLIANCE_LISTS_DIR are brought
    /// into use first where no service did so already.</param>
    /// <exception cref="InvalidInputException">Nothing is stored there, the configuration is wrong, or the running service has it
    /// open.</exception>
    public static RescreenStation Open(CliConsole console, bool toRead = false)
    {
        if (!StoredLists.Exist(console))
        {
            throw new InvalidInputException(
                $"nothing is stored in '{StoredLists.DirectoryOf(console)}': name the service's data directory in COMPLIANCE_DATA_DIR.");
        }

        var looks = console.Setting("COMPLIANCE_LISTS_DIR") is { Length: > 0 };
        try
        {
            return new RescreenStation(Build(console, toRead && !looks), looks);
        }
        catch (StorageUnavailableException) when (toRead && looks)
        {
            return new RescreenStation(Build(console, toRead: true), hasDirectory: false);
        }
        catch (ConfigurationException error)
        {
            throw new InvalidInputException(error.Message, error);
        }
        catch (StorageUnavailableException error)
        {
            throw new InvalidInputException(toRead ? error.Message
                : $"{error.Message} The running service answers GET /api/v1/rescreenings.", error);
        }
    }

    private static WebApplication Build(CliConsole console, bool toRead)
    {
        var settings = Keys.Select(key => (Key: key, Value: console.Setting(key))).Where(one => one.Value is { Length: > 0 })
            .SelectMany(one => new[] { "--" + one.Key, one.Value! });
        var app = ServiceHost.Build(
            ["--urls", "http://127.0.0.1:0", "--COMPLIANCE_OFFLINE", "true", .. settings],
            services =>
            {
                services.RemoveAll<ILoggerProvider>().AddSingleton(console.Time);
                if (toRead)
                {
                    services.AddEmbeddedStorage(StoredLists.DirectoryOf(console), toRead: true);
                }
            });
        _ = app.Services.GetRequiredService<IRecordStore>();
        return app;
    }

    /// <summary>Brings the stored lists into use, and those of COMPLIANCE_LISTS_DIR where it is set.</summary>
    public async Task LoadListsAsync(CancellationToken cancellation)
    {
        var refresh = Of<ListRefresh>();
        await refresh.AdoptStoredAsync(cancellation);
        if (_hasDirectory)
        {
            await refresh.LookAsync(null, cancellation);
        }

        if (Of<CorpusHost>().Current is null)
        {
            throw new InvalidInputException("no list is stored yet: bring some in with lists import DIR.");
        }
    }

    /// <summary>Works until no run is under way.</summary>
    public async Task WorkAsync(Action<RescreenHead> tick, CancellationToken cancellation)
    {
        var (director, pump) = (Of<RescreenCoordinator>(), Of<RescreenPump>());
        await director.ResumeAsync(cancellation);
        while ((await Runs.HeadAsync(cancellation)).Head is { IsUnderWay: true } head)
        {
            tick(head);
            if (!await pump.PumpOnceAsync(cancellation))
            {
                await director.ResumeAsync(cancellation);
                await Task.Delay(TimeSpan.FromMilliseconds(200), Of<TimeProvider>(), cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
