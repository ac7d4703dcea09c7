using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Enforcement;

/// <summary>What happened to a subject, in a sentence for its story.</summary>
internal static class StoryTexts
{
    public static string Of(StreamEvent happened) => happened switch
    {
        { Subject: SubjectSeen { Parent: { } parent } } => $"Seen, as part of {parent}",
        { Subject: SubjectSeen } => "Seen",
        { Subject: SubjectLinked one } => $"Seen with {one.To} ({one.Kind})",
        { Subject: SubjectAliased one } => $"Known to {one.System} as {one.Name}",
        { Subject: SubjectMerged one } => $"Merged into {one.Into}: {one.Text}",
        { Subject: SubjectAbsorbed one } => $"{one.From} was merged into it",
        { Subject: MergeUndone one } => $"Merge taken back: {one.Text}",
        { Subject: SubjectErased one } => $"Erased: {one.Text}",
        { Signal: SignalObserved one } => $"Signal {one.Signal.Type}: {one.Signal.Text} ({one.Signal.Value})",
        { Signal: SignalRetracted one } => $"Signal {one.Signal} retracted: {one.Text}",
        { Action: ActionProposed one } => $"{Name(one.Action)} proposed; a second person is awaited",
        { Action: ActionDecided one } when one.By != one.Maker => $"{Name(one.Action)} decided, proposed by {one.Maker}",
        { Action: ActionDecided one } => $"{Name(one.Action)} decided",
        { Action: ActionDeclined one } => $"Proposal {one.Action} declined: {one.Text}",
        { Action: EndProposed one } => $"End of {one.Action} proposed: {one.Text}",
        { Action: EndDeclined one } => $"Proposed end of {one.Action} declined: {one.Text}",
        { Action: ActionEnded one } => $"{one.Action} ends ({WireNames.Of(one.Reason)}): {one.Text}",
        { Action: StrikeGiven one } => $"Strike of {one.Strike.Points} for {one.Strike.Clause}",
        { Action: StrikeVoided one } => $"Strike {one.Strike} voided: {one.Text}",
        { Action: StandingSent one } => $"Standing version {one.Version} sent to {one.Surface}",
        { Action: StandingAcknowledged one } => $"{one.Surface} applies standing version {one.Version}",
        { Action: StandingDeliveryFailed one } => $"Standing version {one.Version} did not reach {one.Surface}",
        { Risk: RiskOverrideProposed one } => $"{Name(one.Override)} proposed; a second person is awaited: {one.Override.Reason}",
        { Risk: RiskOverrideSet one } => $"{Name(one.Override)} set: {one.Override.Reason}",
        { Risk: RiskOverrideEnded one } => $"Risk band {one.Override} ended: {one.Text}",
        { Ruling: PairRulingProposed one } => $"{Name(one.Word, one.Other)} proposed; a second person is awaited: {one.Text}",
        { Ruling: PairRulingGiven one } => $"{Name(one.Word, one.Other)}: {one.Text}",
        { Ruling: PairRulingDeclined one } => $"Proposed word on it and {one.Other} declined: {one.Text}",
        { Proof: VerificationBegun one } => $"Proof of identity of level {one.Level} asked for",
        { Proof: VerificationEnded one } => $"Proof of identity {WireNames.Of(one.Outcome)}"
            + (one.Outcome == VerificationOutcome.Passed ? $", level {one.Level}" : ""),
        { Proof: VerificationWithdrawn one } => $"Proof of identity withdrawn: {one.Text}",
        { Notice: { } one } => NoticeActs.TextOf(one),
        { Appeal: { } one } => NoticeActs.TextOf(one),
        _ => throw new InvalidOperationException("Unknown event."),
    };

    private static string Name(RulingWord word, SubjectRef other) => word switch
    {
        RulingWord.Same => $"One actor runs it and {other}",
        RulingWord.NotSame => $"Different people run it and {other}",
        _ => $"Nothing is said of it and {other} any more",
    };

    private static string Name(RiskOverride one) => $"Risk band of {(one.Floor ? "at least" : "at most")} {one.Band} for "
        + WireNames.Of(one.Harm).Replace('_', ' ');

    private static string Name(EnforcementAction action) => $"Action {EnforcementMapping.NameOf(action.Measure)} ({action.Id})";
}
