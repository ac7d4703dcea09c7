using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Leads;

/// <summary>Acts on leads, on their way to the log.</summary>
internal sealed class LeadActs(IRecordStore records, TimeProvider time)
    : AnnouncedActs(records, time, LeadStore.Table, "v-", LeadStore.Acts)
{
    /// <summary>The code of an act.</summary>
    public static string CodeOf(LeadEvent happened) => happened switch
    {
        LeadReceived => "lead.received",
        LeadRepeated => "lead.repeated",
        LeadMatched => "lead.matched",
        LeadTriaged => "lead.triaged",
        LeadClaimed => "lead.claimed",
        LeadReleased => "lead.released",
        LeadParked => "lead.parked",
        LeadContested => "lead.contested",
        LeadEnded { Status: LeadStatus.Dismissed } => "lead.dismissed",
        LeadEnded { Status: LeadStatus.Actioned } => "lead.actioned",
        LeadEnded { Status: LeadStatus.Promoted } => "lead.promoted",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
