using System.Globalization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>What merges of subjects come to, and what stands against one.</summary>
internal static class MergedSubjects
{
    /// <summary>Subjects that are the same as one by merges that stand, directly or by way of others; without itself.</summary>
    public static async Task<IReadOnlySet<SubjectRef>> SameAsync(SubjectStreamStore streams, SubjectRef subject,
        CancellationToken cancellation)
    {
        var (same, left) = (new SortedSet<SubjectRef>(), new Stack<SubjectRef>([subject]));
        while (left.TryPop(out var next))
        {
            foreach (var other in (await streams.FoldedAsync(next, cancellation)).Subject.Same)
            {
                if (other != subject && same.Add(other))
                {
                    left.Push(other);
                }
            }
        }

        return same;
    }

    /// <summary>Why two subjects cannot be merged: a merge would make one of accounts of which officers said that different people run
    /// them, be it of the two or of any that are merged with either. Null where nothing stands against it.</summary>
    public static async Task<Refusal?> ProblemAsync(SubjectStreamStore streams, SubjectRef one, SubjectRef other,
        CancellationToken cancellation)
    {
        var ours = new SortedSet<SubjectRef>([one, .. await SameAsync(streams, one, cancellation)]);
        var theirs = new SortedSet<SubjectRef>([other, .. await SameAsync(streams, other, cancellation)]);
        foreach (var (side, across) in new[] { (ours, theirs), (theirs, ours) })
        {
            foreach (var subject in side)
            {
                // A word lies at the account whose id comes first.
                var rulings = (await streams.FoldedAsync(subject, cancellation)).Rulings;
                if (across.Where(account => rulings.Of(account) == RulingWord.NotSame).Select(account => rulings.Given[account])
                    .FirstOrDefault() is { } given)
                {
                    return new Refusal(RefusalCode.RuledNotSame, string.Create(CultureInfo.InvariantCulture,
                        $"{given.Maker} and {given.By} said on {given.At:yyyy-MM-dd} that different people run {subject} and ")
                        + $"{given.Other}. Two people take that back first (POST /api/v1/networks/rulings with the word none).")
                    { Field = "$.into", Value = other.ToString() };
                }
            }
        }

        return null;
    }
}
