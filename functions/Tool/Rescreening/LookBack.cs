using System.Collections.Concurrent;
using System.Globalization;
using Compliance.Functions.Contracts;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tool.Rescreening;

/// <summary>One subject whose outcome differs between the two sides of a look-back.</summary>
/// <param name="Subject">The caller's id of the subject.</param>
/// <param name="Client">Name of the API key that asked to monitor it.</param>
/// <param name="DecisionOne">Decision on the first side.</param>
/// <param name="DecisionOther">Decision on the other side.</param>
/// <param name="OnlyOne">Entries hit on the first side only.</param>
/// <param name="OnlyOther">Entries hit on the other side only.</param>
/// <param name="Both">Entries hit on both, with other scores or outcomes.</param>
internal sealed record LookBackRow(string? Subject, string Client, string DecisionOne, string DecisionOther, string OnlyOne, string OnlyOther, string Both);

/// <summary>What a look-back found.</summary>
/// <param name="Subjects">Subjects read.</param>
/// <param name="Screened">Subjects screened on both sides; the others have the same outcome on both for certain.</param>
/// <param name="Unreadable">Subjects whose stored request could not be read.</param>
/// <param name="Rows">Who differs, by client and id.</param>
internal sealed record LookBackReport(int Subjects, int Screened, int Unreadable, IReadOnlyList<LookBackRow> Rows);

/// <summary>Screens all monitored subjects against two sides (other lists, or another profile) and reports who differs. Nothing is stored and nobody is alerted.</summary>
internal static class LookBack
{
    private const int PageSize = 1000;

    /// <summary>Compares two sides.</summary>
    /// <param name="subjects">The monitored subjects.</param>
    /// <param name="one">The first side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="plan">Whom the difference between the sides may concern; null where everybody is screened on both.</param>
    /// <param name="submittedBefore">Only subjects that were monitored before the moment; null for all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<LookBackReport> RunAsync(
        SubjectStore subjects, ScreeningContext one, ScreeningContext other, RescreeningPlan? plan, DateTimeOffset? submittedBefore, CancellationToken cancellation)
    {
        var (read, screened, unreadable) = (0, 0, 0);
        var rows = new ConcurrentBag<LookBackRow>();
        foreach (var shard in Shard.All)
        {
            var last = "";
            while (await subjects.RowsAsync(shard, last, PageSize, cancellation) is { Count: > 0 } page)
            {
                last = page[^1].Row;
                Parallel.ForEach(page, new ParallelOptions { CancellationToken = cancellation }, row =>
                {
                    MonitoredSubject subject;
                    try
                    {
                        subject = SubjectStore.Read(row).Subject;
                    }
                    catch (System.Text.Json.JsonException)
                    {
                        Interlocked.Increment(ref unreadable);
                        return;
                    }

                    if (submittedBefore is { } before && subject.SubmittedAt > before)
                    {
                        return;
                    }

                    Interlocked.Increment(ref read);
                    var request = subject.Request with { Channel = Channel.Rescreening, EffectiveAt = null };
                    if (plan?.Judge(request, floors: null).IsConcerned == false)
                    {
                        return;
                    }

                    Interlocked.Increment(ref screened);
                    if (RowOf(subject, ScreeningEngine.Decide(request, one), ScreeningEngine.Decide(request, other)) is { } differs)
                    {
                        rows.Add(differs);
                    }
                });
            }
        }

        return new LookBackReport(read, screened, unreadable, [.. rows.OrderBy(row => row.Client, StringComparer.Ordinal).ThenBy(row => row.Subject, StringComparer.Ordinal)]);
    }

    private static LookBackRow? RowOf(MonitoredSubject subject, ScreeningOutcome one, ScreeningOutcome other)
    {
        var (first, second) = (Hits(one), Hits(other));
        var both = first.Keys.Intersect(second.Keys).Where(entry => first[entry] != second[entry]).ToArray();
        var (onlyOne, onlyOther) = (first.Keys.Except(second.Keys).ToArray(), second.Keys.Except(first.Keys).ToArray());
        return one.Decision == other.Decision && both.Length + onlyOne.Length + onlyOther.Length == 0
            ? null
            : new LookBackRow(subject.Request.Subject.Id, subject.Client, WireWords.Of(one.Decision), WireWords.Of(other.Decision), Text(onlyOne), Text(onlyOther), Text(both));
    }

    private static Dictionary<string, string> Hits(ScreeningOutcome outcome) => outcome.Hits.GroupBy(hit => $"{hit.Role} {hit.Entry}").ToDictionary(
        group => group.Key, group => string.Create(CultureInfo.InvariantCulture, $"{group.First().Outcome} {group.First().Match.Score:F6}"), StringComparer.Ordinal);

    private static string Text(IEnumerable<string> entries) => string.Join("; ", entries.Order(StringComparer.Ordinal));
}
