using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk.Models;

namespace Compliance.Functions.Risk;

/// <summary>A subject's scores with what they were made of.</summary>
/// <param name="Input">What was scored.</param>
/// <param name="Assessment">The scores.</param>
/// <param name="Model">The model.</param>
internal sealed record ScoredSubject(RiskInput Input, RiskAssessment Assessment, RiskModel Model)
{
    /// <summary>What contains it; null where nothing does.</summary>
    public SubjectRef? Parent { get; init; }

    /// <summary>Who is the same by a merge: a proof of either is a proof of both.</summary>
    public ImmutableArray<SubjectRef> Same { get; init; } = [];

    /// <summary>Its proofs of identity.</summary>
    public SubjectVerifications Proofs { get; init; } = SubjectVerifications.None;

    /// <summary>True where it contains more of a kind than are scored with it.</summary>
    public bool HasMore { get; init; }

    /// <summary>How many of what it contains could not be read.</summary>
    public int Unread { get; init; }
}

/// <summary>The scores of all that a request concerns.</summary>
/// <param name="All">One or more.</param>
internal sealed record ScoredRequest(IReadOnlyList<ScoredSubject> All)
{
    /// <summary>The one that stands worst.</summary>
    public ScoredSubject Worst => All.OrderByDescending(one => one.Assessment.Worst.Band)
        .ThenByDescending(one => one.Assessment.Worst.Milli).ThenBy(one => one.Input.Subject).First();

    /// <summary>A subject's scores; null where the request does not concern it.</summary>
    public ScoredSubject? Of(SubjectRef subject) => All.FirstOrDefault(one => one.Input.Subject == subject);

    /// <summary>The same by its kind and id as they are written.</summary>
    public ScoredSubject? Of(string subject) => SubjectRef.TryParse(subject, out var read, out _) ? Of(read) : null;
}

/// <summary>Scores subjects from their stored signals. Nothing of a score is stored: it follows from the signals, the model and the moment,
/// and so does any earlier one.</summary>
internal sealed class RiskService(SubjectStreamStore streams, EnforcementIndex index, RiskModels models)
{
    /// <summary>Younger subjects are of the segment of new ones.</summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromDays(30);

    /// <summary>Most children of a kind whose scores reach what contains them; there may be more, and that is said.</summary>
    private const int MostChildren = 200;

    private const int ReadAtOnce = 32;

    /// <summary>Scores a subject with what it contains. What it contains counts by its own signals; one that cannot be read stops none of
    /// the others, and is counted.</summary>
    public async Task<ScoredSubject> AssessAsync(SubjectRef subject, DateTimeOffset at, CancellationToken cancellation)
    {
        var model = await models.AtAsync(at, cancellation);
        var inside = await InsideAsync(subject, cancellation);
        var read = await ReadAsync([.. inside.Select(one => one.Child)], tolerant: true, cancellation);
        var children = read.OfType<SubjectStream>().SelectMany(stream => Passed(Score(stream, at, [], model))).ToList();
        return Score(await streams.FoldedAsync(subject, cancellation), at, children, model) with
        {
            HasMore = inside.Any(one => one.HasMore),
            Unread = read.Count(one => one is null),
        };
    }

    /// <summary>Scores all that a request concerns, each with those of them that stand inside it.</summary>
    /// <param name="concerned">What was asked about, whatever contains it, and whoever is the same.</param>
    /// <param name="at">As of when.</param>
    /// <param name="whole">True where an account acts and not one of its keys: then all that it contains counts.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ScoredRequest> AssessAsync(IReadOnlyDictionary<SubjectRef, SubjectStream> concerned, DateTimeOffset at, bool whole,
        CancellationToken cancellation)
    {
        var model = await models.AtAsync(at, cancellation);
        var all = new Dictionary<SubjectRef, SubjectStream>(concerned);
        foreach (var account in concerned.Keys.Where(one => whole && one.Kind == SubjectKind.Account))
        {
            SubjectRef[] more =
                [.. (await InsideAsync(account, cancellation)).Select(one => one.Child).Where(one => !all.ContainsKey(one))];
            foreach (var stream in await ReadAsync(more, tolerant: false, cancellation))
            {
                all.TryAdd(stream!.Subject.Ref, stream);
            }
        }

        var (scored, inside) = (new List<ScoredSubject>(), new Dictionary<SubjectRef, List<ChildRisk>>());
        foreach (var stream in all.Values.OrderByDescending(one => one.Subject.Ref.Kind).ThenBy(one => one.Subject.Ref))
        {
            var one = Score(stream, at, inside.GetValueOrDefault(stream.Subject.Ref, []), model);
            scored.Add(one);
            if (one.Parent is { } parent)
            {
                (inside.TryGetValue(parent, out var passed) ? passed : inside[parent] = []).AddRange(Passed(one));
            }
        }

        return new ScoredRequest(scored);
    }

    /// <summary>Scores a subject by its own signals alone, as the ladder does: what it contains is looked at for itself.</summary>
    /// <param name="stream">The subject.</param>
    /// <param name="at">As of when.</param>
    /// <param name="after">Signals up to this moment do not count; null where all do.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="model">Another model than the one in force; null for that.</param>
    public async Task<ScoredSubject> AssessAloneAsync(SubjectStream stream, DateTimeOffset at, DateTimeOffset? after,
        CancellationToken cancellation, RiskModelVersion? model = null)
        => Score(stream, at, [], model ?? await models.AtAsync(at, cancellation), after);

    /// <summary>Streams of subjects in their order, so many at a time: of a store elsewhere each is a round trip.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="tolerant">True where one that cannot be read is null and stops none of the others.</param>
    /// <param name="cancellation">Cancels.</param>
    private async Task<IReadOnlyList<SubjectStream?>> ReadAsync(SubjectRef[] subjects, bool tolerant, CancellationToken cancellation)
    {
        var read = new List<SubjectStream?>(subjects.Length);
        foreach (var some in subjects.Chunk(ReadAtOnce))
        {
            read.AddRange(await Task.WhenAll(some.Select(async one =>
            {
                try
                {
                    return await streams.FoldedAsync(one, cancellation);
                }
                catch (InvalidDataException) when (tolerant)
                {
                    return null;
                }
            })));
        }

        return read;
    }

    /// <summary>What a subject contains, so many of a kind, and whether there are more of that kind.</summary>
    private async Task<IReadOnlyList<(SubjectRef Child, bool HasMore)>> InsideAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var found = new List<(SubjectRef, bool)>();
        foreach (var kind in SubjectKinds.All.Where(kind => SubjectKinds.MayContain(subject.Kind, kind)))
        {
            var (children, next) = await index.ChildrenPageAsync(subject, kind, MostChildren, null, cancellation);
            found.AddRange(children.Select(child => (child, next is not null)));
        }

        return found;
    }

    /// <summary>Scores a subject as it was read.</summary>
    internal static ScoredSubject Score(SubjectStream stream, DateTimeOffset at, IReadOnlyCollection<ChildRisk> children,
        RiskModelVersion model, DateTimeOffset? after = null)
    {
        var subject = stream.Subject;
        var kind = SubjectKinds.NameOf(subject.Ref.Kind);
        var input = new RiskInput(subject.Ref, subject.FirstSeen is { } first && at - first >= NewFor ? kind : kind + "/new",
            [.. stream.Signals.Standing.Where(signal => !(signal.ObservedAt <= after) && stream.Proofs.Counts(subject.Ref, signal))], at)
        { Children = [.. children], Overrides = [.. stream.Risk.Set.Values] };
        return new ScoredSubject(input, RiskScorer.Assess(model.Model, model.Hash, input), model.Model)
        { Parent = subject.Parent, Same = subject.Same, Proofs = stream.Proofs };
    }

    private static IEnumerable<ChildRisk> Passed(ScoredSubject child) => child.Assessment.Harms
        .Select(harm => new ChildRisk(child.Input.Subject, harm.Harm, harm.Milli, harm.HeldMilli));
}
