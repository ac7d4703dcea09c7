using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Verification;

/// <summary>The proofs of identity of one subject: the fold of what happened, in whatever order it came.</summary>
public sealed record SubjectVerifications
{
    /// <summary>Tries within <see cref="TriesCount"/> after which no other begins; a proposal.</summary>
    public const int MostTries = 5;

    /// <summary>How long a try counts.</summary>
    public static TimeSpan TriesCount { get; } = TimeSpan.FromDays(1);

    /// <summary>How long an attempt waits for its provider.</summary>
    public static TimeSpan Waits { get; } = TimeSpan.FromDays(1);

    /// <summary>None yet.</summary>
    public static SubjectVerifications None { get; } = new();

    private readonly ImmutableSortedDictionary<string, VerificationBegun> _begun = Empty<VerificationBegun>();
    private readonly ImmutableSortedDictionary<string, VerificationEnded> _ended = Empty<VerificationEnded>();
    private readonly ImmutableSortedDictionary<string, VerificationWithdrawn> _withdrawn = Empty<VerificationWithdrawn>();

    private SubjectVerifications()
    {
    }

    private SubjectVerifications(ImmutableSortedDictionary<string, VerificationBegun> begun,
        ImmutableSortedDictionary<string, VerificationEnded> ended, ImmutableSortedDictionary<string, VerificationWithdrawn> withdrawn)
        => (_begun, _ended, _withdrawn) = (begun, ended, withdrawn);

    /// <summary>True where an event of a provider is known already.</summary>
    public bool Knows(string key) => _ended.ContainsKey(key);

    /// <summary>The proofs after one more event.</summary>
    public SubjectVerifications Apply(VerificationEvent happened) => happened switch
    {
        VerificationBegun one => new(_begun.ContainsKey(one.Id) ? _begun : _begun.Add(one.Id, one), _ended, _withdrawn),
        VerificationEnded one => new(_begun, _ended.ContainsKey(one.Key) ? _ended : _ended.Add(one.Key, one), _withdrawn),
        VerificationWithdrawn one => new(_begun, _ended, _withdrawn.ContainsKey(one.Id) ? _withdrawn : _withdrawn.Add(one.Id, one)),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    /// <summary>Every attempt, oldest first. What a provider said belongs to the attempt that was begun last before it and had not run out
    /// by then; else it is an attempt of its own.</summary>
    /// <param name="subject">Whose they are: ids of results that nobody asked for are made of it.</param>
    public ImmutableArray<VerificationAttempt> Attempts(SubjectRef subject)
    {
        if (_begun.IsEmpty && _ended.IsEmpty)
        {
            return [];
        }

        var begun = _begun.Values.OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        var results = _ended.Values.OrderBy(one => one.SeenAt).ThenBy(one => one.Key, StringComparer.Ordinal)
            .ToLookup(one => begun.LastOrDefault(asked => asked.At <= one.SeenAt && one.SeenAt < asked.Until)?.Id ?? "");
        return [.. begun.Select(one => new VerificationAttempt(one.Id, one.Level, one, [.. results[one.Id]], Of(one.Id)))
            .Concat(results[""].Select(one => (Id: IdOf(subject, one.Key), one))
                .Select(pair => new VerificationAttempt(pair.Id, 0, null, [pair.one], Of(pair.Id))))
            .OrderBy(one => one.From).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <summary>How many more may begin at a moment, and when the next may where none may now.</summary>
    public (int Left, DateTimeOffset? Next) TriesAt(SubjectRef subject, DateTimeOffset now)
    {
        var lately = Attempts(subject).Where(one => one.From > now - TriesCount && one.From <= now + Moments.Ahead).ToList();
        var (left, tries) = (MostTries - lately.Sum(one => one.Tries), 0);
        // The newest that fit in, from the last one back: the one before them must have run out of its day.
        var full = lately.AsEnumerable().Reverse().FirstOrDefault(one => (tries += one.Tries) >= MostTries);
        return left > 0 ? (left, null) : (0, full?.From + TriesCount);
    }

    /// <summary>False for the signal of a pass that was withdrawn, that is below the level that was asked for, or that came after a
    /// provider had said no too often within a day: what is tried until it works proves nothing.</summary>
    public bool Counts(SubjectRef subject, Signal signal)
    {
        if (_ended.IsEmpty || signal.Type != DetectorCatalogue.Verified)
        {
            return true;
        }

        var passes = Attempts(subject).Where(one => one.Results.Any(result => result.Outcome == VerificationOutcome.Passed
            && result.SeenAt == signal.ObservedAt)).ToList();
        var failures = _ended.Values.Count(one => one.Outcome == VerificationOutcome.Failed && one.SeenAt < signal.ObservedAt
            && one.SeenAt > signal.ObservedAt - TriesCount);
        return passes.Count == 0 || (failures < MostTries && passes.Exists(one => one is { Withdrawn: null, Pass: not null }));
    }

    /// <summary>The id of an attempt that begins.</summary>
    public static string IdOf(SubjectRef subject, string text) => SubjectItemIds.Of(Prefix, subject, text);

    /// <summary>The key of the subject in an id of an attempt; null where the text is none.</summary>
    public static string? KeyOf(string? id) => SubjectItemIds.KeyOf(Prefix, id);

    private const string Prefix = "ver";

    private VerificationWithdrawn? Of(string id) => _withdrawn.GetValueOrDefault(id);

    private static ImmutableSortedDictionary<string, T> Empty<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
