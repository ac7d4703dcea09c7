using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Risk;

/// <summary>A subject's scores with what they were made of.</summary>
/// <param name="Input">What was scored.</param>
/// <param name="Assessment">The scores.</param>
internal sealed record ScoredSubject(RiskInput Input, RiskAssessment Assessment);

/// <summary>Scores subjects from their stored signals. Nothing of a score is stored: it follows from the signals, the model and the moment,
/// and so does any earlier one.</summary>
internal sealed class RiskService(SubjectStreamStore streams, EnforcementIndex index)
{
    /// <summary>Younger subjects are of the segment of new ones.</summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromDays(30);

    /// <summary>Most children of a kind whose scores reach what contains them; there may be more, and that is said.</summary>
    private const int MostChildren = 200;

    /// <summary>The model in force.</summary>
    public RiskModel Model { get; } = RiskModelCodec.Default;

    /// <summary>Its hash.</summary>
    public string ModelHash { get; } = RiskModelCodec.HashOf(RiskModelCodec.Default);

    /// <summary>Scores a subject with what it contains.</summary>
    public async Task<ScoredSubject> AssessAsync(SubjectRef subject, DateTimeOffset at, CancellationToken cancellation)
    {
        var children = new List<ChildRisk>();
        foreach (var kind in SubjectKinds.All.Where(kind => SubjectKinds.MayContain(subject.Kind, kind)))
        {
            foreach (var child in (await index.ChildrenPageAsync(subject, kind, MostChildren, null, cancellation)).Children)
            {
                children.AddRange(Passed(Score(await streams.FoldedAsync(child, cancellation), at, [])));
            }
        }

        return Score(await streams.FoldedAsync(subject, cancellation), at, children);
    }

    /// <summary>Scores what a request names: each subject, and its account together with those of them that stand inside it.</summary>
    /// <returns>The one that stands worst.</returns>
    public async Task<ScoredSubject> AssessAsync(IReadOnlyCollection<SubjectRef> asked, DateTimeOffset at, CancellationToken cancellation)
    {
        var scored = new List<ScoredSubject>();
        var inside = new Dictionary<SubjectRef, List<ChildRisk>>();
        foreach (var subject in asked.Distinct().OrderByDescending(one => one.Kind))
        {
            var stream = await streams.FoldedAsync(subject, cancellation);
            var one = Score(stream, at, inside.GetValueOrDefault(subject, []));
            scored.Add(one);
            if (stream.Subject.Parent is { } parent)
            {
                if (!inside.TryGetValue(parent, out var passed))
                {
                    inside[parent] = passed = [];
                }

                passed.AddRange(Passed(one));
            }
        }

        foreach (var (account, passed) in inside.Where(pair => !asked.Contains(pair.Key)))
        {
            scored.Add(Score(await streams.FoldedAsync(account, cancellation), at, passed));
        }

        return scored.OrderByDescending(one => one.Assessment.Worst.Band).ThenByDescending(one => one.Assessment.Worst.Milli)
            .ThenBy(one => one.Input.Subject).First();
    }

    private ScoredSubject Score(SubjectStream stream, DateTimeOffset at, IReadOnlyCollection<ChildRisk> children)
    {
        var subject = stream.Subject;
        var kind = SubjectKinds.NameOf(subject.Ref.Kind);
        var input = new RiskInput(subject.Ref, subject.FirstSeen is { } first && at - first >= NewFor ? kind : kind + "/new",
            [.. stream.Signals.Standing], at)
        { Children = [.. children], Overrides = [.. stream.Risk.Set.Values] };
        return new ScoredSubject(input, RiskScorer.Assess(Model, ModelHash, input));
    }

    private static IEnumerable<ChildRisk> Passed(ScoredSubject child) => child.Assessment.Harms
        .Select(harm => new ChildRisk(child.Input.Subject, harm.Harm, harm.Milli, harm.HeldMilli));
}
