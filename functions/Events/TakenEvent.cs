using System.Text.Json;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;

namespace Compliance.Functions.Events;

/// <summary>An event on its way in, with what every subject that it counts for asks of it, made once.</summary>
internal sealed class TakenEvent
{
    public TakenEvent(PlatformEvent happened)
    {
        Happened = happened;
        Row = EnforcementRows.PlatformEvents + happened.Key;
        Whole = JsonSerializer.Serialize(EventRow.Of(happened), EventRowJson.Default.EventRow);
        Share = JsonSerializer.Serialize(new ShareRow(happened.Subject.ToString()), EventRowJson.Default.ShareRow);
        Changes = EventFeatures.Of(happened, RadarScope.IsGuarded).ToLookup(change => change.Subject);
        Others = [.. Changes.Select(group => group.Key).Append(happened.Account ?? happened.Subject)
            .Append(happened.EndUser ?? happened.Subject).Where(subject => subject != happened.Subject).Distinct()];
    }

    public PlatformEvent Happened { get; }

    /// <summary>The row that makes it count once.</summary>
    public string Row { get; }

    /// <summary>The event whole: equal events are equal text. It lies at its own subject.</summary>
    public string Whole { get; }

    /// <summary>What lies at the other subjects.</summary>
    public string Share { get; }

    /// <summary>What it adds to whose counters.</summary>
    public ILookup<SubjectRef, FeatureChange> Changes { get; }

    /// <summary>The other subjects that it counts for.</summary>
    public IReadOnlyList<SubjectRef> Others { get; }

    /// <summary>The event as the row of a subject holds it.</summary>
    public string JsonFor(SubjectRef subject) => subject == Happened.Subject ? Whole : Share;
}
