namespace Compliance.Functions.Watchlists.Supply;

/// <summary>How fetching one file ended.</summary>
internal abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    /// <summary>A new version was fetched and its bytes are kept.</summary>
    internal sealed record Fetched(SourceManifest Source) : DownloadResult;

    /// <summary>The publisher says, or the bytes show, that the version in hand is still the newest.</summary>
    internal sealed record Unchanged(SourceManifest Source) : DownloadResult;

    /// <summary>It could not be fetched.</summary>
    internal sealed record Failed(string Reason) : DownloadResult;
}
