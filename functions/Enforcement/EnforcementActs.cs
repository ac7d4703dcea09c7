using System.Collections.Frozen;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Enforcement;

/// <summary>Acts on subjects, on their way to the log.</summary>
internal sealed class EnforcementActs(IRecordStore records, TimeProvider time, LogSignal signal)
    : AnnouncedActs(records, time, EnforcementRows.Table, "u-", EnforcementRows.Acts)
{
    public const string Decided = "action.decided";
    public const string Ended = "action.ended";
    public const string Merged = "subject.merged";
    public const string Absorbed = "subject.absorbed";
    public const string MergeUndone = "subject.merge_undone";
    public const string Erased = "subject.erased";
    public const string Retracted = "signal.retracted";
    public const string Acknowledged = "standing.acknowledged";

    /// <summary>Acts after which a standing is another.</summary>
    public static readonly FrozenSet<string> ChangeStanding = new[] { Decided, Ended, Merged, Absorbed, MergeUndone }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for what others wait to be told of.</summary>
    public static bool ChangesStanding(StreamEvent happened) => happened.Act is { } act && ChangeStanding.Contains(act);

    /// <summary>What was announced is stored: the log takes it over at once.</summary>
    public void Stored() => signal.Act();
}
