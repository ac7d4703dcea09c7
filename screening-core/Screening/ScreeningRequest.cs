using System.Collections.Immutable;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>The moment in the customer's life at which a screening is asked for.</summary>
public enum Channel
{
    /// <summary>An account is opened.</summary>
    Signup,

    /// <summary>A session begins.</summary>
    Login,

    /// <summary>Money moves.</summary>
    Payment,

    /// <summary>The service is used.</summary>
    ApiRequest,

    /// <summary>An organisation is verified.</summary>
    OrgVerification,

    /// <summary>A known subject is screened again because a list or the subject changed.</summary>
    Rescreening,
}

/// <summary>Everything one screening decides on. Immutable; the same request on the same corpus, profile and policy has the same outcome,
/// byte for byte.</summary>
public sealed record ScreeningRequest
{
    /// <summary>The moment asked for.</summary>
    public Channel Channel { get; init; }

    /// <summary>The customer.</summary>
    public required ScreeningSubject Subject { get; init; }

    /// <summary>Other parties of the same transaction, each screened like the subject.</summary>
    public ImmutableArray<Counterparty> Counterparties { get; init; } = [];

    /// <summary>Where somebody may be.</summary>
    public LocationSignals Signals { get; init; } = new();

    /// <summary>What is to be used; null where nothing is.</summary>
    public IntendedUse? Use { get; init; }

    /// <summary>Jurisdictions whose rules bind the caller, such as <c>US</c>, <c>EU</c>, <c>UK</c>; empty means all.</summary>
    public ImmutableArray<string> Nexus { get; init; } = [];

    /// <summary>Licences or exemptions the caller or customer claims; they lead to review with what to verify, never to allow.</summary>
    public ImmutableArray<LicenceClaim> Licences { get; init; } = [];

    /// <summary>List entries under which the caller holds the subject's property blocked; a delisting among them is for a person, with the
    /// report that is due.</summary>
    public ImmutableArray<ListEntryId> HeldUnder { get; init; } = [];

    /// <summary>How long the account has existed without a location finding, in days; null where unknown.</summary>
    public int? AccountAgeDays { get; init; }

    /// <summary>The day the rules are read for; null means the moment of the screening.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>True where the subject is to be screened again when a list changes.</summary>
    public bool Monitor { get; init; }
}

/// <summary>Another party of the transaction.</summary>
/// <param name="Role">Its role: <c>payer</c>, <c>issuer_bank</c> …</param>
/// <param name="Subject">The party.</param>
public sealed record Counterparty(string Role, ScreeningSubject Subject);

/// <summary>The service that is asked for.</summary>
public sealed record IntendedUse
{
    /// <summary>Model provider code, such as <c>anthropic</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Action, such as <c>inference</c>, <c>download_weights</c>, <c>gpu_training</c>.</summary>
    public string? Action { get; init; }

    /// <summary>What the service is for, in the customer's words; null where not stated.</summary>
    public string? Purpose { get; init; }

    /// <summary>Country the item or result goes to; default where it is the customer's own.</summary>
    public CountryCode Destination { get; init; }

    /// <summary>Export control classification number of the item, such as <c>4E091</c>; null where not stated.</summary>
    public string? Eccn { get; init; }

    /// <summary>Weights: <c>closed</c> or <c>open-published</c>; null where not stated.</summary>
    public string? Weights { get; init; }

    /// <summary>Operations the model was trained with; null where not stated.</summary>
    public double? TrainingOperations { get; init; }

    /// <summary>Number of advanced accelerators asked for; null where not stated.</summary>
    public int? Accelerators { get; init; }

    /// <summary>GPU-hours asked for; null where not stated.</summary>
    public double? GpuHours { get; init; }
}

/// <summary>A licence or exemption that somebody says covers the dealing.</summary>
/// <param name="Citation">What is claimed: <c>31 CFR 560.540</c>, or the kind of specific licence.</param>
/// <param name="Number">Number of a specific licence; null for general ones.</param>
/// <param name="ExpiresOn">Its last day; null where not stated.</param>
public sealed record LicenceClaim(string Citation, string? Number = null, DateOnly? ExpiresOn = null);
