using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>What can be asked about an appeal. Nothing else closes one.</summary>
public abstract record AppealCommand
{
    private AppealCommand()
    {
    }

    /// <summary>Take an appeal in.</summary>
    public sealed record Receive(Appeal Appeal) : AppealCommand;

    /// <summary>Work on it; it is admitted with that.</summary>
    public sealed record Assign(string Appeal) : AppealCommand;

    /// <summary>Give it back.</summary>
    public sealed record Release(string Appeal) : AppealCommand;

    /// <summary>Say why it cannot be looked into.</summary>
    public sealed record Refuse(string Appeal, string Reasons) : AppealCommand;

    /// <summary>Ask the party something.</summary>
    public sealed record Ask(string Appeal, string Question) : AppealCommand;

    /// <summary>The party answers.</summary>
    public sealed record Answer(string Appeal, string Text, ImmutableArray<AppealAttachment> Attachments) : AppealCommand;

    /// <summary>Decide it; where two decided the action, propose it.</summary>
    public sealed record Decide(string Appeal, AppealRuling Ruling) : AppealCommand;

    /// <summary>Agree, as the second person, with a proposed outcome.</summary>
    public sealed record Second(string Appeal) : AppealCommand;

    /// <summary>Decline a proposed outcome, or take one's own back.</summary>
    public sealed record Decline(string Appeal, string Text) : AppealCommand;

    /// <summary>The party takes it back.</summary>
    public sealed record Withdraw(string Appeal) : AppealCommand;

    /// <summary>Every surface applies it.</summary>
    public sealed record MarkEffective(string Appeal) : AppealCommand;

    /// <summary>It is effective and the party was told.</summary>
    public sealed record Close(string Appeal, bool PartyTold) : AppealCommand;
}

/// <summary>What was found before a command on an appeal is decided.</summary>
/// <param name="Officer">Who commands; the service for the party.</param>
/// <param name="Now">The moment.</param>
/// <param name="Policy">The ladder.</param>
/// <param name="Subject">Whom the action meets.</param>
/// <param name="Actions">The actions on it.</param>
/// <param name="Appeals">The appeals about it.</param>
public sealed record AppealContext(Officer Officer, DateTimeOffset Now, LadderPolicy Policy, Subject Subject, SubjectActions Actions,
    SubjectAppeals Appeals)
{
    /// <summary>Everybody who had a part in the decision, and the people behind the keys among them.</summary>
    public ImmutableArray<OfficerId> Participants { get; init; } = [];

    /// <summary>True where a key or an application had a part, of which nobody knows who holds it: then two people decide, so that one of
    /// them at the least had none.</summary>
    public bool UnknownParticipant { get; init; }

    /// <summary>When the party was told; null where the notice is kept back.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>True while a legal hold stands: nothing is ended.</summary>
    public bool LegalHold { get; init; }

    /// <summary>The version of the appeal that was read; null for the service.</summary>
    public int? SeenVersion { get; init; }

    /// <summary>Other actions that rest on the same row and hold.</summary>
    public ImmutableArray<string> Siblings { get; init; } = [];

    /// <summary>End users known under the account.</summary>
    public int EndUsers { get; init; }

    internal ActionContext ForActions => new(Officer, Now, Policy, Subject)
    {
        LegalHold = LegalHold,
        EndUsers = EndUsers,
        ThroughAppeal = true,
    };
}

/// <summary>What happens of a command: to the appeal and to the actions, in one batch or not at all.</summary>
/// <param name="Appeals">To the appeal.</param>
/// <param name="Actions">To actions and strikes.</param>
public sealed record AppealBatch(ImmutableArray<AppealEvent> Appeals, ImmutableArray<ActionEvent> Actions);

/// <summary>Who had a part in a decision.</summary>
/// <param name="People">Everybody but the service, keys and the people behind them.</param>
/// <param name="IsUnknown">True where a key or an application had a part, of which nobody knows who holds it.</param>
public sealed record DecisionParticipants(ImmutableArray<OfficerId> People, bool IsUnknown)
{
    /// <summary>Everybody but the service who proposed, decided, declined or ended any action of a decision, or gave a strike with it. An
    /// appeal is decided by somebody else.</summary>
    /// <param name="events">What happened to the subject's actions.</param>
    /// <param name="decision">The decision.</param>
    public static DecisionParticipants Of(IEnumerable<ActionEvent> events, string decision)
    {
        var all = events.ToArray();
        var actions = all.Select(happened => happened switch
        {
            ActionProposed one => one.Action,
            ActionDecided one => one.Action,
            _ => null,
        }).Where(action => action?.DecisionId == decision).Select(action => action!.Id).ToHashSet(StringComparer.Ordinal);
        var took = all.SelectMany(happened => Of(happened, actions, decision)).Where(one => one.Id != OfficerId.System).ToArray();
        return new DecisionParticipants([.. took.SelectMany(one => one.Behind.IsDefaultOrEmpty ? [one.Id] : one.Behind.Prepend(one.Id))
            .Distinct().Order()], took.Any(one => one.Id.IsMachine && one.Behind.IsDefaultOrEmpty));
    }

    private static (OfficerId Id, ImmutableArray<OfficerId> Behind)[] Of(ActionEvent happened, HashSet<string> actions, string decision)
        => happened switch
        {
            ActionProposed one when actions.Contains(one.Action.Id) => [(one.By, one.Behind)],
            ActionDecided one when actions.Contains(one.Action.Id) => [(one.By, one.Behind), (one.Maker, one.MakerBehind)],
            ActionDeclined one when actions.Contains(one.Action) => [(one.By, one.Behind)],
            EndProposed one when actions.Contains(one.Action) => [(one.By, one.Behind)],
            EndDeclined one when actions.Contains(one.Action) => [(one.By, one.Behind)],
            ActionEnded one when actions.Contains(one.Action) => [(one.By, one.Behind)],
            StrikeGiven one when one.Strike.DecisionId == decision => [(one.By, one.Behind)],
            _ => [],
        };
}
