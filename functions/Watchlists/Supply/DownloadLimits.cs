namespace Compliance.Functions.Watchlists.Supply;

/// <summary>How long a download may take before it is given up, and how often it is tried.</summary>
internal sealed record DownloadLimits
{
    /// <summary>Limits that fit official hosts: the largest file is about 120 MB.</summary>
    public static DownloadLimits Official { get; } = new();

    /// <summary>Time for one attempt, from the request to the last byte.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time in which at least one byte must come.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the second attempt; later ones double it.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause that a publisher may ask for with Retry-After.</summary>
    public TimeSpan MostPause { get; init; } = TimeSpan.FromSeconds(60);
}
