using System.Collections.Immutable;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;

namespace Compliance.Functions.Risk.Samples;

/// <summary>A decision that was kept, with what came of it for each harm that was asked for; empty where that is not known yet.</summary>
internal sealed record LabelledSample(DecisionSample Sample, ImmutableArray<OutcomeLabel> Labels);

/// <summary>What came of decisions that were kept.</summary>
internal sealed class CaseLabels(DecisionSamples samples, LeadStore leads)
{
    /// <summary>The cases of an account, oldest first. Of one that was merged nothing is known: people act on what goes on in its
    /// place.</summary>
    public async Task<IReadOnlyList<LabelledSample>> ReadAsync(SubjectStream stream, RiskModel model, ImmutableArray<RiskHarm> harms,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<LabelledSample>();
        foreach (var sample in await samples.ReadAsync(stream.Subject.Ref, cancellation))
        {
            var looked = stream.Subject.MergedInto is null && (sample.Lead.Length == 0
                || (await leads.FindAsync(sample.Lead, cancellation))?.Ended is LeadStatus.Dismissed or LeadStatus.Actioned
                    or LeadStatus.Promoted);
            var labels = looked ? harms.Select(harm => OutcomeLabels.Of(stream.Actions, model, harm, sample.At, now)).ToList() : [];
            found.Add(new LabelledSample(sample, labels.Contains(null) ? [] : [.. labels.OfType<OutcomeLabel>()]));
        }

        return found;
    }
}
