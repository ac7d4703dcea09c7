using System.Net;
using Compliance.ScreeningCore.Location;

namespace Compliance.Functions.Location;

/// <summary>
/// The look-up of the service: answers from one immutable snapshot, and swaps it as a whole when a file of its folder changes. While the
/// folder cannot be read, or a changed file is not a sound database, the last good state of that folder keeps answering and the status
/// names the problem.
/// </summary>
internal sealed class GeoIpLookup(GeoIpOptions options, TimeProvider clock) : IGeoIpLookup
{
    private readonly Lock _reloading = new();
    private GeoIpSnapshot _snapshot = GeoIpSnapshot.Empty;
    private string? _state;

    /// <summary>What the answers rest on.</summary>
    public GeoIpStatus Status => Volatile.Read(ref _snapshot).Status;

    /// <inheritdoc/>
    public GeoIpFact? Find(IPAddress address) => Volatile.Read(ref _snapshot).Find(address);

    /// <summary>Loads the folder where a file appeared, changed or went since the last time; true where the snapshot was swapped.</summary>
    public bool ReloadIfChanged()
    {
        if (options.Directory is null)
        {
            return false;
        }

        lock (_reloading)
        {
            var state = GeoIpFiles.StateOf(options.Directory);
            if (state == _state)
            {
                return false;
            }

            var fresh = GeoIpSnapshot.Load(options.Directory, options, clock.GetUtcNow());
            _state = state;
            var old = _snapshot;
            if (old.Status.Sources.IsEmpty)
            {
                // After a start nothing better is at hand, and a check reads every record: what is damaged is unknown meanwhile.
                Volatile.Write(ref _snapshot, fresh);
            }

            fresh = fresh.Checked();
            var keepsOld = fresh.Status.Problems.Length > 0 && old.Status.Sources.Any(had => !fresh.Status.Has(had.Name));
            Volatile.Write(ref _snapshot, keepsOld ? old.WithProblems(fresh.Status.Problems) : fresh);
            return !keepsOld;
        }
    }
}
