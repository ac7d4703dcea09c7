using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;

namespace Compliance.Functions.ProviderNotices;

/// <summary>Makes a lead of a provider's notice, and finds whom it is about by the safety identifier that was sent to the provider. One
/// case is one lead. Nobody found, or more than one, is a lead that waits for somebody to say whom.</summary>
internal sealed class ProviderNoticeService(LeadStore leads, EnforcementIndex index, TimeProvider time)
{
    private const int Severe = 4;
    private const int Warned = 3;

    /// <summary>Receives a notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="occurrence">The delivery: the same one counts once.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<Lead> ReceiveAsync(ProviderNotice notice, string occurrence, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var named = notice.Identifier is { } identifier ? await index.NamedAsync(identifier, cancellation) : [];
        var subject = named.Count == 1 ? named[0] : (EnforcementCore.Subjects.SubjectRef?)null;
        var lead = await leads.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Provider, $"{notice.Provider}\n{notice.CaseId}"),
            LeadSource.Provider, notice.CaseId, notice.Provider, subject, notice.Ground, notice.Text,
            notice.Kind == "deactivation" ? Severe : Warned, 90, 1, now, now, now + ProviderNotice.DefaultDue), occurrence, cancellation);
        return lead.Subject is null && subject is { } found ? await leads.MatchAsync(lead.Id, found, cancellation) ?? lead : lead;
    }
}
