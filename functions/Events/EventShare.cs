using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Events;

/// <summary>What some events change for one subject: its counters, what is known of it, what is observed. Nothing is stored here; the
/// counters that are given are changed, and are worth nothing where storing then fails.</summary>
internal sealed class EventShare(SubjectStream stream, FeatureCounters counters, ImmutableArray<RiskLearnedRow> learned,
    DateTimeOffset now)
{
    /// <summary>Most observations of one kind on one day that a retraction or a proof sets apart.</summary>
    private const int MostAnew = 100;

    /// <summary>Most parts of a learned score that its signal names.</summary>
    private const int MostNamed = 4;

    private readonly FeatureCounters _added = new();
    private readonly List<RecordOperation> _rows = [];
    private readonly List<StreamEvent> _events = [];
    private readonly List<Signal> _signals = [];
    private readonly SubjectRef _subject = stream.Subject.Ref;
    private SubjectStream _after = stream;

    /// <summary>The subject as it was read.</summary>
    public SubjectStream Stream { get; } = stream;

    /// <summary>The row of what is added to the counters: named after its first event, which counts once, so no two are alike.</summary>
    public string DeltaRow => EnforcementRows.Deltas + _rows[0].Row[EnforcementRows.PlatformEvents.Length..];

    /// <summary>What contains it, as the events say; null where they do not.</summary>
    public SubjectRef? Parent { get; private set; }

    public IReadOnlyList<StreamEvent> Events => _events;

    public IReadOnlyList<Signal> Signals => _signals;

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Operations of the batch that stores it.</summary>
    public int Operations => 2 + _rows.Count + (2 * _events.Count);

    /// <summary>The rows beside the subject's own events: each platform event, and what they add to the counters.</summary>
    public IEnumerable<RecordOperation> Rows() => _rows.Append(CounterStore.Row(DeltaRow, _added));

    /// <summary>Adds an event.</summary>
    public EventOutcome Add(TakenEvent taken)
    {
        var happened = taken.Happened;
        var parent = ParentOf(happened);
        if (Try(new SubjectCommand.See(happened.Time, parent)) is RefusalCode.ForeignSubject)
        {
            return EventOutcome.Foreign;
        }

        Parent ??= parent;
        if (happened.Subject == _subject)
        {
            Link(happened);
            Conclude(happened);
        }

        foreach (var change in taken.Changes[_subject])
        {
            counters.Apply(change, happened.Time);
            _added.Apply(change, happened.Time);
        }

        foreach (var signal in DetectorCatalogue.Look(new DetectorInput(_subject, happened, counters)).Select(Anew)
            .Concat(Learned(happened))
            .Where(signal => !_after.Signals.All.ContainsKey(signal.Id)))
        {
            _signals.Add(signal);
            Happen(StreamEvent.Of(new SignalObserved(OfficerId.System, now, signal)));
        }

        _rows.Add(new RecordOperation.Insert(taken.Row, taken.JsonFor(_subject)));
        return EventOutcome.Accepted;
    }

    /// <summary>What lasts is observed once a day. What is seen again after an identity was verified is seen anew, or a proof would cover
    /// what came after it; and where an observation was retracted, what goes beyond it is, or a mistake would hide what follows it until
    /// midnight.</summary>
    private Signal Anew(Signal seen)
    {
        for (var step = 0; step < MostAnew && _after.Signals.All.GetValueOrDefault(seen.Id) is { } before; step++)
        {
            var again = _after.Signals.Retracted.Contains(before.Id) ? (seen.Value > before.Value ? before.Id : null)
                : _after.Signals.Standing.FirstOrDefault(one => one.Type == DetectorCatalogue.Verified
                    && one.ObservedAt >= before.ObservedAt && one.ObservedAt <= seen.ObservedAt)?.Id;
            var next = again is null ? seen.Id : Signal.IdOf(_subject, seen.Type, again);
            if (next == seen.Id)
            {
                break;
            }

            seen = seen with { Id = next };
        }

        return seen;
    }

    /// <summary>What learned models say of an account after an event: again each day, and whenever it says half a unit more or
    /// less.</summary>
    private IEnumerable<Signal> Learned(PlatformEvent happened)
    {
        foreach (var row in _subject.Kind == SubjectKind.Account ? learned : [])
        {
            var (weight, why) = row.Look(LearnedFeatures.Of(counters, _after.Subject.FirstSeen, happened.Time));
            var occasion = string.Create(CultureInfo.InvariantCulture, $"{Signal.DayOf(happened.Time)} {Math.Floor(weight / 500.0)}");
            yield return new Signal(Signal.IdOf(_subject, row.Type, occasion), _subject, row.Type, row.Group, weight, weight,
                row.HalfLifeHours, happened.Time, row.Type, 1, 100)
            {
                Ground = row.Ground,
                Text = "Learned from outcomes: " + string.Join(", ", why.Contributions.Take(MostNamed).Select(part => string.Create(
                    CultureInfo.InvariantCulture, $"{part.Feature} {part.LogOdds:+0.00;-0.00;0}"))),
            };
        }
    }

    /// <summary>Says how a proof of identity ended. A confirmed mailbox or telephone number is none.</summary>
    private void Conclude(PlatformEvent happened)
    {
        if (happened.Type.Name == "verification.completed" && happened.Text("kind") is not ("email" or "phone")
            && WireNames.TryRead<VerificationOutcome>(happened.Text("outcome") ?? "", out var outcome)
            && !_after.Proofs.Knows(happened.Key))
        {
            Happen(StreamEvent.Of(new VerificationEnded(OfficerId.System, now, happened.Key, outcome,
                outcome == VerificationOutcome.Passed ? (int)happened.Number("level") : 0, happened.Text("provider") ?? "",
                happened.Time)));
        }
    }

    private void Link(PlatformEvent happened)
    {
        foreach (var field in happened.Type.Fields.Where(field => field.Kind == FieldKind.Subject
            && SubjectKinds.IsLinkedOnly(field.Names)))
        {
            if (happened.Named(field.Name) is { } linked)
            {
                Try(new SubjectCommand.LinkTo(happened.Time, linked, $"{happened.Type.Name}.{field.Name}"));
            }
        }

        if (happened.Sequence is { } sequence)
        {
            counters.See(happened.Source, sequence);
            _added.See(happened.Source, sequence);
        }
    }

    private SubjectRef? ParentOf(PlatformEvent happened) => _subject.Kind switch
    {
        SubjectKind.ApiKey or SubjectKind.EndUser => happened.Account,
        SubjectKind.Account => happened.Named("organisation"),
        _ => null,
    };

    private RefusalCode? Try(SubjectCommand command)
        => SubjectDecider.Decide(_after.Subject, command, new SubjectContext(Officer.Service, now)).Match(
            events =>
            {
                foreach (var happened in events)
                {
                    Happen(StreamEvent.Of(happened));
                }

                return (RefusalCode?)null;
            },
            refusal => refusal.Code);

    private void Happen(StreamEvent happened)
    {
        _events.Add(happened);
        _after = _after.Folded(happened);
    }
}
