namespace Compliance.EnforcementCore.Risk;

/// <summary>What a score is about. Each harm has a score of its own; they are never added up.</summary>
public enum RiskHarm
{
    /// <summary>Payments: stolen means, disputes, credit that is used up and never paid.</summary>
    Fraud,

    /// <summary>Getting round a limit, a region or an earlier action.</summary>
    Evasion,

    /// <summary>Use that a provider's terms forbid.</summary>
    ProviderPolicy,

    /// <summary>Many accounts acting as one.</summary>
    Coordination,

    /// <summary>Drawing a model's answers off to copy it.</summary>
    Extraction,

    /// <summary>Harm to people through what is made with the service.</summary>
    Safety,

    /// <summary>Somebody else has taken the account or the key.</summary>
    Takeover,
}
