using System.ComponentModel;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>The body of <c>POST /api/v1/screenings</c>, as sent. Texts are not yet judged: <see cref="RequestReading"/> does that, with
/// paths.</summary>
[Description("One screening: who, where, and what for. Everything but subject is optional; what is not stated counts neither for nor "
    + "against a match.")]
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

    [Description("Licences or exemptions that are claimed, at most 20; they lead to review with what to verify, never to allow.")]
    public LicenceBody[]? Licences { get; init; }

    [Description("List entries under which the caller holds the subject's property blocked, such as us-ofac-sdn:24283, at most 50: an "
        + "entry that is gone asks for unblocking and its report.")]
    public string[]? HeldUnder { get; init; }

    [Description("How long the account has existed without a finding about its place, in days, 0 to 36525.")]
    public int? AccountAgeDays { get; init; }

    [Description("Jurisdictions whose rules bind the caller, such as US, EU, UK. Absent means all rules; a match on an autonomous list "
        + "of another jurisdiction than US, EU and UK is then held for a person.")]
    public string[]? Nexus { get; init; }

    [Description("Day or moment the rules are read for (2026-01-31 or 2026-01-31T12:00:00Z); absent means now.")]
    public string? EffectiveAt { get; init; }

    [Description("True to screen the subject again whenever a list changes; needs subject.id.")]
    public bool? Monitor { get; init; }
}
