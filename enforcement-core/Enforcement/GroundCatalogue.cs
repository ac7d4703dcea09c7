using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Which harm a ground is about.</summary>
public enum Harm
{
    /// <summary>The law forbids dealing: sanctions, export control, an order.</summary>
    Law,

    /// <summary>Payments: stolen means, disputes, credit that is used up and never paid.</summary>
    Fraud,

    /// <summary>Getting round a limit, a region or an earlier action.</summary>
    Evasion,

    /// <summary>Use that a provider's terms forbid.</summary>
    ProviderPolicy,

    /// <summary>Many accounts acting as one.</summary>
    Coordination,

    /// <summary>Harm to people through what is made with the service.</summary>
    Safety,

    /// <summary>Somebody else has taken the account or the key.</summary>
    Takeover,
}

/// <summary>What a ground permits.</summary>
/// <param name="Code">The code, for example <c>payment.disputes</c>.</param>
/// <param name="Harm">The harm.</param>
/// <param name="Title">In words, as an officer and a customer may read it.</param>
/// <param name="Highest">The highest rung it permits.</param>
/// <param name="Freeze">True where it permits a freeze.</param>
/// <param name="Basis">Why this is a ground.</param>
public sealed record Ground(string Code, Harm Harm, string Title, Rung Highest, bool Freeze, string Basis)
{
    /// <summary>True where it permits a measure.</summary>
    public bool Permits(Measure measure) => measure.Freeze ? Freeze : measure.Rung <= Highest;
}

/// <summary>The grounds on which an action may rest. What is not here is no ground.</summary>
public static class GroundCatalogue
{
    private const string Ofac = "31 CFR 501.603: property of blocked persons is blocked and reported";
    private const string Terms = "The provider's terms bind its resellers and their users";
    private const string Own = "The platform's own terms of service";

    /// <summary>Every ground, in order of code.</summary>
    public static ImmutableArray<Ground> All { get; } =
    [
        new("abuse.coordination", Harm.Coordination, "Several accounts act as one to get round limits", Rung.Terminate, false, Own),
        new("abuse.evasion", Harm.Evasion, "An earlier action or a limit was got round", Rung.Terminate, false, Own),
        new("abuse.extraction", Harm.ProviderPolicy, "A model's answers are drawn off to copy it", Rung.Suspend, false, Terms),
        new("abuse.velocity", Harm.Evasion, "Unusually fast creation of keys, users or requests", Rung.CapabilityLimit, false, Own),
        new("account.takeover", Harm.Takeover, "Somebody else appears to use the account or key", Rung.Suspend, false, Own),
        new("identity.failed", Harm.Fraud, "A verification failed", Rung.Suspend, false, Own),
        new("law.list", Harm.Law, "A published list names the party", Rung.Terminate, true, Ofac),
        new("law.order", Harm.Law, "A court or an authority ordered it", Rung.Terminate, true, "The order itself"),
        new("law.region", Harm.Law, "The place is under embargo or not served", Rung.Terminate, false, "31 CFR chapter V; 15 CFR part 746"),
        new("payment.disputes", Harm.Fraud, "Payments were disputed", Rung.Suspend, false, Own),
        new("payment.failures", Harm.Fraud, "Many payments failed, or many instruments were tried", Rung.PaymentHold, false, Own),
        new("provider.case", Harm.ProviderPolicy, "A provider opened a safety case", Rung.Suspend, false, Terms),
        new("provider.deactivation", Harm.ProviderPolicy, "A provider ended its service to the user", Rung.Terminate, false, Terms),
        new("provider.refusals", Harm.ProviderPolicy, "A provider refused many requests on grounds of safety", Rung.CapabilityLimit, false,
            Terms),
        new("report.confirmed", Harm.Safety, "A report was looked into and confirmed", Rung.Terminate, false, Own),
        new("safety.content", Harm.Safety, "Content was flagged", Rung.Suspend, false, Own),
    ];

    private static readonly FrozenDictionary<string, Ground> ByCode = All.ToFrozenDictionary(ground => ground.Code, StringComparer.Ordinal);

    /// <summary>The ground of a code; null where there is none.</summary>
    public static Ground? Find(string code) => ByCode.GetValueOrDefault(code);
}
