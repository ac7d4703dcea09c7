using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Review;

public sealed class RolePermissionsTests
{
    /// <summary>The matrix as officers read it: S screener, A analyst, P approver, L lists manager, M policy manager, U auditor, X external
    /// reviewer.</summary>
    [Theory]
    [InlineData(ReviewPermission.ReadAlerts, "SAPMUX")]
    [InlineData(ReviewPermission.WorkAlerts, "SAPX")]
    [InlineData(ReviewPermission.TakeEscalations, "AP")]
    [InlineData(ReviewPermission.ApproveVerdicts, "P")]
    [InlineData(ReviewPermission.ManageGoodGuys, "AP")]
    [InlineData(ReviewPermission.ProposeBulk, "AP")]
    [InlineData(ReviewPermission.ReadScreenings, "SAPU")]
    [InlineData(ReviewPermission.ReadLists, "SAPLMUX")]
    [InlineData(ReviewPermission.ManageLists, "L")]
    [InlineData(ReviewPermission.ReadPolicy, "SAPLMU")]
    [InlineData(ReviewPermission.ManagePolicy, "M")]
    [InlineData(ReviewPermission.StopLadder, "SAPM")]
    [InlineData(ReviewPermission.RejectModels, "PM")]
    [InlineData(ReviewPermission.ReadAudit, "APU")]
    [InlineData(ReviewPermission.ExportRecords, "APU")]
    [InlineData(ReviewPermission.ReadDashboard, "SAPLMU")]
    public void Each_role_may_what_the_matrix_says_and_nothing_else(ReviewPermission permission, string roles) =>
        Assert.Equal(roles, string.Concat(RolePermissions.OfPeople.Where(role => RolePermissions.May(role, permission)).Select(Letter)));

    [Fact]
    public void The_service_may_nothing_that_people_may()
    => Assert.All(Enum.GetValues<ReviewPermission>(), permission => Assert.False(RolePermissions.May(OfficerRole.System, permission)));

    [Fact]
    public void Every_act_of_every_role_is_refused_unless_the_role_works_on_alerts()
    {
        AlertCommand[] acts =
        [
            new AlertCommand.Claim(), new AlertCommand.Release(), new AlertCommand.HandOver(Ben.Id, "x"),
                new AlertCommand.Hold(Start.AddDays(1), "x"), new AlertCommand.NeedInformation("x"), new AlertCommand.Resume(),
            new AlertCommand.AddNote("x"), new AlertCommand.Escalate("x"), Verdict(), new AlertCommand.Approve([First], ""),
                new AlertCommand.Reject([First], "x"), new AlertCommand.Undo([First]), new AlertCommand.Reopen([First], "x"),
            new AlertCommand.RevokeGoodGuy(First, "x"), new AlertCommand.ReviewGoodGuy(First, "x"),
                new AlertCommand.ReserveForBulk("b", [First]),
        ];
        var commands = typeof(AlertCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(AlertCommand)))
            .Select(type => type.Name).Except(["Raise", "RecordBulk", "ReleaseBulk", "ReopenForLists"]);
        Assert.Equal(commands.Order(), acts.Select(act => act.GetType().Name).Order());
        foreach (var role in new[] { OfficerRole.Auditor, OfficerRole.ListsManager, OfficerRole.PolicyManager, OfficerRole.System })
        {
            Assert.All(acts, act => Assert.Equal(RefusalKind.NotPermitted, Refused(Opened(), act, Person("eve", role))));
        }
    }

    [Fact]
    public void An_external_reviewer_sees_only_alerts_all_of_whose_findings_are_in_scope()
    {
        var reviewer = Scoped("us-ofac-sdn");
        Assert.True(reviewer.Sees(Opened(Hit(), Hit(Second))));
        Assert.False(reviewer.Sees(Opened(Hit(), Hit("payer|un-sc:3"))));
        Assert.False(Scoped("").Sees(Opened()));
        Assert.True(Scoped($"alert:{Id}").Sees(Opened(Hit("payer|un-sc:3"))));
        Assert.Equal(RefusalKind.OutsideScope, Refused(Opened(Hit("payer|un-sc:3")), new AlertCommand.Claim(), reviewer));
    }

    [Fact]
    public void Whatever_an_external_reviewer_concludes_waits_for_a_second_person()
    {
        var claimed = Must(Opened(), new AlertCommand.Claim(), Scoped("us-ofac-sdn"), Start);
        Assert.True(Must(claimed, Verdict(), Scoped("us-ofac-sdn"), Start).Find(First)!.AwaitsApproval);
    }

    [Theory]
    [InlineData("us-ofac-sdn gate-location alert:0123456789abcdef-1", true)]
    [InlineData("", true)]
    [InlineData("alert:x", false)]
    [InlineData("Us-Ofac", false)]
    [InlineData("a/b", false)]
    public void A_scope_is_read_or_refused_whole(string text, bool read)
    {
        Assert.Equal(read, ReviewScope.TryParse(text, out var scope));
        Assert.Equal(read ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order()
            : [], scope.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    private static Officer Scoped(string scope)
        => ReviewScope.TryParse(scope, out var read) ? Person("out", OfficerRole.ExternalReviewer) with { Scope = read }
        : throw new InvalidOperationException(scope);

    private static char Letter(OfficerRole role) => role switch
    {
        OfficerRole.PolicyManager => 'M',
        OfficerRole.Approver => 'P',
        OfficerRole.Auditor => 'U',
        OfficerRole.ExternalReviewer => 'X',
        _ => role.ToString()[0],
    };
}
