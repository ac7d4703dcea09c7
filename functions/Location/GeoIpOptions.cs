namespace Compliance.Functions.Location;

/// <summary>Where the location databases are and how old they may be.</summary>
internal sealed record GeoIpOptions
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string DirectoryVariable = "COMPLIANCE_GEOIP_DIR";

    /// <summary>Environment variable that sets <see cref="MaxAge"/> in days.</summary>
    public const string MaxAgeVariable = "COMPLIANCE_GEOIP_MAX_AGE_DAYS";

    /// <summary>Folder of *.mmdb databases and range files, searched with its subfolders; null where none is configured: every look-up is
    /// then unknown.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// Age of a database of cities or of a range file from which its answers count as stale: more than a tenth of city locations change
    /// every month (IPinfo, 2026).
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(60);

    /// <summary>The same for databases that tell countries or networks only: address blocks change their country far more rarely than their
    /// city.</summary>
    public TimeSpan MaxCountryAge => MaxAge * 6;

    /// <summary>How often the folder is looked at for changed files.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the options of the environment.</summary>
    /// <exception cref="FormatException">The age is not a number of days from 1 to 3650.</exception>
    public static GeoIpOptions From(Func<string, string?> environment)
    {
        var options = new GeoIpOptions { Directory = environment(DirectoryVariable) is { Length: > 0 } directory ? directory : null };
        return environment(MaxAgeVariable) switch
        {
            null or "" => options,
            var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 3650 =>
                options with { MaxAge = TimeSpan.FromDays(days) },
            var text => throw new FormatException($"{MaxAgeVariable} is '{text}'; write a number of days from 1 to 3650."),
        };
    }
}
