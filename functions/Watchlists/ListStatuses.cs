using System.Collections.Concurrent;
using Compliance.Functions.Telemetry;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists;

/// <summary>How the refreshing of each list went last; shown by <c>/api/v1/lists</c>.</summary>
internal sealed class ListStatuses
{
    private readonly ConcurrentDictionary<ListCode, ListStatus> _statuses = new();

    /// <summary>The status of a list; never tried where nothing is known.</summary>
    public ListStatus Of(ListCode list) => _statuses.GetValueOrDefault(list, ListStatus.NeverTried);

    /// <summary>Codes that have a status, in order.</summary>
    public IEnumerable<ListCode> Codes => _statuses.Keys.Order();

    /// <summary>The list was confirmed or replaced.</summary>
    public void Succeeded(ListCode list, DateTimeOffset at)
    {
        _statuses[list] = new ListStatus(at, null);
        Measured.Looked(list, succeeded: true);
    }

    /// <summary>The list could not be refreshed.</summary>
    public void Failed(ListCode list, DateTimeOffset at, string reason)
    {
        _statuses[list] = new ListStatus(at, reason);
        Measured.Looked(list, succeeded: false);
    }
}

/// <summary>The last attempt to refresh a list.</summary>
/// <param name="LastAttemptAt">When; null where there was none.</param>
/// <param name="Error">Why it failed; null after a success.</param>
public sealed record ListStatus(DateTimeOffset? LastAttemptAt, string? Error)
{
    public static ListStatus NeverTried { get; } = new(null, null);
}
