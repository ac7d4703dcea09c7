using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class ReopeningForListsTests
{
    private static readonly AlertCommand Command = new AlertCommand.ReopenForLists([First], "us-ofac-sdn:1 was delisted.");

    [Fact]
    public void Only_the_service_opens_verdicts_because_a_list_changed()
    => Assert.Equal(RefusalKind.NotPermitted, Refused(Opened(), Command, Ana));

    [Fact]
    public void A_verdict_that_counts_falls_and_an_undecided_finding_is_passed_over()
    {
        Assert.Empty(Events(Opened(), Command, Officer.Service));
        var confirmed = Must(Proposed(), new AlertCommand.Approve([First], "Confirmed."), Ben, Start);
        var reopened = Must(confirmed, Command, Officer.Service, Start.AddDays(400));
        Assert.Null(Assert.Single(reopened.Findings).Verdict);
        Assert.Empty(Events(reopened, Command, Officer.Service, Start.AddDays(401)));
    }
}
