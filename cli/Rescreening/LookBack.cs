using System.Collections.Concurrent;
using System.Globalization;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Rescreening;

/// <summary>One subject whose outcome differs between the two sides of a look-back.</summary>
/// <param name="Subject">The caller's id of the subject.</param>
/// <param name="Client">Name of the API key that asked to monitor it.</param>
/// <param name="DecisionOne">Decision on the first side.</param>
/// <param name="DecisionOther">Decision on the other side.</param>
/// <param name="OnlyOne">Entries hit on the first side only.</param>
/// <param name="OnlyOther">Entries hit on the other side only.</param>
/// <param name="Both">Entries hit on both, with other scores or outcomes.</param>
internal sealed record LookBackRow(string? Subject, string Client, string DecisionOne, string DecisionOther, string OnlyOne,
    string OnlyOther, string Both);

/// <summary>What a look-back found.</summary>
/// <param name="Subjects">Subjects read.</param>
/// <param name="Screened">Subjects screened on both sides; the others have the same outcome on both for certain.</param>
/// <param name="Unreadable">Subjects whose stored request could not be read.</param>
/// <param name="Rows">Who differs, by client and id.</param>
internal sealed record LookBackReport(int Subjects, int Screened, int Unreadable, IReadOnlyList<LookBackRow> Rows);

/// <summary>Screens all monitored subjects against two sides (other lists, or another profile) and reports who differs. Nothing is stored
/// and nobody is alerted.</summary>
internal static class LookBack
{
    /// <summary>Compares two sides.</summary>
    /// <param name="subjects">The monitored subjects.</param>
    /// <param name="one">The first side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="plan">Whom the difference between the sides may concern; null where everybody is screened on both.</param>
    /// <param name="submittedBefore">Only subjects that were monitored before the moment; null for all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<LookBackReport> RunAsync(
        SubjectStore subjects, ScreeningContext one, ScreeningContext other, RescreeningPlan? plan, DateTimeOffset? submittedBefore,
            CancellationToken cancellation)
    {
        var (read, screened) = (0, 0);
        var rows = new ConcurrentBag<LookBackRow>();
        var unreadable = await MonitoredSubjects.ForEachAsync(
            subjects,
            stored =>
            {
                var subject = stored.Subject;
                if (submittedBefore is { } before && subject.SubmittedAt > before)
                {
                    return;
                }

                Interlocked.Increment(ref read);
                var request = RequestOf(subject);
                if (plan?.Judge(request, floors: null).IsConcerned == false)
                {
                    return;
                }

                Interlocked.Increment(ref screened);
                var (first, second) = (ScreeningEngine.Decide(request, one), ScreeningEngine.Decide(request, other));
                if (RowOf(subject, WireNames.Of(first.Decision), Hits(first), WireNames.Of(second.Decision), Hits(second)) is { } differs)
                {
                    rows.Add(differs);
                }
            },
            cancellation);
        return new LookBackReport(read, screened, unreadable, InOrder(rows));
    }

    /// <summary>The request as a rescreening asks it.</summary>
    public static ScreeningRequest RequestOf(MonitoredSubject subject)
        => subject.Request with { Channel = Channel.Rescreening, EffectiveAt = null };

    /// <summary>The row of a subject whose outcomes differ; null where they are the same.</summary>
    public static LookBackRow? RowOf(MonitoredSubject subject, string decisionOne, IReadOnlyDictionary<string, string> one,
        string decisionOther, IReadOnlyDictionary<string, string> other)
    {
        var both = one.Keys.Intersect(other.Keys).Where(entry => one[entry] != other[entry]).ToArray();
        var (onlyOne, onlyOther) = (one.Keys.Except(other.Keys).ToArray(), other.Keys.Except(one.Keys).ToArray());
        return decisionOne == decisionOther && both.Length + onlyOne.Length + onlyOther.Length == 0
            ? null
            : new LookBackRow(subject.Request.Subject.Id, subject.Client, decisionOne, decisionOther, Text(onlyOne), Text(onlyOther),
                Text(both));
    }

    /// <summary>Outcome and score of each hit, by role and entry.</summary>
    public static IReadOnlyDictionary<string, string> Hits(ScreeningOutcome outcome)
        => outcome.Hits.GroupBy(hit => $"{hit.Role} {hit.Entry}").ToDictionary(
        group => group.Key,
            group => string.Create(CultureInfo.InvariantCulture, $"{group.First().Outcome} {group.First().Match.Score:F6}"),
            StringComparer.Ordinal);

    /// <summary>Rows by client and id.</summary>
    public static IReadOnlyList<LookBackRow> InOrder(IEnumerable<LookBackRow> rows) =>
        [.. rows.OrderBy(row => row.Client, StringComparer.Ordinal).ThenBy(row => row.Subject, StringComparer.Ordinal)];

    private static string Text(IEnumerable<string> entries) => string.Join("; ", entries.Order(StringComparer.Ordinal));
}
