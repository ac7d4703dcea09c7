using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What can be asked about the actions on a subject. To extend an action is to take a new one.</summary>
public abstract record ActionCommand
{
    private ActionCommand()
    {
    }

    /// <summary>Take an action; where two people are needed this is a proposal.</summary>
    public sealed record Propose(EnforcementAction Action) : ActionCommand
    {
        /// <summary>True where two decide it although the maker's role would suffice: it waits for the second person, so that both are
        /// named in it and only two undo it.</summary>
        public bool ByTwo { get; init; }
    }

    /// <summary>Agree, as the second person, with a proposed action.</summary>
    public sealed record Second(string Action) : ActionCommand;

    /// <summary>Decline a proposed action, or take one's own proposal back.</summary>
    public sealed record Decline(string Action, string Text) : ActionCommand;

    /// <summary>End an action now (no moment), or earlier than its own end.</summary>
    public sealed record End(string Action, EndReason Reason, DateTimeOffset? Until, string Text) : ActionCommand;

    /// <summary>Agree, as the second person, with a proposed end.</summary>
    public sealed record SecondEnd(string Action) : ActionCommand;

    /// <summary>Decline a proposed end.</summary>
    public sealed record DeclineEnd(string Action, string Text) : ActionCommand;

    /// <summary>A freeze that a list demanded ends with the alert it belongs to: two people found that the subject is not the listed
    /// party. Where only one did, a second person is awaited.</summary>
    /// <param name="Action">The freeze.</param>
    /// <param name="Alert">The alert.</param>
    /// <param name="Maker">Who concluded on the alert.</param>
    /// <param name="Checker">Who confirmed it; null where nobody had to.</param>
    public sealed record EndWithAlert(string Action, string Alert, OfficerId Maker, OfficerId? Checker) : ActionCommand
    {
        /// <summary>The people behind the key that concluded; default where a person did.</summary>
        public ImmutableArray<OfficerId> MakerBehind { get; init; }

        /// <summary>What the end of the freeze says.</summary>
        public static string TextOf(string alert) => $"The alert {alert} was closed: the subject is not the listed party.";
    }

    /// <summary>Give a strike.</summary>
    public sealed record GiveStrike(Strike Strike) : ActionCommand;

    /// <summary>Void a strike.</summary>
    public sealed record VoidStrike(string Strike, string Text) : ActionCommand;

    /// <summary>A surface was sent a version.</summary>
    public sealed record Sent(string Surface, int Version) : ActionCommand;

    /// <summary>A surface applies a version.</summary>
    public sealed record Acknowledge(string Surface, int Version, DateTimeOffset AppliedAt) : ActionCommand;

    /// <summary>A version could not be delivered to a surface.</summary>
    public sealed record DeliveryFailed(string Surface, int Version) : ActionCommand;
}

/// <summary>Who commands, when, under which ladder, and what is known of the subject.</summary>
/// <param name="Officer">Who.</param>
/// <param name="Now">The moment.</param>
/// <param name="Policy">The ladder.</param>
/// <param name="Subject">The subject.</param>
public sealed record ActionContext(Officer Officer, DateTimeOffset Now, LadderPolicy Policy, Subject Subject)
{
    /// <summary>End users known under the account; 0 for other kinds.</summary>
    public int EndUsers { get; init; }

    /// <summary>True for a subject that only a change of configuration can expose, for example the platform's own account.</summary>
    public bool Protected { get; init; }

    /// <summary>True while a legal hold stands: nothing is ended.</summary>
    public bool LegalHold { get; init; }

    /// <summary>True where the appeal against the action is being decided: nothing else overturns one.</summary>
    public bool ThroughAppeal { get; init; }

    /// <summary>The version of the subject's standing that was read; null for the service.</summary>
    public int? SeenVersion { get; init; }
}
