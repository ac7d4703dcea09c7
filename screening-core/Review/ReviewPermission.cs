namespace Compliance.ScreeningCore.Review;

/// <summary>Something that a role may be allowed to do.</summary>
public enum ReviewPermission
{
    /// <summary>See the queue, alerts and their history.</summary>
    ReadAlerts,

    /// <summary>Claim alerts, compare, conclude, note, hold, ask for information, escalate.</summary>
    WorkAlerts,

    /// <summary>Take escalated alerts and open sealed verdicts again.</summary>
    TakeEscalations,

    /// <summary>Confirm or send back what another person proposed.</summary>
    ApproveVerdicts,

    /// <summary>Propose, review and revoke good-guy entries.</summary>
    ManageGoodGuys,

    /// <summary>Propose one verdict for a group of like findings.</summary>
    ProposeBulk,

    /// <summary>Work on leads, and propose, lift or shorten actions against accounts and keys.</summary>
    WorkEnforcement,

    /// <summary>See screenings and subjects.</summary>
    ReadScreenings,

    /// <summary>See lists and listed parties.</summary>
    ReadLists,

    /// <summary>Refresh, admit and roll back lists.</summary>
    ManageLists,

    /// <summary>See the policy in force.</summary>
    ReadPolicy,

    /// <summary>Propose and publish changes of the policy.</summary>
    ManagePolicy,

    /// <summary>Stop the ladder of the risk score.</summary>
    StopLadder,

    /// <summary>Send versions of the risk score's model back, and take proposals of them back.</summary>
    RejectModels,

    /// <summary>See and verify the audit record.</summary>
    ReadAudit,

    /// <summary>Take evidence and reports out of the service.</summary>
    ExportRecords,

    /// <summary>See the counts and measures of the work.</summary>
    ReadDashboard,

    /// <summary>Place legal holds.</summary>
    PlaceHolds,

    /// <summary>Ask that a legal hold is released; two people.</summary>
    ReleaseHolds,

    /// <summary>Ask that what is stored of a subject is erased; two people.</summary>
    EraseSubjects,

    /// <summary>See reports of property.</summary>
    ReadReports,

    /// <summary>State facts for reports, file them, say that property was released or that no report is needed; the last by two
    /// people.</summary>
    WorkReports,

    /// <summary>Ask that two listings are shown apart or together; two people.</summary>
    SeverLinks,

    /// <summary>Verify the record, make checkpoints, replay decisions, send webhooks again.</summary>
    RunRecords,

    /// <summary>Screen.</summary>
    Screen,

    /// <summary>Start, read and verify rescreenings.</summary>
    ReadRescreenings,

    /// <summary>Start a rescreening.</summary>
    RunRescreenings,

    /// <summary>Make, list and revoke keys, sign officers out, look after queues, purge.</summary>
    AdministerService,
}

/// <summary>How much of a subject a role sees. Ordered: the later sees more.</summary>
public enum PersonalDataView
{
    /// <summary>Initials and years; no identifiers, no addresses, no words that officers wrote.</summary>
    Masked,

    /// <summary>What a comparison needs: names, birth date, gender, kind, countries. Documents by their last characters; no contact data,
    /// no signals, no account number.</summary>
    Comparison,

    /// <summary>Everything that was submitted.</summary>
    Full,
}
