using System.Text.Json;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Events;

/// <summary>What some events change for one subject: its counters, what is known of it, what is observed. Nothing is stored here.</summary>
internal sealed class EventShare(SubjectStream stream, StoredRecord? counters, DateTimeOffset now)
{
    private readonly FeatureCounters _counters = counters is null ? new FeatureCounters()
        : FeatureCounters.Read(JsonSerializer.Deserialize(counters.Json, EventRowJson.Default.String)!);
    private readonly List<RecordOperation> _rows = [];
    private readonly List<StreamEvent> _events = [];
    private readonly List<Signal> _signals = [];
    private SubjectStream _after = stream;

    /// <summary>The subject as it was read.</summary>
    public SubjectStream Stream { get; } = stream;

    /// <summary>What contains it, as the events say; null where they do not.</summary>
    public SubjectRef? Parent { get; private set; }

    public IReadOnlyList<StreamEvent> Events => _events;

    public IReadOnlyList<Signal> Signals => _signals;

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Operations of the batch that stores it.</summary>
    public int Operations => 2 + _rows.Count + (2 * _events.Count);

    /// <summary>The row of an event.</summary>
    public static string RowOf(PlatformEvent happened) => EnforcementRows.PlatformEvents + happened.Key;

    /// <summary>The rows beside the subject's own events: each platform event, and the counters.</summary>
    public IEnumerable<RecordOperation> Rows() => _rows.Append(new RecordOperation.Put(EnforcementRows.Counters,
        JsonSerializer.Serialize(_counters.Write(), EventRowJson.Default.String)));

    /// <summary>An event as its row holds it: whole at its own subject, by its key at the others.</summary>
    public string JsonOf(PlatformEvent happened) => happened.Subject == Stream.Subject.Ref
        ? WholeJson(happened)
        : JsonSerializer.Serialize(new ShareRow(happened.Subject.ToString()), EventRowJson.Default.ShareRow);

    /// <summary>An event whole: equal events are equal text.</summary>
    public static string WholeJson(PlatformEvent happened) => JsonSerializer.Serialize(EventRow.Of(happened),
        EventRowJson.Default.EventRow);

    /// <summary>Adds an event.</summary>
    public EventOutcome Add(PlatformEvent happened)
    {
        var subject = Stream.Subject.Ref;
        var parent = ParentOf(happened);
        if (Try(new SubjectCommand.See(happened.Time, parent)) is RefusalCode.ForeignSubject)
        {
            return EventOutcome.Foreign;
        }

        Parent ??= parent;
        foreach (var field in happened.Type.Fields.Where(field => field.Kind == FieldKind.Subject
            && SubjectKinds.IsLinkedOnly(field.Names) && happened.Subject == subject))
        {
            if (happened.Named(field.Name) is { } linked)
            {
                Try(new SubjectCommand.LinkTo(happened.Time, linked, $"{happened.Type.Name}.{field.Name}"));
            }
        }

        foreach (var change in EventFeatures.Of(happened).Where(change => change.Subject == subject))
        {
            _counters.Apply(change, happened.Time);
        }

        foreach (var signal in DetectorCatalogue.Look(new DetectorInput(subject, happened, _counters))
            .Where(signal => !_after.Signals.All.ContainsKey(signal.Id)))
        {
            _signals.Add(signal);
            Happen(StreamEvent.Of(new SignalObserved(OfficerId.System, now, signal)));
        }

        _rows.Add(new RecordOperation.Insert(RowOf(happened), JsonOf(happened)));
        return EventOutcome.Accepted;
    }

    private SubjectRef? ParentOf(PlatformEvent happened) => Stream.Subject.Ref.Kind switch
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
        _after = _after.Then(happened);
    }
}
