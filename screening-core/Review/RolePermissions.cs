using System.Collections.Frozen;
using System.Collections.Immutable;
using static Compliance.ScreeningCore.Review.ReviewPermission;

namespace Compliance.ScreeningCore.Review;

/// <summary>Which role may do what: the one table that core, pages and API ask.</summary>
public static class RolePermissions
{
    private static readonly ImmutableArray<ReviewPermission> FirstLevel =
        [ReadAlerts, WorkAlerts, WorkEnforcement, StopLadder, ReadScreenings, ReadLists, ReadPolicy, ReadDashboard];
    private static readonly ImmutableArray<ReviewPermission> SecondLevel =
        [
            .. FirstLevel, TakeEscalations, ManageGoodGuys, ProposeBulk, ReadAudit, ExportRecords, PlaceHolds,
            ReadReports, WorkReports, SeverLinks, RunRecords, ReadRescreenings, RunRescreenings,
        ];

    private static readonly FrozenDictionary<OfficerRole, FrozenSet<ReviewPermission>> Table = new Dictionary<OfficerRole,
        ImmutableArray<ReviewPermission>>
    {
        [OfficerRole.Screener] = FirstLevel,
        [OfficerRole.Analyst] = SecondLevel,
        [OfficerRole.Approver] = [.. SecondLevel, ApproveVerdicts, RejectModels, ReleaseHolds, EraseSubjects],
        [OfficerRole.ListsManager] = [ReadLists, ManageLists, ReadPolicy, ReadDashboard, ReadRescreenings, RunRescreenings],
        [OfficerRole.PolicyManager] = [ReadAlerts, ReadLists, ReadPolicy, ManagePolicy, StopLadder, RejectModels, ReadDashboard],
        [OfficerRole.Auditor] =
            [ReadAlerts, ReadScreenings, ReadLists, ReadPolicy, ReadAudit, ExportRecords, ReadDashboard, ReadReports, ReadRescreenings],
        [OfficerRole.ExternalReviewer] = [ReadAlerts, WorkAlerts, ReadLists],
        [OfficerRole.System] = [],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>The roles a person can have, in the order in which they are offered.</summary>
    public static ImmutableArray<OfficerRole> OfPeople { get; } =
    [
        OfficerRole.Screener, OfficerRole.Analyst, OfficerRole.Approver, OfficerRole.ListsManager, OfficerRole.PolicyManager,
            OfficerRole.Auditor, OfficerRole.ExternalReviewer,
    ];

    /// <summary>True where the role may do it.</summary>
    public static bool May(OfficerRole role, ReviewPermission permission) => Table[role].Contains(permission);

    /// <summary>The roles that may do it, for the sentence of a denial.</summary>
    public static ImmutableArray<OfficerRole> Having(ReviewPermission permission) => [.. OfPeople.Where(role => May(role, permission))];

    /// <summary>How much of a subject the role sees.</summary>
    public static PersonalDataView ViewOf(OfficerRole role) => role switch
    {
        OfficerRole.Screener or OfficerRole.Analyst or OfficerRole.Approver or OfficerRole.Auditor or OfficerRole.System =>
            PersonalDataView.Full,
        OfficerRole.ExternalReviewer => PersonalDataView.Comparison,
        OfficerRole.ListsManager or OfficerRole.PolicyManager => PersonalDataView.Masked,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };
}
