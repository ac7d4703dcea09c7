using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Workspace;

/// <summary>Alerts found by the name of their customer.</summary>
/// <param name="Alerts">Ids of the alerts.</param>
/// <param name="Unread">Alerts whose names were not read yet because the time was up; asking again goes on.</param>
internal sealed record NamedAlerts(ImmutableHashSet<string> Alerts, int Unread)
{
    public static NamedAlerts None { get; } = new([], 0);
}

/// <summary>
/// Finds customers with alerts by their names. The queue holds no names, so they are read from the evidence when somebody first asks and
/// kept folded in memory; the newest are read first, each request reads for a moment only. Whoever sees no names finds none by them.
/// </summary>
internal sealed class CustomerNames(QueueIndex queue, IEvidenceReader evidence) : IErasureObserver
{
    private const int MostKept = 300_000;
    private static readonly TimeSpan ReadFor = TimeSpan.FromMilliseconds(1500);

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The alerts, open and decided within the quarter, whose customer's name holds every word of a text.</summary>
    public async Task<NamedAlerts> FindAsync(string text, Officer officer, CancellationToken cancellation)
    {
        var words = Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words.All(word => word.Length < 2) || officer.View == PersonalDataView.Masked)
        {
            return NamedAlerts.None;
        }

        var rows = await queue.AskAsync(content => content.Open(QueueOrder.Newest).Concat(content.Decided)
            .Where(row => QueueReader.Sees(officer, row)).Select(row => (row.Id, row.LatestScreening)).ToArray(), cancellation);
        if (_names.Count > MostKept)
        {
            _names.Clear();
        }

        var (started, unread) = (Stopwatch.GetTimestamp(), 0);
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (id, screening) in rows)
        {
            if (!_names.TryGetValue(screening, out var name))
            {
                if (Stopwatch.GetElapsedTime(started) > ReadFor)
                {
                    unread++;
                    continue;
                }

                // What is not there yet, or no longer, is asked for again.
                if ((await evidence.FindAsync(screening, cancellation))?.Request.Subject is not { } subject)
                {
                    continue;
                }

                name = Fold(string.Join(' ', subject.Aliases.Prepend(subject.Name)));
                _names[screening] = name;
            }

            if (words.All(word => name.Contains(word, StringComparison.Ordinal)))
            {
                found.Add(id);
            }
        }

        return new NamedAlerts(found.ToImmutable(), unread);
    }

    /// <inheritdoc/>
    public void Erased(string screeningId) => _names.TryRemove(screeningId, out _);

    private static string Fold(string text) => NameFolding.Fold(text).ToUpperInvariant();
}
