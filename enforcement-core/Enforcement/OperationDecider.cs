using System.Collections.Immutable;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>A member of a cluster, as an action on the whole of it weighs it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Tier">The tier of its strongest pair in the cluster.</param>
/// <param name="Confirmed">True where an officer said that one actor runs it and another member.</param>
public sealed record OperationMember(SubjectRef Account, PairTier Tier, bool Confirmed);

/// <summary>Whom a proposal meets, and whom it leaves out and why.</summary>
/// <param name="Met">The accounts that it meets, in order.</param>
/// <param name="LeftOut">The accounts that it leaves out, each with the reason.</param>
public sealed record OperationReach(ImmutableArray<SubjectRef> Met, ImmutableSortedDictionary<SubjectRef, string> LeftOut);

/// <summary>How far an action on an operation got.</summary>
public enum OperationStatus
{
    /// <summary>One person proposed it.</summary>
    Proposed,

    /// <summary>Two people agreed; the actions are being taken.</summary>
    Agreed,

    /// <summary>Every account that it meets has its action, or is named with the reason why not.</summary>
    Done,

    /// <summary>It was declined or taken back.</summary>
    Declined,

    /// <summary>Nobody agreed to it in time.</summary>
    Lapsed,
}

/// <summary>
/// What may be done to an operation as a whole. What withholds money or service rests on enforceable pairs or on a person's word; a link
/// alone carries what a person can meet in a minute.
/// </summary>
public static class OperationDecider
{
    /// <summary>The furthest measure that rests on a link alone.</summary>
    public const Rung MostOnLink = Rung.CapabilityLimit;

    /// <summary>Days for which a proposal waits.</summary>
    public const int WaitsDays = 14;

    /// <summary>Whom a measure meets.</summary>
    /// <param name="members">The members of the cluster.</param>
    /// <param name="except">Accounts that whoever proposes leaves out.</param>
    /// <param name="measure">How far it goes.</param>
    public static OperationReach Reach(IEnumerable<OperationMember> members, IReadOnlySet<SubjectRef> except, Rung measure)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(except);
        var (met, leftOut) = (ImmutableArray.CreateBuilder<SubjectRef>(), ImmutableSortedDictionary.CreateBuilder<SubjectRef, string>());
        foreach (var member in members.OrderBy(member => member.Account))
        {
            if (except.Contains(member.Account))
            {
                leftOut[member.Account] = "Left out by whoever proposed it.";
            }
            else if (measure > MostOnLink && member.Tier != PairTier.Enforceable && !member.Confirmed)
            {
                leftOut[member.Account] = "Linked only: this measure needs an enforceable pair, or an officer's word on it.";
            }
            else
            {
                met.Add(member.Account);
            }
        }

        return new OperationReach(met.ToImmutable(), leftOut.ToImmutable());
    }

    /// <summary>Whom a proposal still meets where the networks changed since: never an account that whoever proposed it did not
    /// see.</summary>
    /// <param name="met">The accounts that it met when it was proposed.</param>
    /// <param name="members">The members of the cluster now.</param>
    /// <param name="measure">How far it goes.</param>
    public static OperationReach Narrow(IEnumerable<SubjectRef> met, IEnumerable<OperationMember> members, Rung measure)
    {
        ArgumentNullException.ThrowIfNull(met);
        var reach = Reach(members, ImmutableHashSet<SubjectRef>.Empty, measure);
        var now = reach.Met.ToHashSet();
        var asked = met.Distinct().Order().ToList();
        return new OperationReach([.. asked.Where(now.Contains)], asked.Where(account => !now.Contains(account))
            .ToImmutableSortedDictionary(account => account, account => reach.LeftOut.GetValueOrDefault(account)
                ?? "No longer linked to the others when the second person agreed."));
    }

    /// <summary>What stands against agreeing; null where nothing does.</summary>
    /// <param name="status">How far it got.</param>
    /// <param name="maker">Who proposed it.</param>
    /// <param name="behind">The people behind whoever did.</param>
    /// <param name="proposedAt">When.</param>
    /// <param name="officer">Who agrees.</param>
    /// <param name="now">When.</param>
    public static Refusal? Second(OperationStatus status, OfficerId maker, ImmutableArray<OfficerId> behind, DateTimeOffset proposedAt,
        Officer officer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(officer);
        return status != OperationStatus.Proposed ? new Refusal(RefusalCode.NotAwaitingSecond, "It does not wait for a second person.")
            : officer.Role == OfficerRole.System || !officer.May(ReviewPermission.ApproveVerdicts)
                ? new Refusal(RefusalCode.NotPermitted, "An approver agrees to an action on an operation.")
            : officer.MayBe(maker, behind)
                ? new Refusal(RefusalCode.SamePerson, "The second person must be another person than whoever proposed it.")
            : IsLapsed(status, proposedAt, now)
                ? new Refusal(RefusalCode.BadMoment, "It waited too long. Propose it again.") : null;
    }

    /// <summary>True where a proposal waited longer than it may.</summary>
    public static bool IsLapsed(OperationStatus status, DateTimeOffset proposedAt, DateTimeOffset now)
        => status == OperationStatus.Proposed && now - proposedAt > TimeSpan.FromDays(WaitsDays);

    /// <summary>What stands against declining; null where nothing does.</summary>
    public static Refusal? Decline(OperationStatus status, OfficerId maker, Officer officer)
    {
        ArgumentNullException.ThrowIfNull(officer);
        return status != OperationStatus.Proposed ? new Refusal(RefusalCode.NotAwaitingSecond, "It does not wait for a second person.")
            : officer.Role == OfficerRole.System || (officer.Id != maker && !officer.May(ReviewPermission.ApproveVerdicts))
                ? new Refusal(RefusalCode.NotPermitted, "An approver declines it, or whoever proposed it takes it back.") : null;
    }
}
