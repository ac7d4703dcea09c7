using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>A link as it stands: first and last moment it was seen.</summary>
public sealed record SubjectLink(SubjectRef To, string Kind, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>A merge, or its other side; ended where it was undone.</summary>
public sealed record SubjectMerge(string Id, SubjectRef Other, bool Into, bool Undone);

/// <summary>A subject: the fold of its events. The order in which events arrive does not matter, nor how often each does.</summary>
public sealed record Subject
{
    private Subject(SubjectRef reference) => (Ref, Key) = (reference, reference.Key);

    /// <summary>Which subject.</summary>
    public SubjectRef Ref { get; }

    /// <summary>What stands for it in storage keys and addresses; made once.</summary>
    public string Key { get; }

    /// <summary>When it was first seen; null where it never was.</summary>
    public DateTimeOffset? FirstSeen { get; private init; }

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset? LastSeen { get; private init; }

    /// <summary>What contains it; null where that is not known or nothing does.</summary>
    public SubjectRef? Parent { get; private init; }

    /// <summary>True where an event said what contains it; an end user's id says so before any event.</summary>
    public bool ParentSeen { get; private init; }

    /// <summary>Links, by the other and the kind.</summary>
    public ImmutableSortedDictionary<string, SubjectLink> Links { get; private init; } =
        ImmutableSortedDictionary.Create<string, SubjectLink>(StringComparer.Ordinal);

    /// <summary>Names elsewhere, written <c>SYSTEM:NAME</c>.</summary>
    public ImmutableSortedSet<string> Aliases { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Merges by id, undone ones included.</summary>
    public ImmutableSortedDictionary<string, SubjectMerge> Merges { get; private init; } =
        ImmutableSortedDictionary.Create<string, SubjectMerge>(StringComparer.Ordinal);

    /// <summary>When it was erased; null where it was not.</summary>
    public DateTimeOffset? ErasedAt { get; private init; }

    /// <summary>True where at least one event says that it is there.</summary>
    public bool IsKnown => FirstSeen is not null;

    /// <summary>The subject that goes on in its place; null where it goes on itself.</summary>
    public SubjectRef? MergedInto => Merges.Values.Where(merge => merge is { Into: true, Undone: false })
        .Select(merge => (SubjectRef?)merge.Other).Order().FirstOrDefault();

    /// <summary>Subjects that are this one, by merges that stand, on either side of them.</summary>
    public ImmutableArray<SubjectRef> Same => [.. Merges.Values.Where(merge => !merge.Undone && merge.Other != default)
        .Select(merge => merge.Other).Distinct().Order()];

    /// <summary>A subject of which nothing is known yet.</summary>
    public static Subject Unknown(SubjectRef reference) => new(reference) { Parent = reference.NamedAccount };

    /// <summary>The subject after one more event.</summary>
    public Subject Apply(SubjectEvent happened) => happened switch
    {
        SubjectSeen seen => Seen(seen.At) with { Parent = Parent ?? seen.Parent, ParentSeen = ParentSeen || seen.Parent is not null },
        SubjectLinked linked => Seen(linked.At).Link(linked),
        SubjectAliased aliased => this with { Aliases = Aliases.Add($"{aliased.System}:{aliased.Name}") },
        SubjectMerged merged => Merge(new SubjectMerge(merged.Merge, merged.Into, Into: true, Undone: false)),
        SubjectAbsorbed absorbed => Merge(new SubjectMerge(absorbed.Merge, absorbed.From, Into: false, Undone: false)),
        MergeUndone undone => Merge(new SubjectMerge(undone.Merge, default, Into: false, Undone: true)),
        SubjectErased erased => this with { ErasedAt = ErasedAt is { } before && before < erased.At ? before : erased.At },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private Subject Seen(DateTimeOffset at) => this with
    {
        FirstSeen = FirstSeen is { } first && first < at ? first : at,
        LastSeen = LastSeen is { } last && last > at ? last : at,
    };

    private Subject Link(SubjectLinked linked)
    {
        var key = $"{linked.To} {linked.Kind}";
        var before = Links.GetValueOrDefault(key);
        return this with
        {
            Links = Links.SetItem(key, new SubjectLink(linked.To, linked.Kind,
                before is { } one && one.FirstSeen < linked.At ? one.FirstSeen : linked.At,
                before is { } other && other.LastSeen > linked.At ? other.LastSeen : linked.At)),
        };
    }

    // Whichever half comes first, a merge that was undone stays undone.
    private Subject Merge(SubjectMerge merge)
    {
        var before = Merges.GetValueOrDefault(merge.Id);
        var known = merge.Other != default ? merge : before ?? merge;
        return this with { Merges = Merges.SetItem(merge.Id, known with { Undone = merge.Undone || before is { Undone: true } }) };
    }
}
