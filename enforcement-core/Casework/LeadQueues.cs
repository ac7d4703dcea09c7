using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;

namespace Compliance.EnforcementCore.Casework;

/// <summary>What is usually done about a ground: where an officer begins, not what they must decide.</summary>
/// <param name="Ground">A code of the catalogue of grounds.</param>
/// <param name="Rung">The rung to begin with; never above what the ground permits.</param>
/// <param name="Days">For how long.</param>
/// <param name="Text">When, and what to look at first.</param>
public sealed record RecommendedPolicy(string Ground, Rung Rung, int Days, string Text);

/// <summary>A queue of leads: what one team looks into.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Policies">What is recommended in it.</param>
public sealed record LeadQueue(string Name, string Title, ImmutableArray<RecommendedPolicy> Policies);

/// <summary>How a queue stands at a moment.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Open">Leads that wait for somebody.</param>
/// <param name="Claimed">Leads that somebody works on.</param>
/// <param name="Parked">Leads that are put aside.</param>
/// <param name="Unmatched">Leads of which nobody knows whom they are about.</param>
/// <param name="Overdue">Leads whose clock has run out.</param>
/// <param name="OldestOpen">When the oldest that waits came; null where none waits.</param>
public sealed record LeadQueueState(LeadQueue Queue, int Open, int Claimed, int Parked, int Unmatched, int Overdue,
    DateTimeOffset? OldestOpen);

/// <summary>Every queue, by the harm that its leads point to, with what is recommended. The recommendations are proposals of this product,
/// to be set against outcomes.</summary>
public static class LeadQueues
{
    /// <summary>All queues, in the order in which they are shown.</summary>
    public static ImmutableArray<LeadQueue> All { get; } =
    [
        new("law", "Law and orders",
        [
            new("law.list", Rung.Suspend, 30, "A freeze is laid by itself; look at the alert first."),
            new("law.order", Rung.Suspend, 90, "Read the order: what it names, from when, until when."),
            new("law.region", Rung.CapabilityLimit, 30, "Look at where requests come from, not at where one payment came from."),
        ]),
        new("safety", "Safety",
        [
            new("report.confirmed", Rung.Suspend, 7, "Somebody looked and it is so: the narrowest scope that stops it."),
            new("safety.content", Rung.CapabilityLimit, 7, "Deny the models it was made with before anything wider."),
        ]),
        new("providers", "Providers",
        [
            new("abuse.extraction", Rung.RateLimit, 7, "Slow every account of the cluster alike while somebody looks at its use."),
            new("provider.case", Rung.CapabilityLimit, 14, "Deny this provider's models to the end user before its clock runs out."),
            new("provider.deactivation", Rung.Suspend, 30, "The provider serves the end user no more; deny its models at once."),
            new("provider.refusals", Rung.RateLimit, 7, "Slow the end user down; look at the grounds of the refusals."),
        ]),
        new("takeover", "Taken accounts",
        [
            new("account.takeover", Rung.Challenge, 3, "Ask who is there before you stop anything: the owner is the victim."),
        ]),
        new("payments", "Payments",
        [
            new("identity.failed", Rung.Challenge, 7, "Let them try another way once."),
            new("payment.disputes", Rung.PaymentHold, 30, "Hold payments; requests that are paid for may go on."),
            new("payment.failures", Rung.PaymentHold, 3, "Many instruments within a day: hold payments, look at their other accounts."),
        ]),
        new("evasion", "Getting round limits",
        [
            new("abuse.evasion", Rung.Suspend, 14, "Name the action that was got round."),
            new("abuse.velocity", Rung.RateLimit, 3, "Slow it down first; a launch looks the same."),
        ]),
        new("coordination", "Coordination",
        [
            new("abuse.coordination", Rung.RateLimit, 7, "Slow all of them alike while somebody looks at what links them."),
        ]),
    ];

    private static readonly FrozenDictionary<Harm, LeadQueue> ByHarm = new Dictionary<Harm, string>
    {
        [Harm.Law] = "law",
        [Harm.Safety] = "safety",
        [Harm.ProviderPolicy] = "providers",
        [Harm.Takeover] = "takeover",
        [Harm.Fraud] = "payments",
        [Harm.Evasion] = "evasion",
        [Harm.Coordination] = "coordination",
    }.ToFrozenDictionary(pair => pair.Key, pair => All.First(queue => queue.Name == pair.Value));

    /// <summary>The queue of a lead: that of its ground's harm. A ground that nobody knows goes to the first queue, where somebody
    /// looks.</summary>
    public static LeadQueue Of(Lead lead) => GroundCatalogue.Find(lead.Ground) is { } ground ? ByHarm[ground.Harm] : All[0];

    /// <summary>How every queue stands.</summary>
    public static ImmutableArray<LeadQueueState> StateAt(IReadOnlyCollection<Lead> leads, DateTimeOffset now) => [.. All.Select(queue =>
    {
        var own = leads.Where(lead => lead.Ended is null && Of(lead) == queue).ToList();
        int Count(LeadStatus status) => own.Count(lead => lead.StatusAt(now) == status);
        return new LeadQueueState(queue, Count(LeadStatus.Open), Count(LeadStatus.Claimed), Count(LeadStatus.Parked),
            own.Count(lead => lead.Subject is null), own.Count(lead => lead.DueAt < now),
            own.Where(lead => lead.StatusAt(now) == LeadStatus.Open).Min(lead => (DateTimeOffset?)lead.OpenedAt));
    })];
}
