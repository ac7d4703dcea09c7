using System.ComponentModel;

namespace Compliance.Functions.Contracts;

/// <summary>The body of <c>POST /api/v1/screenings</c>, as sent. Texts are not yet judged: <see cref="RequestReading"/> does that, with paths.</summary>
[Description("One screening: who, where, and what for. Everything but subject is optional; what is not stated counts neither for nor against a match.")]
internal sealed record ScreeningRequestBody
{
    [Description("Moment in the customer's life: signup (default), login, payment, api_request or org_verification.")]
    public string? Channel { get; init; }

    [Description("The customer.")]
    public SubjectBody? Subject { get; init; }

    [Description("Other parties of the same transaction, at most 20; each is screened like the subject.")]
    public CounterpartyBody[]? Counterparties { get; init; }

    [Description("What tells where somebody is. A missing signal is unknown, never 'not embargoed'.")]
    public SignalsBody? Signals { get; init; }

    [Description("The service that is asked for.")]
    public UseBody? Use { get; init; }

    [Description("Jurisdictions whose rules bind the caller, such as US, EU, UK; absent means all.")]
    public string[]? Nexus { get; init; }

    [Description("Day or moment the rules are read for (2026-01-31 or 2026-01-31T12:00:00Z); absent means now.")]
    public string? EffectiveAt { get; init; }

    [Description("True to screen the subject again whenever a list changes; needs subject.id.")]
    public bool? Monitor { get; init; }
}

/// <summary>The service that is asked for, as sent.</summary>
internal sealed record UseBody
{
    [Description("Model provider code, such as anthropic.")]
    public string? Provider { get; init; }

    [Description("Model.")]
    public string? Model { get; init; }

    [Description("Action, such as inference or download_weights.")]
    public string? Action { get; init; }
}
