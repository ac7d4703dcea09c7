using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Location;
using Compliance.Functions.Notices;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Records;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Hosting;

/// <summary>Reads and validates the configuration; every error names its key and how to mend it.</summary>
internal sealed partial class ServiceOptionsReader(Func<string, string?> setting)
{
    /// <summary>The environment of the command line, which serves nobody.</summary>
    private const string CommandLine = "Tool";

    /// <summary>A worker listens on loopback, at a port that it chooses and tells the host.</summary>
    private const string WorkerAddress = "http://localhost";

    private readonly List<string> _errors = [];

    /// <summary>Reads the options; errors are empty where they are valid.</summary>
    /// <param name="environment">Name of the environment, such as Development.</param>
    /// <param name="errors">What is wrong.</param>
    /// <param name="mode">Who started the process.</param>
    public ServiceOptions Read(string environment, out IReadOnlyList<string> errors, RunMode mode = RunMode.Standalone)
    {
        var options = new ServiceOptions
        {
            Mode = mode,
            Urls = mode == RunMode.Functions ? [WorkerAddress] : Urls(),
            IsDevelopment = environment == "Development",
            DataDirectory = Text("COMPLIANCE_DATA_DIR") ?? ".data",
            Azure = new AzureSettings(Text, _errors).Read(),
            ListsDirectory = ListsDirectory(),
            Lists = Codes(),
            Offline = Flag("COMPLIANCE_OFFLINE"),
            Demo = Flag("COMPLIANCE_DEMO"),
            Addresses = Addresses(),
            UserAgent = UserAgent(),
            ListProxy = ListProxy(),
            GeoIp = GeoIp(),
            Records = new RecordsSettings(Text, _errors).Read(),
            ProbeEvery = ProbeEvery(),
            ApiKeys = Keys(),
            Holders = Holders(),
            Secret = Secret(),
            Enforcement = Enforcement(),
            Radar = Radar(),
            Drift = Drift(),
            RescreenPerSecond = RescreenPerSecond(),
            Limits = LimitOptions.Read(Text, _errors),
            Telemetry = TelemetryOptions.Read(Text, _errors),
        };
        options = options with
        {
            Entra = new EntraSettings(Text, _errors).Read(options.IsLocal),
            Notices = new NoticeSettings(Text, _errors).Read(options.IsLocal ? options.Urls[0] : null),
        };
        if (!options.IsLoopback && options.ApiKeys.IsEmpty && options.Entra is null)
        {
            _errors.Add(
                $"COMPLIANCE_API_KEYS is empty and the service listens on {string.Join(", ", options.Urls)}, which others can reach. Set "
                    + $"COMPLIANCE_API_KEYS=name:sha256hex:scope or COMPLIANCE_ENTRA_TENANT, or listen on http://127.0.0.1:7071.");
        }

        if (environment != CommandLine)
        {
            CheckMode(options);
        }

        errors = _errors;
        return options;
    }

    /// <summary>What fits only one of the modes.</summary>
    private void CheckMode(ServiceOptions options)
    {
        if ("\u00e9".Normalize(System.Text.NormalizationForm.FormD).Length != 2)
        {
            // Names are folded by Unicode: without its data every accent would hide a listed name.
            _errors.Add(
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is set, or the ICU library (libicu) is missing: names cannot be compared. Unset "
                    + "it, or install libicu.");
        }

        CheckDemo(options);

        if (options.Mode == RunMode.Functions && options.Azure is null && !options.IsDevelopment)
        {
            _errors.Add(
                "ComplianceStorage is not set. Under the Functions host the embedded store would be lost with the instance, and nothing "
                    + "would receive the alerts: set ComplianceStorage__tableServiceUri, __blobServiceUri and __queueServiceUri.");
        }
    }

    private ImmutableArray<string> Urls()
    {
        ImmutableArray<string> urls =
            [.. (Text("urls") ?? "http://127.0.0.1:7071").Split(';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        foreach (var url
            in urls.Where(url => !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            _errors.Add($"--urls (or ASPNETCORE_URLS) holds '{url}'. Write http://host:port, several separated by semicolons.");
        }

        return urls;
    }

    private string? ListsDirectory()
    {
        var path = Text("COMPLIANCE_LISTS_DIR");
        if (path is not null && !Directory.Exists(path) && !File.Exists(path))
        {
            _errors.Add(
                $"COMPLIANCE_LISTS_DIR is '{path}', which is not there. Name a directory of official list files, or unset it to fetch "
                    + $"them.");
        }

        return path;
    }

    private ImmutableArray<ListCode> Codes()
    {
        var codes = ImmutableArray.CreateBuilder<ListCode>();
        foreach (var text in Words("COMPLIANCE_LISTS"))
        {
            if (ListCode.TryParse(text, out var code) && ListLibrary.Descriptors.Any(descriptor => descriptor.Code == code))
            {
                codes.Add(code);
            }
            else
            {
                _errors.Add(
                    $"COMPLIANCE_LISTS names '{text}'. Known are "
                        + $"{string.Join(", ", ListLibrary.Descriptors.Select(descriptor => descriptor.Code))}; unset it for all.");
            }
        }

        return codes.ToImmutable();
    }

    private ListAddresses Addresses()
    {
        var book = ListAddresses.Read(Text("COMPLIANCE_LIST_URLS") ?? "", out var wrong);
        if (book is null)
        {
            _errors.Add($"COMPLIANCE_LIST_URLS: {wrong}. Separate entries by spaces.");
        }

        return book ?? ListAddresses.Official;
    }

    private int RescreenPerSecond()
    {
        const int Most = 1_000_000;
        var standard = new ServiceOptions
        { Mode = RunMode.Standalone, Urls = [], IsDevelopment = false, DataDirectory = "" }.RescreenPerSecond;
        if (Text("COMPLIANCE_RESCREEN_PER_SECOND") is not { } text)
        {
            return standard;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most)
        {
            return number;
        }

        _errors.Add($"COMPLIANCE_RESCREEN_PER_SECOND is '{text}'. Write how many known subjects may be looked at per second, 1 to {Most}.");
        return standard;
    }

    private string UserAgent()
    {
        var agent = Text("COMPLIANCE_USER_AGENT") ?? ServiceOptions.DefaultUserAgent;
        if (agent.Length < 40 || !agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal) || agent.Any(char.IsControl))
        {
            _errors.Add(
                $"COMPLIANCE_USER_AGENT is '{agent}'. Official hosts refuse agents that do not begin with Mozilla/5.0 or have fewer than "
                    + $"40 characters.");
        }

        return agent;
    }

    private Uri? ListProxy()
    {
        if (Text("COMPLIANCE_LIST_PROXY") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https")
        {
            return proxy;
        }

        _errors.Add("COMPLIANCE_LIST_PROXY is not the address of a proxy. Write http://host:port, or unset it to use HTTPS_PROXY and "
            + "NO_PROXY.");
        return null;
    }

    private GeoIpOptions GeoIp()
    {
        try
        {
            return GeoIpOptions.From(Text);
        }
        catch (FormatException error)
        {
            _errors.Add(error.Message);
            return new GeoIpOptions();
        }
    }

    private TimeSpan ProbeEvery()
    {
        var text = Text("COMPLIANCE_PROBE_HOURS") ?? "24";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= 168)
        {
            return TimeSpan.FromHours(hours);
        }

        _errors.Add($"COMPLIANCE_PROBE_HOURS is '{text}'. Write a number of hours from 1 to 168; 24 where it is unset.");
        return TimeSpan.FromHours(24);
    }

    private ImmutableArray<ApiKey> Keys()
    {
        var keys = ImmutableArray.CreateBuilder<ApiKey>();
        foreach (var entry in Words("COMPLIANCE_API_KEYS"))
        {
            if (ApiKey.Read(entry, out var wrong) is { } key)
            {
                keys.Add(key);
            }
            else
            {
                _errors.Add($"COMPLIANCE_API_KEYS: {wrong}.");
            }
        }

        return keys.ToImmutable();
    }

    private bool Flag(string key)
    {
        var text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            _errors.Add($"{key} is '{text}'. Write true or false.");
        }

        return text == "true";
    }

    private string[] Words(string key)
        => (Text(key) ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What begins with COMPLIANCE_ among given names and is no setting, each in a sentence with the nearest that is one. Those of
    /// scripts, of tests and of the command line are not the service's to judge.</summary>
    public ImmutableArray<string> UnknownOf(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.StartsWith(Ours, StringComparison.OrdinalIgnoreCase) && !_asked.Contains(name)
                && !Elsewhere.Any(start => name[Ours.Length..].StartsWith(start, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .Select(name => $"{name} is no setting of the service and does nothing"
                + (NearestWord.Of(name, _asked.Where(one => one.StartsWith(Ours, StringComparison.Ordinal))) is { } nearest
                    ? $"; {nearest}?" : ".")),
    ];

    private const string Ours = "COMPLIANCE_";

    /// <summary>How variables go on, behind our beginning, that scripts, tests and the command line read.</summary>
    private static readonly string[] Elsewhere = ["TEST", "UPDATE", "EVALUATE", "DEMO_", "CI", "SCREENSHOTS", "SEEDS", "SHOW"];

    /// <summary>Every setting that was asked for: what begins like ours and was not asked for is none.</summary>
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    private string? Text(string key) => _asked.Add(key) is var _ && setting(key) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text.Trim() : null;
}
