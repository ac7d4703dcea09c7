using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists;

/// <summary>
/// The operational alarm of the lists: a failure is logged as an error when it begins or its reason changes (event
/// <see cref="NotRefreshed"/>), recorded in the list's history, and stays open until a success. Repeats of the same failure are warnings
/// and write nothing.
/// </summary>
internal sealed class ListIncidents(ListHistory history, ListStatuses statuses, TimeProvider time, ILogger<ListIncidents> log,
    ServiceOptions? options = null)
{
    /// <summary>The event that operators' alarms listen to.</summary>
    public static readonly EventId NotRefreshed = new(4101, "ListNotRefreshed");

    /// <summary>The event that ends the alarm.</summary>
    public static readonly EventId Recovered = new(4102, "ListRecovered");

    /// <summary>A list could not be fetched or read; the version in use stays, where there is one.</summary>
    public async Task FailedAsync(ListFailure failure, bool hasVersion, CancellationToken cancellation)
    {
        var isNew = Noted(failure);
        Log(failure, hasVersion, isNew);
        await RecordAsync(failure, isNew, cancellation);
    }

    /// <summary>Nothing is stored from before and nothing could be had: the first start without a network. One line says so for all
    /// lists; each keeps its own reason.</summary>
    public async Task FailedBeforeAnyAsync(IReadOnlyList<ListFailure> failures, CancellationToken cancellation)
    {
        var fresh = failures.Where(Noted).ToArray();
        // Whoever told the service to ask nobody needs no alarm: screenings and readiness say that nothing is loaded.
        log.Log(fresh.Length > 0 && options is not { Offline: true } ? LogLevel.Error : LogLevel.Warning, NotRefreshed,
            "None of {Count} lists could be had, and none is there from before: nothing is screened against them yet. "
                + "List {List} was not refreshed: {Reason}",
            failures.Count, failures[0].List, failures[0].Reason);
        foreach (var failure in fresh)
        {
            await RecordAsync(failure, isNew: true, cancellation);
        }
    }

    /// <summary>A version was refused, which the intake recorded; the version in use stays, where there is one.</summary>
    public void Refused(ListFailure failure, bool hasVersion) => Log(failure, hasVersion, Noted(failure));

    /// <summary>The version in use was confirmed.</summary>
    public async Task SucceededAsync(ListCode list, CancellationToken cancellation)
    {
        var before = statuses.Of(list);
        statuses.Succeeded(list, time.GetUtcNow());
        if ((before == ListStatus.NeverTried || before.Error is not null)
            && await history.IncidentAsync(list, cancellation) is { } incident)
        {
            await history.AppendAsync(new ListAct(list, ListEventKind.Recovered, ListAct.System) { Reason = $"After: {incident.Reason}" },
                cancellation);
            log.LogInformation(Recovered, "List {List} is confirmed again; it had failed since {Since}.", list, incident.Since);
        }
    }

    /// <summary>Shows the failure; true where it is news to this process.</summary>
    private bool Noted(ListFailure failure)
    {
        var isNew = statuses.Of(failure.List).Error != failure.Reason;
        statuses.Failed(failure.List, time.GetUtcNow(), failure.Reason);
        return isNew;
    }

    private void Log(ListFailure failure, bool hasVersion, bool isNew)
    {
        var level = isNew ? LogLevel.Error : LogLevel.Warning;
        if (hasVersion)
        {
            log.Log(level, NotRefreshed, "List {List} was not refreshed; the last good version stays and ages: {Reason}", failure.List,
                failure.Reason);
        }
        else
        {
            log.Log(level, NotRefreshed, "List {List} was not refreshed, and there is no version of it yet: {Reason}", failure.List,
                failure.Reason);
        }
    }

    private async Task RecordAsync(ListFailure failure, bool isNew, CancellationToken cancellation)
    {
        if (isNew && failure.List != default && (await history.IncidentAsync(failure.List, cancellation))?.Reason != failure.Reason)
        {
            await history.AppendAsync(new ListAct(failure.List, ListEventKind.Failed, ListAct.System) { Reason = failure.Reason },
                cancellation);
        }
    }
}
