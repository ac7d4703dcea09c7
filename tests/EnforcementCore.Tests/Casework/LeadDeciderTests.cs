using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Casework;

public sealed class LeadDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Analyst);
    private static readonly Officer Aud = new(OfficerId.Parse("aud"), OfficerRole.Auditor);
    private static readonly Lead First = new("led_1", LeadSource.Provider, "case_1", "openai", SubjectRef.Account("a1"), "provider.case",
        "text", 3,
        90, 1, Now, Now, Now.AddDays(5));

    [Fact]
    public void What_comes_again_raises_the_count_and_never_lowers_severity_or_moves_the_clock_back()
    {
        var lead = Enumerable.Range(0, 50).Aggregate((Lead?)null, (before, number) => After(before, new LeadCommand.Receive(
            First with { Severity = number % 5 + 1, DueAt = Now.AddDays(10 - (number % 5)) }), Officer.Service))!;
        Assert.Equal((50, 5, (DateTimeOffset?)Now.AddDays(6)), (lead.Count, lead.Severity, lead.DueAt));
    }

    [Fact]
    public void Only_a_decision_of_the_holder_ends_a_lead()
    {
        var lead = After(null, new LeadCommand.Receive(First), Officer.Service);
        Assert.Equal(RefusalCode.NotClaimed, Refused(lead, new LeadCommand.Dismiss("nothing"), Ana));
        Assert.Equal(RefusalCode.NotPermitted, Refused(lead, new LeadCommand.Claim(), Aud));
        Assert.Equal(RefusalCode.NotPermitted, Refused(lead, new LeadCommand.Dismiss("x"), Officer.Service));
        lead = After(lead, new LeadCommand.Claim(), Ana);
        Assert.Equal(RefusalCode.ClaimedByAnother, Refused(lead, new LeadCommand.Claim(), Ben));
        Assert.Equal(RefusalCode.BadText, Refused(lead, new LeadCommand.Dismiss(" "), Ana));
        Assert.Equal(RefusalCode.StaleVersion, Refused(lead, new LeadCommand.Dismiss("x"), Ana, seen: 0));
        lead = After(lead, new LeadCommand.Dismiss("a test account"), Ana);
        Assert.Equal(LeadStatus.Dismissed, lead.StatusAt(Now));
        Assert.Equal(RefusalCode.AlreadyEnded, Refused(lead, new LeadCommand.Claim(), Ana));
        Assert.Equal(RefusalCode.NotFound, Refused(null, new LeadCommand.Claim(), Ana));
    }

    [Fact]
    public void A_claim_and_parking_end_by_themselves_and_parking_not_beyond_the_clock()
    {
        var lead = After(After(null, new LeadCommand.Receive(First), Officer.Service), new LeadCommand.Claim(), Ana);
        Assert.Equal((LeadStatus.Claimed, LeadStatus.Open), (lead.StatusAt(Now), lead.StatusAt(Now.AddHours(1))));
        Assert.Equal(RefusalCode.BadMoment, Refused(lead, new LeadCommand.Park(Now.AddDays(6), "x"), Ana));
        Assert.Equal(RefusalCode.BadMoment, Refused(lead, new LeadCommand.Park(Now, "x"), Ana));
        lead = After(lead, new LeadCommand.Park(Now.AddDays(2), "waiting for the provider"), Ana);
        Assert.Equal((LeadStatus.Parked, LeadStatus.Open), (lead.StatusAt(Now), lead.StatusAt(Now.AddDays(2))));
    }

    [Fact]
    public void An_unmatched_lead_comes_to_no_action_before_somebody_says_whom()
    {
        var lead = After(After(null, new LeadCommand.Receive(First with { Subject = null }), Officer.Service), new LeadCommand.Claim(),
            Ana);
        Assert.Equal(RefusalCode.UnknownSubject, Refused(lead, new LeadCommand.Act("act_1", "x"), Ana));
        lead = After(lead, new LeadCommand.Match(SubjectRef.EndUser("a1", "u")), Ana);
        Assert.Equal(LeadStatus.Actioned, After(lead, new LeadCommand.Act("act_1", "suspended"), Ana).StatusAt(Now));
    }

    [Fact]
    public void A_clock_comes_before_harm_and_harm_before_age()
    {
        var calm = First with { Id = "c", DueAt = null, Severity = 5 };
        var due = First with { Id = "a", Severity = 1 };
        var old = First with { Id = "b", DueAt = null, Severity = 2, OpenedAt = Now.AddDays(-9) };
        Assert.Equal("a c b", string.Join(' ', LeadOrder.Of([old, calm, due]).Select(lead => lead.Id)));
    }

    /// <summary>P dismissed a report and dismissed it again when it was contested, through a key that named nobody; where such a key
    /// dismissed first, everybody could have been its holder, and nobody could decide.</summary>
    [Fact]
    public void A_key_without_a_holder_dismisses_no_report_and_decides_none_that_is_contested()
    {
        var key = new Officer(OfficerId.Parse("key.router"), OfficerRole.Analyst);
        var held = key with { Behind = [OfficerId.Parse("ben")] };
        var report = After(null, new LeadCommand.Receive(First with { Source = LeadSource.Reporter }), Officer.Service);
        Assert.Equal(RefusalCode.NotPermitted, Refused(After(report, new LeadCommand.Claim(), key), new LeadCommand.Dismiss("x"), key));
        var contested = After(After(After(report, new LeadCommand.Claim(), Ana), new LeadCommand.Dismiss("nothing in it"), Ana),
            new LeadCommand.Contest("look again"), Officer.Service);
        Assert.Equal(RefusalCode.NotPermitted, Refused(contested, new LeadCommand.Claim(), key));
        Assert.Equal(RefusalCode.NotPermitted, Refused(contested, new LeadCommand.Dismiss("x"), key));
        Assert.Equal(LeadStatus.Dismissed, After(After(contested, new LeadCommand.Claim(), held), new LeadCommand.Dismiss("x"), held)
            .StatusAt(Now));
        var hunted = After(null, new LeadCommand.Receive(First with { Source = LeadSource.Hunt }), Officer.Service);
        Assert.Equal(LeadStatus.Dismissed, After(After(hunted, new LeadCommand.Claim(), key), new LeadCommand.Dismiss("x"), key)
            .StatusAt(Now));
    }

    [Theory]
    [InlineData("""{"object":"event","id":"evt","type":"safety.warning_issued","data":{"id":"case_1"}}""", "warning", null)]
    [InlineData("""{"object":"event","type":"safety.deactivation_issued","data":{"id":"case_1","later":1}}""", "deactivation", null)]
    [InlineData("""{"object":"safety.case","id":"case_1","entity_identifier":"u1","reason":null,"notice":{"type":"warning"}}""", "warning", "u1")]
    [InlineData("""{"id":"case_1","entity_identifier":"u1","reason":"cyber","notice":{"type":"deactivation"}}""", "deactivation", "u1")]
    [InlineData("""{"id":"case_1","entity_identifier":"u\u202e1","notice":{"type":"warning"}}""", "warning", null)]
    public void A_notice_of_openai_is_read_as_its_case(string text, string kind, string? identifier)
    {
        using var json = JsonDocument.Parse(text);
        var notice = OpenAiNotices.Read(json.RootElement, out _)!;
        Assert.Equal(("case_1", kind, identifier), (notice.CaseId, notice.Kind, notice.Identifier));
        Assert.DoesNotContain("u1", notice.Text.Replace("issued", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"object":"event","type":"batch.completed","data":{"id":"b"}}""")]
    [InlineData("""{"object":"event","type":"safety.warning_issued","data":{}}""")]
    [InlineData("""{"object":"event","type":"safety.warning_issued"}""")]
    [InlineData("""{"id":"case_1"}""")]
    public void What_is_no_notice_is_none(string text)
    {
        using var json = JsonDocument.Parse(text);
        Assert.Null(OpenAiNotices.Read(json.RootElement, out var problem));
        Assert.NotEmpty(problem);
    }

    private static Lead After(Lead? lead, LeadCommand command, Officer officer) => LeadDecider.Decide(lead, command, officer, Now, null)
        .Match(events => events.Aggregate(lead, LeadDecider.Apply)!, refusal => throw new InvalidOperationException(refusal.Text));

    private static RefusalCode Refused(Lead? lead, LeadCommand command, Officer officer, int? seen = null)
        => LeadDecider.Decide(lead, command, officer, Now, seen)
            .Match(_ => throw new InvalidOperationException("It was accepted."), refusal => refusal.Code);
}
