using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;

namespace Compliance.Cli.Rescreening;

/// <summary>Goes through all monitored subjects, on all processors.</summary>
internal static class MonitoredSubjects
{
    private const int PageSize = 1000;

    /// <summary>Does something with each; the number of those whose stored request could not be read.</summary>
    public static async Task<int> ForEachAsync(SubjectStore subjects, Action<StoredSubject> work, CancellationToken cancellation)
    {
        var unreadable = 0;
        foreach (var shard in Shard.All)
        {
            var last = "";
            while (await subjects.RowsAsync(shard, last, PageSize, cancellation) is { Count: > 0 } page)
            {
                last = page[^1].Row;
                Parallel.ForEach(page, new ParallelOptions { CancellationToken = cancellation }, row =>
                {
                    StoredSubject subject;
                    try
                    {
                        subject = SubjectStore.Read(row);
                    }
                    catch (JsonException)
                    {
                        Interlocked.Increment(ref unreadable);
                        return;
                    }

                    work(subject);
                });
            }
        }

        return unreadable;
    }
}
