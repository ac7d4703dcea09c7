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
        return StandingFold.At(subjects, at, subject => files[subject]);
    }

    /// <summary>The subjects, whatever contains them, and whoever is the same.</summary>
    /// <param name="subjects">The subjects asked for.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="known">What was loaded for the same question before.</param>
    public async Task<IReadOnlyDictionary<SubjectRef, SubjectFile>> LoadAsync(IEnumerable<SubjectRef> subjects,
        CancellationToken cancellation, IReadOnlyDictionary<SubjectRef, SubjectFile>? known = null)
    {
        var files = known is null ? [] : new Dictionary<SubjectRef, SubjectFile>(known);
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

            var file = (await streams.FoldedAsync(subject, cancellation)).File;
            files[subject] = file;
            foreach (var next in file.Subject.Same.Concat(file.Subject.Parent is { } parent ? [parent] : Array.Empty<SubjectRef>()))
            {
                left.Push(next);
            }
        }

        return files;
    }
}
