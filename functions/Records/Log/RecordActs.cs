
namespace Compliance.Functions.Records.Log;

/// <summary>The words the log uses for acts that are not events of an alert.</summary>
internal static class RecordActs
{
    public const string ScreeningDecided = "screening.decided";
    public const string PersonalDataRead = "personal_data.read";
    public const string AccessDenied = "access.denied";
    public const string EvidenceExported = "evidence.exported";
    public const string HoldPlaced = "hold.placed";
    public const string HoldReleased = "hold.released";

    /// <summary>The evidence of one screening, the events of one alert, or the monitoring of one subject was erased.</summary>
    public const string PayloadErased = "payload.erased";
    public const string RecordVerified = "record.verified";
    public const string ReportFactsStated = "report.facts_stated";
    public const string ReportFiled = "report.filed";
    public const string PropertyReleased = "report.property_released";
    public const string ReportNotNeeded = "report.not_needed";
    public const string WebhookRedelivered = "webhook.redelivered";
    public const string ApprovalAsked = "approval.asked";
    public const string ApprovalGiven = "approval.given";
    public const string ApprovalEnded = "approval.ended";
    public const string LinkSevered = "link.severed";
    public const string LinkRestored = "link.restored";

    /// <summary>A session of an officer began.</summary>
    public const string SessionBegan = "session.began";

    /// <summary>A session ended: by its officer, by the directory, by an administrator, or because its life was over.</summary>
    public const string SessionEnded = "session.ended";

    public const string OperationProposed = "operation.proposed";
    public const string OperationAgreed = "operation.agreed";
    public const string OperationDeclined = "operation.declined";
    public const string OperationDone = "operation.done";
    public const string OperationLapsed = "operation.lapsed";

    /// <summary>What an organisation lets its own requests do was set.</summary>
    public const string ControlsSet = "controls.set";

    /// <summary>Two people published the template of a notice.</summary>
    public const string TemplatePublished = "notice.template_published";

    /// <summary>The radar watches for a campaign.</summary>
    public const string CampaignMade = "radar.campaign";

    /// <summary>A campaign is judged by other classes of ordinary traffic.</summary>
    public const string CampaignJudged = "radar.campaign_judged";

    /// <summary>Two people ended a campaign.</summary>
    public const string CampaignEnded = "radar.campaign_ended";

    /// <summary>Two people agreed that a class of traffic is ordinary.</summary>
    public const string ClassAgreed = "radar.class";

    /// <summary>A subject is not screened again when a list changes.</summary>
    public const string MonitoringEnded = "monitoring.ended";

    /// <summary>The clock of the machine was set forward or back.</summary>
    public const string ClockStepped = "clock.stepped";

    /// <summary>A role or a scope did not permit an act.</summary>
    public const string Denied = "denied";
}
