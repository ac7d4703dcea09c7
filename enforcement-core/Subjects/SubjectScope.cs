using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>
/// Whose actions meet a subject: its own and those of subjects that are the same; and, where they reach down, those of whatever contains
/// it or one of those. A request with a key and an end user has the scope of both.
/// </summary>
/// <param name="Self">The subjects themselves, merged ones included.</param>
/// <param name="Above">Their containers, merged ones included.</param>
public sealed record SubjectScope(ImmutableHashSet<SubjectRef> Self, ImmutableHashSet<SubjectRef> Above)
{
    /// <summary>Longest walk over merges and containers; more would be a mistake in the data, and is refused rather than cut.</summary>
    public const int MaxSubjects = 256;

    /// <summary>The scope of subjects.</summary>
    /// <param name="subjects">The subjects that a question is about.</param>
    /// <param name="find">What is known of a subject.</param>
    /// <exception cref="InvalidDataException">More than <see cref="MaxSubjects"/> subjects are involved.</exception>
    public static SubjectScope Of(IEnumerable<SubjectRef> subjects, Func<SubjectRef, Subject> find)
    {
        var self = Closure(subjects, find);
        var above = ImmutableHashSet<SubjectRef>.Empty;
        for (var parents = ParentsOf(self, find); parents.Count > 0; parents = ParentsOf(parents, find))
        {
            parents = Closure(parents.Where(parent => !above.Contains(parent)), find);
            above = above.Union(parents);
            Check(above.Count + self.Count);
        }

        return new SubjectScope(self, above);
    }

    private static ImmutableHashSet<SubjectRef> ParentsOf(ImmutableHashSet<SubjectRef> subjects, Func<SubjectRef, Subject> find)
        => [.. subjects.Select(subject => find(subject).Parent).OfType<SubjectRef>()];

    private static ImmutableHashSet<SubjectRef> Closure(IEnumerable<SubjectRef> subjects, Func<SubjectRef, Subject> find)
    {
        var found = ImmutableHashSet.CreateBuilder<SubjectRef>();
        var left = new Stack<SubjectRef>(subjects);
        while (left.TryPop(out var subject))
        {
            if (!found.Add(subject))
            {
                continue;
            }

            Check(found.Count);
            foreach (var same in find(subject).Same)
            {
                left.Push(same);
            }
        }

        return found.ToImmutable();
    }

    private static void Check(int count)
    {
        if (count > MaxSubjects)
        {
            throw new InvalidDataException($"More than {MaxSubjects} subjects are one, or contain one another.");
        }
    }
}
