using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Standings;

/// <summary>
/// The naive reading of what happened: every fact is looked at for every question, with sets and nothing else. It shares no fold, no
/// scope and no join with the product.
/// </summary>
internal sealed class StandingOracle
{
    private readonly IReadOnlyList<StandingFact> _facts;
    private readonly bool[,] _same;

    public StandingOracle(IReadOnlyList<StandingFact> facts)
    {
        _facts = facts;
        _same = Merged();
    }

    /// <summary>The standing of subjects together, as text.</summary>
    public string At(IEnumerable<SubjectRef> subjects, DateTimeOffset at)
    {
        var holding = Covering(subjects).Where(action => action.From <= at && at < (EndOf(action) ?? DateTimeOffset.MaxValue)).ToList();
        var rung = holding.Select(action => (int)action.Measure.Rung).DefaultIfEmpty(0).Max();
        return Written(
            rung,
            holding.Any(action => action.Measure.Freeze),
            new SortedSet<int>(holding.Select(action => (int)action.Measure.Rung).Where(one => one > 0)),
            holding.Min(action => (long?)action.Measure.Limits.RequestsPerMinute),
            holding.Min(action => action.Measure.Limits.TokensPerMinute),
            holding.Min(action => action.Measure.Limits.UsdCentsPerDay),
            Sorted(holding.SelectMany(action => action.Measure.Denied.Models)),
            Sorted(holding.Select(action => action.Id)));
    }

    /// <summary>The next moment at which time alone changes what holds.</summary>
    public DateTimeOffset? NextChange(IEnumerable<SubjectRef> subjects, DateTimeOffset at)
    {
        var moments = Covering(subjects).Where(action => (EndOf(action) ?? DateTimeOffset.MaxValue) > action.From)
            .SelectMany(action => new[] { action.From, EndOf(action) ?? DateTimeOffset.MaxValue })
            .Where(moment => moment > at && moment < DateTimeOffset.MaxValue).ToList();
        return moments.Count == 0 ? null : moments.Min();
    }

    /// <summary>The points of a subject at a moment.</summary>
    public int Points(SubjectRef subject, DateTimeOffset at)
    {
        var events = _facts.Where(fact => fact.Subject == subject).Select(fact => fact.OfActions).ToList();
        var voided = events.OfType<StrikeVoided>().Select(one => one.Strike).ToHashSet();
        return events.OfType<StrikeGiven>().Select(one => one.Strike).DistinctBy(strike => strike.Id)
            .Where(strike => !voided.Contains(strike.Id) && strike.From <= at && at < strike.Until).Sum(strike => strike.Points);
    }

    /// <summary>A standing of the product, written in the same way.</summary>
    public static string Written(Standing standing) => Written(
        (int)standing.Rung, standing.Frozen, new SortedSet<int>(standing.Rungs.Select(rung => (int)rung)),
        standing.Limits.RequestsPerMinute, standing.Limits.TokensPerMinute, standing.Limits.UsdCentsPerDay,
        string.Join(',', standing.Denied.Models), string.Join(',', standing.Actions));

    private static string Written(int rung, bool frozen, SortedSet<int> rungs, long? requests, long? tokens, long? cents, string models,
        string actions)
        => string.Create(CultureInfo.InvariantCulture,
            $"{rung} {frozen} [{string.Join(',', rungs)}] {requests}/{tokens}/{cents} [{models}] [{actions}]");

    private static string Sorted(IEnumerable<string> texts) => string.Join(',', new SortedSet<string>(texts, StringComparer.Ordinal));

    private IEnumerable<EnforcementAction> Covering(IEnumerable<SubjectRef> subjects)
    {
        var self = new HashSet<int>(subjects.SelectMany(subject => SameAs(Place(subject))));
        var above = new HashSet<int>();
        for (var parents = self; parents.Count > 0;)
        {
            parents = [.. parents.Select(place => StandingWorld.Parents[place]).Where(place => place >= 0).SelectMany(SameAs)];
            above.UnionWith(parents);
        }

        return _facts.Select(fact => fact.OfActions).OfType<ActionDecided>().Select(decided => decided.Action).DistinctBy(action
            => action.Id)
            .Where(action => self.Contains(Place(action.Subject))
                || (action.Reach == ActionReach.Descendants && above.Contains(Place(action.Subject))));
    }

    private DateTimeOffset? EndOf(EnforcementAction action) => _facts.Select(fact => fact.OfActions).OfType<ActionEnded>()
        .Where(ended => ended.Action == action.Id).Select(ended => (DateTimeOffset?)ended.EndsAt).Append(action.Until).Min();

    private static IEnumerable<int> SameAs(int place, bool[,] same) => Enumerable.Range(0, same.GetLength(0)).Where(other => same[place,
        other]);

    private IEnumerable<int> SameAs(int place) => SameAs(place, _same);

    private bool[,] Merged()
    {
        var count = StandingWorld.Subjects.Length;
        var same = new bool[count, count];
        var undone = _facts.Select(fact => fact.OfSubject).OfType<MergeUndone>().Select(one => one.Merge).ToHashSet();
        for (var place = 0; place < count; place++)
        {
            same[place, place] = true;
        }

        foreach (var fact in _facts.Where(fact => fact.OfSubject is SubjectMerged merged && !undone.Contains(merged.Merge)))
        {
            var (one, other) = (Place(fact.Subject), Place(((SubjectMerged)fact.OfSubject!).Into));
            same[one, other] = same[other, one] = true;
        }

        for (var through = 0; through < count; through++)
        {
            for (var from = 0; from < count; from++)
            {
                for (var to = 0; to < count; to++)
                {
                    same[from, to] |= same[from, through] && same[through, to];
                }
            }
        }

        return same;
    }

    private static int Place(SubjectRef subject) => Array.IndexOf(StandingWorld.Subjects, subject);
}
