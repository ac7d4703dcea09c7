using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>A subject with all that was decided about it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Actions">Its actions and strikes.</param>
public sealed record SubjectFile(Subject Subject, SubjectActions Actions);

/// <summary>What holds for a request, with the version that a router compares.</summary>
/// <param name="Standing">The standing.</param>
/// <param name="Version">Rises with every decision on any subject involved; a lower one is out of date.</param>
/// <param name="Known">False where one of the subjects asked for was never seen.</param>
public sealed record VersionedStanding(Standing Standing, long Version, bool Known);

/// <summary>
/// The central rule: standing is never a flag. It is the join of all actions that cover a subject, have begun and have not ended.
/// Reversing ends one action by its id; expiry needs no job; overlapping actions cannot undo one another.
/// </summary>
public static class StandingFold
{
    /// <summary>The standing of subjects together (a key and its end user) at a moment.</summary>
    /// <param name="subjects">The subjects.</param>
    /// <param name="at">The moment.</param>
    /// <param name="find">What is stored of a subject; one of which nothing is stored is unknown and has no actions.</param>
    public static VersionedStanding At(IReadOnlyCollection<SubjectRef> subjects, DateTimeOffset at, Func<SubjectRef, SubjectFile> find)
    {
        var scope = SubjectScope.Of(subjects, subject => find(subject).Subject);
        var covering = scope.Self.SelectMany(subject => find(subject).Actions.Actions.Values)
            .Concat(scope.Above.SelectMany(subject => find(subject).Actions.Actions.Values
                .Where(state => state.Action?.Reach == ActionReach.Descendants)));
        var version = scope.Self.Union(scope.Above).Sum(subject => (long)VersionOf(find(subject)));
        return new VersionedStanding(Standing.At(covering, at), version, subjects.All(subject => find(subject).Subject.IsKnown));
    }

    // Merges change what holds as actions do; so do they the version. An undone merge counts twice: once made, once undone.
    private static int VersionOf(SubjectFile file)
        => file.Actions.StandingVersion + file.Subject.Merges.Values.Sum(merge => merge.Undone ? 2 : 1);
}
