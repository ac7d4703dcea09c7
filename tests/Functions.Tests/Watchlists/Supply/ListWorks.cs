using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>Everything that lists pass through, on one store: what the service composes, composed for a test.</summary>
internal sealed class ListWorks
{
    private readonly TimeProvider _time;

    public ListWorks(EmbeddedStorage storage, TimeProvider time)
        : this(storage.Records, storage.Blobs, time)
    {
    }

    public ListWorks(IRecordStore records, IBlobStore blobs, TimeProvider time)
    {
        _time = time;
        Archive = new SnapshotArchive(records, blobs);
        History = new ListHistory(records, time);
        Deltas = new DeltaArchive(blobs, Archive, History);
        Delisted = new DelistedParties(records);
        Intake = new VersionIntake(Archive, Deltas, History, Delisted, new SnapshotAdmission(), time);
        Overrides = new ListOverrides(History, Archive, Intake, time);
        AsOf = new ListsAsOf(History, Archive);
        Incidents = new ListIncidents(History, Statuses, time, NullLogger<ListIncidents>.Instance);
    }

    public SnapshotArchive Archive { get; }

    public ListHistory History { get; }

    public DeltaArchive Deltas { get; }

    public DelistedParties Delisted { get; }

    public VersionIntake Intake { get; }

    public ListOverrides Overrides { get; }

    public ListsAsOf AsOf { get; }

    public ListStatuses Statuses { get; } = new();

    public ListIncidents Incidents { get; }

    public ListRefresh Refresh(CorpusHost host, IListSupply supply, CompiledCorpora? compiled = null, params IListChangeSink[] sinks) =>
        new(host, Archive, supply, Intake, Statuses, Incidents, sinks, compiled, _time, NullLogger<ListRefresh>.Instance);
}
