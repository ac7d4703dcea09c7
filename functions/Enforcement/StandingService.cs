using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>What holds for a request: reads the subjects that its key and end user touch, and folds.</summary>
internal sealed class StandingService(SubjectStreamStore streams)
{
    /// <summary>The standing of subjects together at a moment, with the streams it was made of.</summary>
    public async Task<VersionedStanding> FindAsync(IReadOnlyCollection<SubjectRef> subjects, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var files = await LoadAsync(subjects, cancellation);
        return StandingFold.At(subjects, at, subject => files[subject].File);
    }

    /// <summary>The streams of the subjects, of whatever contains them, and of whoever is the same.</summary>
    /// <param name="subjects">The subjects asked for.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="known">What was loaded for the same question before.</param>
    public async Task<IReadOnlyDictionary<SubjectRef, SubjectStream>> LoadAsync(IEnumerable<SubjectRef> subjects,
        CancellationToken cancellation, IReadOnlyDictionary<SubjectRef, SubjectStream>? known = null)
    {
        var files = known is null ? [] : new Dictionary<SubjectRef, SubjectStream>(known);
        var left = new Stack<SubjectRef>(subjects);
        while (left.TryPop(out var subject))
        {
            if (files.ContainsKey(subject))
            {
                continue;
            }

            if (files.Count >= SubjectScope.MaxSubjects)
            {
                throw new InvalidDataException($"More than {SubjectScope.MaxSubjects} subjects are one, or contain one another.");
            }

            var stream = await streams.FoldedAsync(subject, cancellation);
            files[subject] = stream;
            foreach (var next in stream.Subject.Same.Concat(stream.Subject.Parent is { } parent ? [parent] : Array.Empty<SubjectRef>()))
            {
                left.Push(next);
            }
        }

        return files;
    }
}
