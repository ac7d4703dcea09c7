using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Entra;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Identity;

public sealed class AppRoleTests
{
    private static readonly Guid Person = Guid.Parse(FakeAuthority.Ana);

    [Fact]
    public void Every_role_that_a_person_can_have_comes_from_exactly_one_app_role() =>
        Assert.Equal(RolePermissions.OfPeople.Order(), AppRoles.All.Select(role => role.Officer).OfType<OfficerRole>().Order());

    [Fact]
    public void Every_scope_comes_from_some_app_role_and_no_app_role_opens_an_unknown_one()
    {
        var opened = AppRoles.All.SelectMany(role => role.Scopes).Distinct().ToArray();
        Assert.Equal(Scopes.All.Order(StringComparer.Ordinal), opened.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reviewer_from_outside_stays_one_whatever_else_was_assigned_and_sees_what_the_roles_name()
    {
        string[] claims = ["Case.Approver", "Case.External", "Case.External.us-ofac-sdn", "Case.External.gate-location", "Service.Admin"];

        var officer = AppRoles.OfficerOf(Person, [.. claims])!;

        Assert.Equal(OfficerRole.ExternalReviewer, officer.Role);
        Assert.Equal("gate-location us-ofac-sdn", officer.Scope.ToString());
        Assert.Equal(Scopes.Alerts, Assert.Single(AppRoles.ScopesOf(AppRoles.Of([.. claims]))));
    }

    [Fact]
    public void An_application_is_an_analyst_at_most() =>
        Assert.Equal(OfficerRole.Analyst, AppRoles.OfficerOfApplication(Guid.Parse(FakeAuthority.Api), ["Case.Approver"])!.Role);

    [Theory]
    [InlineData("Case.External.us-ofac-sdn")]
    [InlineData("Screening.Submit")]
    [InlineData("case.approver")]
    public void What_makes_no_officer_makes_none(string claim) => Assert.Null(AppRoles.OfficerOf(Person, [claim]));

    [Fact]
    public void A_scope_that_cannot_be_read_covers_nothing()
    => Assert.Equal("", AppRoles.OfficerOf(Person, ["Case.External", "Case.External.US/all"])!.Scope.ToString());

    [Fact]
    public void The_same_person_is_one_officer_at_the_console_and_through_the_API() =>
        Assert.Equal(AppRoles.OfficerOf(Person, ["Case.Analyst"])!.Id,
        AppRoles.OfficerOf(Guid.Parse(FakeAuthority.Ana.ToUpperInvariant()), ["Case.Approver"])!.Id);
}
