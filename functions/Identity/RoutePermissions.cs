using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Appeals;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Leads;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.ScreeningCore.Review.ReviewPermission;

namespace Compliance.Functions.Identity;

/// <summary>
/// What every address of the API asks of the role of a person or of an application, beside the scope that their credentials must open: the
/// one table of routes. What a role may do stands in <see cref="RolePermissions"/>. Whoever adds an address adds a row; a test reads both.
/// </summary>
internal static class RoutePermissions
{
    /// <summary>Permissions that no role of an officer holds: the scope alone opens them.</summary>
    private static readonly FrozenSet<ReviewPermission> ByScopeAlone = new[] { Screen, AdministerService }.ToFrozenSet();

    /// <summary>The permission of each address, by its name.</summary>
    public static FrozenDictionary<string, ReviewPermission> Table { get; } = new Dictionary<ReviewPermission, ImmutableArray<string>>
    {
        [Screen] =
        [
            "screenSubject", "screenBatch", "forgetSubject", "takeEvents", "decide", "findStanding", "listStandings", "acknowledgeStanding",
            "takePrompts", "beginVerification", "listVerifications",
            "receiveOpenAiCase", "findSafetyCase", "findEligibleRoutes", "setContact", "listNotices", "findNotice", "deliveredNotice",
            "bouncedNotice", "receiveAppeal", "answerAppeal", "withdrawAppeal", "contestLead", "yenteMatch", "yenteReconcileQueries",
        ],
        [ReadScreenings] =
        [
            "findScreening", "listGoodGuys", "findSubject", "showSubject", "findAction", "listActions", "listGrounds", "listLeads",
                "findLead", "listLeadQueues", "findStrike", "listStrikes", "listSignals", "showRisk", "showRiskHistory",
                    "previewLadder", "previewRiskModel", "compareRiskModel", "listControls",
                    "exportRouteDecisions",
                    "listAppeals",
                "findAppeal", "downloadAppealFile", "listLearnings", "listTemplates", "previewNotice", "readTransparency",
                "exportStatements", "showRadar", "showUsage", "lookAround", "showNetwork", "explainNetwork", "listClusters",
                "listOperations",
        ],
        [ReadPolicy] =
        [
            "showRiskModel", "listRiskModels", "findRiskModel", "showLadder", "showDrift", "listPolicies", "findPolicyVersion",
                "provePolicyVersion",
            "comparePolicyVersions", "checkPolicy", "readLaw",
        ],
        [ManagePolicy] =
        [
            "draftPolicy", "tightenPolicy", "proposePolicy", "shadowPolicy", "activatePolicy", "rollbackPolicy", "backtestPolicy",
            "draftRiskModel", "proposeRiskModel", "askLadder", "runDrift",
        ],
        [StopLadder] = ["stopLadder"],
        [RejectModels] = ["rejectRiskModel"],
        [WorkEnforcement] =
        [
            "takeAction", "declineAction", "liftAction", "shortenAction", "declineendAction", "receiveLead", "giveStrike", "voidStrike",
            "retractSignal", "withdrawVerification", "mergeSubjects", "undoMerge", "setControls",
            .. HttpLeads.Commands.Select(name => name + "Lead"),
            "makeCampaign", "endCampaign", "proposeClass", "declineClass",
            "setRiskBand", "endRiskBand", "runNetworks", "ruleNetwork", "declineRuling", "proposeOperation",
            "declineOperation",
            "publishTemplate", .. HttpAppeals.Commands.Where(name => name != "second")
                .Select(name => name + "Appeal"),
        ],
        [ApproveVerdicts] =
        [
            "secondAction", "secondendAction", "approvePolicy", "rejectPolicy", "secondAppeal", "withholdNotice", "releaseNotice",
            "secondRiskBand", "publishRiskModel", "secondLadder", "secondRuling", "secondOperation", "secondClass",
        ],
        [ReadLists] =
        [
            "listWatchlists", "listHistory", "listChanges", "findParty", "listLinks", "yenteSearch", "yenteEntity", "yenteAdjacent",
            "yenteAdjacentProperty", "yenteCatalog", "yenteManifest", "yenteAlgorithms", "yenteHealth", "yenteReady", "yenteReconcile",
            "yenteSuggestEntity", "yenteSuggestType", "yenteSuggestProperty", "yenteExtendProperty",
        ],
        [ManageLists] = ["refreshWatchlist", "rollbackWatchlist", "acceptWatchlist", "releaseWatchlist"],
        [SeverLinks] = ["severLink", "restoreLink"],
        [ReadRescreenings] = ["listRescreenings", "findRescreening", "verifyRescreening"],
        [RunRescreenings] = ["startRescreening"],
        [ReadAlerts] =
        [
            "listAlerts", "findAlert", "listViews", "keepView", "removeView",
            .. AlertActReading.Acts.Select(act => act + "Alert"),
        ],
        [ReadDashboard] = ["measureWork"],
        [ProposeBulk] = ["listBulk", "previewBulk", "proposeBulk", "approveBulk", "rejectBulk", "withdrawBulk"],
        [ReadReports] = ["listReports", "findReport", "annualReport"],
        [WorkReports] = ["stateSubmitter", "reportFacts", "reportFiled", "reportReleased", "reportNotNeeded"],
        [PlaceHolds] = ["placeHold"],
        [ReleaseHolds] = ["releaseHold"],
        [EraseSubjects] = ["eraseSubject", "eraseKnownSubject"],
        [ReadAudit] =
        [
            "listHolds", "listApprovals", "showAuditLog", "listAuditRecords", "proveAuditRecord", "proveAuditConsistency",
            "listCheckpoints", "verifyRecord", "replayDecisions", "listDeliveries", "listKeys",
        ],
        [ExportRecords] = ["exportEvidence"],
        [RunRecords] = ["makeCheckpoint", "redeliver"],
        [AdministerService] =
        [
            "purgeRecords", "createKey", "revokeKey", "signOutOfficer", "listQueues", "redriveQueue", "listQuarantine",
            "findQuarantined", "releaseQuarantined", "discardQuarantined",
        ],
    }.SelectMany(row => row.Value.Select(name => (name, row.Key)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>What an address asks of a role; null where the table has no row for it.</summary>
    public static ReviewPermission? Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<RequiredPermission>()?.Permission
        ?? (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is { } named && Table.TryGetValue(named.EndpointName, out var permission)
            ? permission : null);

    /// <summary>True where a caller's role stands against what an address asks. A key has no role: its scopes say what it may, and an act
    /// that only a person may do is asked of the officer it acts as.</summary>
    /// <param name="kind">What proves who calls.</param>
    /// <param name="officer">The officer that the caller is; null where none.</param>
    /// <param name="permission">What the address asks.</param>
    public static bool StandsAgainst(CallerKind kind, Officer? officer, ReviewPermission permission)
        => kind != CallerKind.Key && officer is not null && !ByScopeAlone.Contains(permission) && !officer.May(permission);
}
