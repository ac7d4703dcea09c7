using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Who may decide which rung, for how long, and when two people are needed. A change of any of it changes
/// <see cref="Version"/>.</summary>
public sealed record LadderPolicy
{
    /// <summary>Version as decisions name it.</summary>
    public string Version { get; init; } = "ladder/1";

    /// <summary>The ladder in force.</summary>
    public static LadderPolicy Current { get; } = new();

    /// <summary>The highest rung a machine decides: what it does can be borne until somebody looks.</summary>
    public Rung AutomaticCeiling { get; init; } = Rung.CapabilityLimit;

    /// <summary>The highest rung one person decides.</summary>
    public Rung OnePersonCeiling { get; init; } = Rung.Suspend;

    /// <summary>The highest rung on a range of addresses: many people may stand behind one.</summary>
    public Rung PrefixCeiling { get; init; } = Rung.RateLimit;

    /// <summary>The longest action on a range of addresses.</summary>
    public TimeSpan PrefixLongest { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead an action may begin.</summary>
    public TimeSpan LongestAhead { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The longest a rung may last; null where it has no end of its own.</summary>
    public TimeSpan? Longest(Measure measure) => measure.Freeze ? null : measure.Rung switch
    {
        Rung.Warn => TimeSpan.FromDays(365),
        Rung.CapabilityLimit => TimeSpan.FromDays(180),
        Rung.Challenge or Rung.RateLimit or Rung.PaymentHold or Rung.Suspend => TimeSpan.FromDays(90),
        Rung.Terminate or Rung.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Rung, "Not a rung."),
    };

    /// <summary>The highest rung a role decides alone; null where it decides nothing.</summary>
    public Rung? Authority(OfficerRole role) => role switch
    {
        OfficerRole.System => AutomaticCeiling,
        OfficerRole.Screener => Rung.RateLimit,
        OfficerRole.Analyst => Rung.PaymentHold,
        OfficerRole.Approver => OnePersonCeiling,
        OfficerRole.Auditor or OfficerRole.ListsManager or OfficerRole.PolicyManager or OfficerRole.ExternalReviewer => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };

    /// <summary>True where a role may be the second person.</summary>
    public static bool MaySecond(OfficerRole role) => role == OfficerRole.Approver;

    /// <summary>True where a person of this role cannot decide the measure alone. What a list demands, the machine carries out at once;
    /// a freeze that a person asks for needs two.</summary>
    public bool NeedsSecond(Measure measure, OfficerRole role)
        => role != OfficerRole.System && (measure.Freeze || measure.Rung > OnePersonCeiling || measure.Rung > Authority(role));

    /// <summary>True where the machine may decide the measure: up to its ceiling, or a freeze that the law demands.</summary>
    public bool MachineMay(EnforcementAction action) => action.Measure.Freeze ? action.Origin == ActionOrigin.Law
        : action.Measure.Rung <= AutomaticCeiling || (action.Origin == ActionOrigin.Law && action.Measure.Rung <= Rung.Suspend);

    /// <summary>The highest rung that can be laid on a kind of subject.</summary>
    public Rung CeilingOf(SubjectKind kind) => kind == SubjectKind.IpPrefix ? PrefixCeiling : Rung.Terminate;
}
