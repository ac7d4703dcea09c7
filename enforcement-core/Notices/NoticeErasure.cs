namespace Compliance.EnforcementCore.Notices;

/// <summary>What stays of the notices to somebody who is erased: that there were some, of what kind, when, and what became of them. What
/// they said of a person goes.</summary>
public static class NoticeErasure
{
    /// <summary>The event without its texts; the same one where it has none.</summary>
    public static NoticeEvent Of(NoticeEvent happened) => happened switch
    {
        NoticeWithheld one => one with { Text = "" },
        NoticeReleased one => one with { Text = "" },
        NoticeQueued one => one with { Notice = one.Notice with { Title = "", Body = "", Statement = Of(one.Notice.Statement) } },
        NoticeBounced one => one with { Reason = "" },
        _ => happened,
    };

    // Codes, dates and places of rules stay, so that numbers of the past stay what they were.
    private static StatementOfReasons? Of(StatementOfReasons? statement) => statement is null ? null : statement with
    {
        DecisionFacts = null,
        IllegalContentExplanation = null,
        IncompatibleContentExplanation = null,
        DecisionVisibilityOther = null,
        DecisionMonetaryOther = null,
        ContentTypeOther = null,
        CategorySpecificationOther = null,
        SourceIdentity = null,
        ContentIdEan13 = null,
    };
}
