using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class BulkVerdictTests
{
    private static readonly CommandContext ByAna = new(Ana, Start, Policy);
    private static readonly CommandContext ByBen = new(Ben, Start, Policy);

    [Fact]
    public void Only_findings_that_are_alike_are_decided_in_a_group()
    {
        Assert.Null(Refusal(Like("a", "birthDate-"), Like("b", "birthDate-")));
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal(Like("a", "birthDate-"), Like("b", "country-")));
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal(Like("a", "birthDate-"), Like("b", "birthDate-", key: Second)));
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal(Like("a", null)));
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal(Like("a", "birthDate-", Decision.Block)));
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal());
        Assert.Equal(RefusalKind.BulkNotPossible, Refusal(Like("a", "birthDate-"), Like("a", "birthDate-")));
    }

    [Fact]
    public void A_group_is_capped() =>
        Assert.Equal(RefusalKind.BulkNotPossible,
        Refusal([.. Enumerable.Range(0, Policy.LargestBulk + 1).Select(i => Like($"acct_{i}", "birthDate-"))]));

    [Fact]
    public void A_group_needs_a_reason_words_and_a_second_person()
    {
        ImmutableArray<(Alert, FindingState)> group = [Like("a", "birthDate-")];
        Assert.Null(BulkVerdict.Propose("b", group, null, "x", ByAna, out var noReason));
        Assert.Null(BulkVerdict.Propose("b", group, "different_birth_date", " ", ByAna, out var noWords));
        Assert.Null(BulkVerdict.Propose("b", group, "different_birth_date", "x", ByAna with { Officer = Sam }, out var screener));
        Assert.Equal((RefusalKind.ReasonMissing, RefusalKind.TextMissing, RefusalKind.NotPermitted),
            (noReason!.Kind, noWords!.Kind, screener!.Kind));
        var proposed = BulkVerdict.Propose("b", group, "different_birth_date", "x", ByAna, out _)!;
        Assert.Null(proposed.Agree(ByAna with { Officer = Person("ANA", OfficerRole.Approver) }, out var self));
        Assert.Null(proposed.Agree(ByAna with { Officer = Person("eve", OfficerRole.Analyst) }, out var role));
        Assert.Equal((RefusalKind.SelfApproval, RefusalKind.NotPermitted), (self!.Kind, role!.Kind));
        Assert.Equal(BulkStage.Reserving, proposed.Agree(ByBen, out _)!.Stage);
    }

    [Fact]
    public void An_answered_proposal_is_not_answered_again()
    {
        var rejected = BulkVerdict.Propose("b", [Like("a", "birthDate-")], "different_birth_date", "x", ByAna, out _)!.Reject("No.", ByBen,
            out _)!;
        Assert.Null(rejected.Agree(ByBen, out var again));
        Assert.Null(rejected.Withdraw(ByAna, out var late));
        Assert.Equal((RefusalKind.NotAwaitingApproval, RefusalKind.NotAwaitingApproval), (again!.Kind, late!.Kind));
    }

    [Fact]
    public void While_a_bulk_verdict_holds_an_alert_nobody_decides_it_and_new_findings_are_not_lost()
    {
        var held = Must(Opened(), new AlertCommand.ReserveForBulk("b", [First]), Ben, Start);
        Assert.Equal(RefusalKind.ReservedForBulk, Refused(held, new AlertCommand.Claim(), Ana));
        var extended = Must(held, Raise("scr_2", Hit(), Hit(Second)), Officer.Service, Start);
        Assert.Equal(2, extended.Findings.Length);
        Assert.NotNull(extended.Bulk);
    }

    [Fact]
    public void Facts_that_changed_while_the_bulk_verdict_ran_stay_undecided()
    {
        var held = Must(Opened(), new AlertCommand.ReserveForBulk("b", [First]), Ben, Start);
        var changed = Must(held, Raise("scr_2", Hit(fingerprint: "new")), Officer.Service, Start);
        var after = Must(changed,
            new AlertCommand.RecordBulk("b", [new BulkMember(Id, First, 1, "f")], Ana.Id, "different_birth_date", "x"), Ben, Start);
        Assert.Null(after.Find(First)!.Verdict);
        Assert.Null(after.Bulk);
    }

    private static RefusalKind? Refusal(params ImmutableArray<(Alert, FindingState)> findings)
    {
        BulkVerdict.Propose("b", findings, "different_birth_date", "x", ByAna, out var refusal);
        return refusal?.Kind;
    }

    private static (Alert, FindingState) Like(string subject, string? pattern, Decision outcome = Decision.Review, string key = First)
    {
        var finding = Hit(key, outcome) with { Pattern = pattern };
        var alert = Must(null, new AlertCommand.Raise(AlertId.FirstOfSubject(subject), subject, "scr_1", outcome, [finding]),
            Officer.Service, Start);
        return (alert, alert.Findings[0]);
    }
}
