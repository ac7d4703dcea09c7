using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Enforcement;

/// <summary>What happens to notices and appeals: its code in the log, and its sentence in the story of a subject.</summary>
internal static class NoticeActs
{
    public const string Queued = "notice.queued";
    public const string AppealDecided = "appeal.decided";

    public static string Of(NoticeEvent happened) => happened switch
    {
        NoticeWithheld => "notice.withheld",
        NoticeReleased => "notice.released",
        NoticeQueued => Queued,
        NoticeSent => "notice.sent",
        NoticeDelivered => "notice.delivered",
        NoticeBounced => "notice.bounced",
        NoticeSuperseded => "notice.superseded",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    public static string Of(AppealEvent happened) => happened switch
    {
        AppealReceived => "appeal.received",
        AppealAdmitted => "appeal.admitted",
        AppealRefused => "appeal.inadmissible",
        AppealAssigned => "appeal.assigned",
        AppealReleased => "appeal.released",
        InformationAsked => "appeal.information_asked",
        InformationGiven => "appeal.information_given",
        RulingProposed => "appeal.ruling_proposed",
        RulingDeclined => "appeal.ruling_declined",
        Compliance.EnforcementCore.Appeals.AppealDecided => AppealDecided,
        AppealEffective => "appeal.effective",
        AppealClosed => "appeal.closed",
        AppealWithdrawn => "appeal.withdrawn",
        LearningOpened => "learning.opened",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    public static string TextOf(NoticeEvent happened) => happened switch
    {
        NoticeWithheld one => $"Notice {one.Id} kept back until {one.Until:yyyy-MM-dd} ({WireNames.Of(one.Basis)}): {one.Text}",
        NoticeReleased one => $"Notice {one.Id} let go: {one.Text}",
        NoticeQueued one => $"Notice {one.Id} written: {one.Notice.Title}",
        NoticeSent one => $"Notice {one.Id} sent by {WireNames.Of(one.Channel)}",
        NoticeDelivered one => $"Notice {one.Id} arrived by {WireNames.Of(one.Channel)}",
        NoticeBounced one => $"Notice {one.Id} came back by {WireNames.Of(one.Channel)}: {one.Reason}",
        NoticeSuperseded one => $"Notice {one.Id} is replaced by {one.Later}",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    public static string TextOf(AppealEvent happened) => happened switch
    {
        AppealReceived one => $"Appeal {one.Id} against {one.Appeal.Action} received",
        AppealAdmitted one => $"Appeal {one.Id} admitted",
        AppealRefused one => $"Appeal {one.Id} cannot be examined: {one.Reasons}",
        AppealAssigned one => $"Appeal {one.Id} taken",
        AppealReleased one => $"Appeal {one.Id} given back",
        InformationAsked one => $"Appeal {one.Id}, asked: {one.Question}",
        InformationGiven one => $"Appeal {one.Id}, answered: {one.Text}",
        RulingProposed one => $"Appeal {one.Id}: {WireNames.Of(one.Ruling.Outcome)} proposed; a second person is awaited",
        RulingDeclined one => $"Appeal {one.Id}, proposed outcome declined: {one.Text}",
        Compliance.EnforcementCore.Appeals.AppealDecided one =>
            $"Appeal {one.Id} decided ({WireNames.Of(one.Ruling.Outcome)}): {one.Ruling.Reasons}",
        AppealEffective one => $"Appeal {one.Id} is effective",
        AppealClosed one => $"Appeal {one.Id} closed",
        AppealWithdrawn one => $"Appeal {one.Id} taken back",
        LearningOpened one => $"Learning entry {one.Learning} opened ({WireNames.Of(one.Defect)})",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
