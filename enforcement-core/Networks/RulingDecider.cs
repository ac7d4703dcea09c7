using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Networks.RulingEvent>;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What officers say of two accounts.</summary>
public enum RulingWord
{
    /// <summary>Nothing: the evidence alone counts.</summary>
    None,

    /// <summary>One actor runs both.</summary>
    Same,

    /// <summary>Different people run them.</summary>
    NotSame,
}

/// <summary>Something that happened to what officers say of an account and another one.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Other">The other account.</param>
[JsonDerivedType(typeof(PairRulingProposed), "proposed")]
[JsonDerivedType(typeof(PairRulingGiven), "given")]
[JsonDerivedType(typeof(PairRulingDeclined), "declined")]
public abstract record RulingEvent(OfficerId By, DateTimeOffset At, SubjectRef Other);

/// <summary>A word was proposed that takes two people.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Other">The other account.</param>
/// <param name="Word">The word.</param>
/// <param name="Text">Why.</param>
/// <param name="Behind">The people behind whoever proposed it.</param>
public sealed record PairRulingProposed(OfficerId By, DateTimeOffset At, SubjectRef Other, RulingWord Word, string Text,
    ImmutableArray<OfficerId> Behind) : RulingEvent(By, At, Other);

/// <summary>A word counts from now on.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Other">The other account.</param>
/// <param name="Word">The word.</param>
/// <param name="Text">Why.</param>
/// <param name="Maker">Who proposed it; the same person where one is enough.</param>
public sealed record PairRulingGiven(OfficerId By, DateTimeOffset At, SubjectRef Other, RulingWord Word, string Text, OfficerId Maker)
    : RulingEvent(By, At, Other);

/// <summary>A proposal was declined or taken back.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Other">The other account.</param>
/// <param name="Text">Why.</param>
public sealed record PairRulingDeclined(OfficerId By, DateTimeOffset At, SubjectRef Other, string Text) : RulingEvent(By, At, Other);

/// <summary>What officers say of one account and others: the fold of what happened.</summary>
public sealed record SubjectRulings
{
    /// <summary>Nobody said anything.</summary>
    public static SubjectRulings None { get; } = new();

    /// <summary>The words that count, by the other account.</summary>
    public ImmutableSortedDictionary<SubjectRef, PairRulingGiven> Given { get; private init; } =
        ImmutableSortedDictionary<SubjectRef, PairRulingGiven>.Empty;

    /// <summary>The words that wait for a second person.</summary>
    public ImmutableSortedDictionary<SubjectRef, PairRulingProposed> Awaited { get; private init; } =
        ImmutableSortedDictionary<SubjectRef, PairRulingProposed>.Empty;

    /// <summary>The word on another account that waits at a moment; null where none does, or it waited longer than it may.</summary>
    public PairRulingProposed? AwaitedAt(SubjectRef other, DateTimeOffset at)
        => Awaited.TryGetValue(other, out var awaited) && at - awaited.At <= RulingDecider.ProposalWaits ? awaited : null;

    /// <summary>What counts for another account.</summary>
    public RulingWord Of(SubjectRef other) => Given.TryGetValue(other, out var given) ? given.Word : RulingWord.None;

    /// <summary>The fold after one more event.</summary>
    public SubjectRulings Apply(RulingEvent happened) => happened switch
    {
        PairRulingProposed one => this with { Awaited = Awaited.SetItem(one.Other, one) },
        PairRulingGiven one => this with { Given = Given.SetItem(one.Other, one), Awaited = Awaited.Remove(one.Other) },
        PairRulingDeclined one => this with { Awaited = Awaited.Remove(one.Other) },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}

/// <summary>
/// What becomes of a word on two accounts. To say that one actor runs both, where nothing was said, takes one person: it tightens.
/// Everything else loosens or undoes what two may have said, and takes two.
/// </summary>
public static class RulingDecider
{
    /// <summary>How long a word waits for a second person.</summary>
    public static TimeSpan ProposalWaits { get; } = TimeSpan.FromDays(14);

    /// <summary>Says something of an account and another one.</summary>
    /// <param name="state">What was said of the account.</param>
    /// <param name="other">The other account.</param>
    /// <param name="word">The word.</param>
    /// <param name="text">Why.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Say(SubjectRulings state, SubjectRef other, RulingWord word, string? text, Officer officer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(officer);
        if (officer.Role == OfficerRole.System || !officer.May(ReviewPermission.WorkEnforcement))
        {
            return Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} says nothing of accounts that belong together.");
        }

        if (CommandTexts.Refusal(text) is { } words)
        {
            return Result.Refuse(words);
        }

        if (officer.IsNobodyKnown)
        {
            return Result.Refuse(RefusalCode.NotPermitted,
                "Another person must agree here or undo it, and nobody knows who holds this key: name its holder, or let a person say it.");
        }

        var known = state.Of(other);
        return known == word ? Result.Happened()
            : state.AwaitedAt(other, now) is { } awaited
                ? awaited.Word == word ? Result.Happened()
                    : Result.Refuse(RefusalCode.WrongState, "Another word waits for a second person. Decline it first.")
            : known == RulingWord.None && word == RulingWord.Same
                ? Result.Happened(new PairRulingGiven(officer.Id, now, other, word, text!, officer.Id))
            : Result.Happened(new PairRulingProposed(officer.Id, now, other, word, text!,
                officer.Behind.IsDefaultOrEmpty ? [] : officer.Behind));
    }

    /// <summary>Agrees to a word.</summary>
    public static Result Second(SubjectRulings state, SubjectRef other, Officer officer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(officer);
        return state.AwaitedAt(other, now) is not { } awaited
            ? state.Awaited.ContainsKey(other) ? Result.Refuse(RefusalCode.BadMoment, "It waited too long. Say it again.")
                : Result.Refuse(state.Given.ContainsKey(other) ? RefusalCode.NotAwaitingSecond : RefusalCode.NotFound,
                    "No word on these two waits for a second person.")
            : officer.Role == OfficerRole.System || !officer.May(ReviewPermission.ApproveVerdicts)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver agrees to a word on two accounts.")
            : officer.MayBe(awaited.By, awaited.Behind)
                ? Result.Refuse(RefusalCode.SamePerson, "The second person must be another person than whoever proposed it.")
            : Result.Happened(new PairRulingGiven(officer.Id, now, other, awaited.Word, awaited.Text, awaited.By));
    }

    /// <summary>Declines a proposed word, or takes one's own back.</summary>
    public static Result Decline(SubjectRulings state, SubjectRef other, string? text, Officer officer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(officer);
        return !state.Awaited.TryGetValue(other, out var awaited)
            ? Result.Refuse(RefusalCode.NotFound, "No word on these two waits for a second person.")
            : officer.Role == OfficerRole.System || (awaited.By != officer.Id && !officer.May(ReviewPermission.ApproveVerdicts))
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver declines a proposal, or its maker takes it back.")
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : Result.Happened(new PairRulingDeclined(officer.Id, now, other, text!));
    }
}
