using System.Collections.Immutable;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Location;
using Compliance.Functions.Notices;
using Compliance.Functions.Records;
using Compliance.Functions.Risk.Stability;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Hosting;

/// <summary>The validated configuration of a serving process.</summary>
internal sealed record ServiceOptions
{
    /// <summary>A user agent that official hosts accept: some refuse what does not look like a browser and is shorter than 40
    /// characters.</summary>
    public const string DefaultUserAgent = "Mozilla/5.0 (X11; Linux x86_64; compliance list refresh) Compliance/0.1";

    public required RunMode Mode { get; init; }

    /// <summary>Addresses to listen on.</summary>
    public required ImmutableArray<string> Urls { get; init; }

    public required bool IsDevelopment { get; init; }

    /// <summary>Directory of the embedded store.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The Azure storage account; null where the embedded store is used.</summary>
    public AzureStorageOptions? Azure { get; init; }

    /// <summary>Directory of official files; null where they are fetched.</summary>
    public string? ListsDirectory { get; init; }

    /// <summary>How often the directory is looked at.</summary>
    public TimeSpan ListsPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Lists to fetch; empty for all.</summary>
    public ImmutableArray<ListCode> Lists { get; init; } = [];

    /// <summary>True where nothing may be fetched.</summary>
    public bool Offline { get; init; }

    /// <summary>Most known subjects that are looked at per second when a list changed, 1 to 1,000,000.</summary>
    public int RescreenPerSecond { get; init; } = 20_000;

    public ListAddresses Addresses { get; init; } = ListAddresses.Official;

    public string UserAgent { get; init; } = DefaultUserAgent;

    /// <summary>Proxy of list downloads; null leaves it to the environment.</summary>
    public Uri? ListProxy { get; init; }

    public GeoIpOptions GeoIp { get; init; } = new();

    public RecordsOptions Records { get; init; } = new();

    /// <summary>How often the self-test of the location control runs.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromHours(24);

    public ImmutableArray<ApiKey> ApiKeys { get; init; } = [];

    /// <summary>The secret that seals rows that open doors (COMPLIANCE_SECRET); null where the data directory keeps its own.</summary>
    public string? Secret { get; init; }

    /// <summary>Who holds configured keys (<c>key.NAME</c>) and applications (<c>app.ID</c>).</summary>
    public ImmutableDictionary<string, ImmutableArray<OfficerId>> Holders { get; init; } =
        ImmutableDictionary<string, ImmutableArray<OfficerId>>.Empty;

    /// <summary>Who holds a key or an application; empty where nobody is named.</summary>
    public ImmutableArray<OfficerId> HoldersOf(string machine) => Holders.GetValueOrDefault(machine, []);

    /// <summary>What of prompts the platform lets the radar have.</summary>
    public RadarMode Radar { get; init; }

    public EnforcementOptions Enforcement { get; init; } = EnforcementOptions.None;

    /// <summary>How drift of the score's model is looked for.</summary>
    public DriftOptions Drift { get; init; } = DriftOptions.Default;

    /// <summary>How notices are written and sent.</summary>
    public NoticeOptions Notices { get; init; } = new();

    /// <summary>The directory whose tokens and people are let in; null for none.</summary>
    public EntraOptions? Entra { get; init; }

    /// <summary>Settings that begin like ours and are none, each in a sentence.</summary>
    public ImmutableArray<string> UnknownSettings { get; init; } = [];

    /// <summary>True where an invented platform is to be shown; only on a developer's own machine.</summary>
    public bool Demo { get; init; }

    /// <summary>How often somebody may ask.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Where telemetry goes; null for nowhere.</summary>
    public TelemetryOptions? Telemetry { get; init; }

    /// <summary>True where everything listens on the loopback interface.</summary>
    public bool IsLoopback => Urls.All(ListenAddress.IsLoopback);

    /// <summary>True on a developer's own machine: Development, on loopback, and no Functions host in front that lets the world
    /// in.</summary>
    public bool IsLocal => IsDevelopment && IsLoopback && Mode == RunMode.Standalone;

    /// <summary>True where the API needs no key and the console no password: a developer's machine, and no directory is named that could
    /// say who it is.</summary>
    public bool IsOpen => IsLocal && Entra is null;
}

/// <summary>Judges addresses to listen on.</summary>
internal static class ListenAddress
{
    /// <summary>True where only this machine can reach the address.</summary>
    public static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal),
        UriKind.Absolute, out var uri) && uri.IsLoopback;
}
