using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What may go on. Ordered: the strictest of several counts.</summary>
public enum Verdict
{
    /// <summary>It goes on.</summary>
    Allow,

    /// <summary>It goes on once somebody has shown who they are.</summary>
    Challenge,

    /// <summary>It waits for a person.</summary>
    Review,

    /// <summary>It goes on within limits, which are named.</summary>
    Restrict,

    /// <summary>It does not go on.</summary>
    Block,
}

/// <summary>What somebody wants to do.</summary>
public enum DecisionMoment
{
    /// <summary>Open an account.</summary>
    Signup,

    /// <summary>Sign in.</summary>
    Login,

    /// <summary>Pay, or be paid.</summary>
    Payment,

    /// <summary>Send a request to a model.</summary>
    ApiRequest,

    /// <summary>Make a key.</summary>
    KeyCreate,

    /// <summary>Use a model that is not open to everybody.</summary>
    ModelAccess,
}

/// <summary>One reason of a decision.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Verdict">What it comes to by itself.</param>
/// <param name="Text">For an officer.</param>
/// <param name="Customer">For the customer; reveals no detector and no list.</param>
public sealed record DecisionReason(string Code, Verdict Verdict, string Text, string Customer);

/// <summary>Joins what is known into one verdict. A join only tightens; nothing in it allows what something else forbids.</summary>
public static class DecisionJoin
{
    /// <summary>What a standing says about a moment.</summary>
    public static ImmutableArray<DecisionReason> OfStanding(VersionedStanding standing, DecisionMoment moment)
    {
        var reasons = ImmutableArray.CreateBuilder<DecisionReason>();
        if (standing.Standing.Frozen)
        {
            reasons.Add(new DecisionReason("standing.frozen", Verdict.Block, "A freeze by law holds.", Stopped));
        }

        foreach (var rung in standing.Standing.Rungs)
        {
            if (Of(rung, moment) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        if (!standing.Known && moment != DecisionMoment.Signup)
        {
            reasons.Add(new DecisionReason("subject.unknown", Verdict.Review, "A subject of the request was never seen.",
                "We need a moment to set your account up. Please try again shortly."));
        }

        return reasons.ToImmutable();
    }

    /// <summary>The strictest; allow where there is no reason. What a person must look at does not go on within limits meanwhile: beside a
    /// review, a restriction is a review, and its limits stand in the standing.</summary>
    public static Verdict Of(IEnumerable<DecisionReason> reasons)
    {
        var verdicts = reasons.Select(reason => reason.Verdict).ToHashSet();
        var strictest = verdicts.DefaultIfEmpty(Verdict.Allow).Max();
        return strictest == Verdict.Restrict && verdicts.Contains(Verdict.Review) ? Verdict.Review : strictest;
    }

    private const string Stopped = "Your account cannot do this now. You can ask us to look at it again.";

    private static DecisionReason? Of(Rung rung, DecisionMoment moment) => rung switch
    {
        Rung.None or Rung.Warn => null,
        Rung.Challenge => new DecisionReason("standing.challenge", Verdict.Challenge, "A challenge is due.",
            "Please confirm who you are to go on."),
        Rung.RateLimit => new DecisionReason("standing.rate_limit", Verdict.Restrict, "A rate limit holds.",
            "Your account may send fewer requests for now."),
        Rung.CapabilityLimit => new DecisionReason("standing.capability_limit", Verdict.Restrict, "Some models or providers are denied.",
            "Some models are not open to your account for now."),
        Rung.PaymentHold => moment is DecisionMoment.Payment
            ? new DecisionReason("standing.payment_hold", Verdict.Block, "A payment hold holds.", "Payments are on hold for your account.")
            : new DecisionReason("standing.payment_hold", Verdict.Restrict, "A payment hold holds.",
                "Payments are on hold for your account."),
        Rung.Suspend => new DecisionReason("standing.suspended", Verdict.Block, "A suspension holds.", Stopped),
        Rung.Terminate => new DecisionReason("standing.terminated", Verdict.Block, "The relation was ended.", Stopped),
        _ => throw new ArgumentOutOfRangeException(nameof(rung), rung, "Not a rung."),
    };
}
