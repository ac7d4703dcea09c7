using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Signals;

public sealed class SignalDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Signal Seen = new("sig_1", SubjectRef.Account("a"), "t@1", "g", 1, 100, 24, Now, "t@1", 3, 80);
    private readonly SubjectSignals _state = SubjectSignals.None.Apply(new SignalObserved(OfficerId.System, Now, Seen));

    [Fact]
    public void A_retracted_signal_no_longer_stands_and_that_it_was_there_remains()
    {
        var happened = Assert.Single(Accepted(Retract(Ana, "sig_1", "the sender was wrong")));
        var after = _state.Apply(happened);
        Assert.Empty(after.Standing);
        Assert.Equal(Seen, after.All["sig_1"]);
        Assert.Empty(Accepted(SignalDecider.Retract(after, "sig_1", "again", Ana, Now)));
        Assert.Empty(SubjectSignals.None.Apply(happened).Apply(new SignalObserved(OfficerId.System, Now, Seen)).Standing);
    }

    [Theory]
    [InlineData("sig_2", "why", RefusalCode.NotFound)]
    [InlineData("sig_1", " ", RefusalCode.BadText)]
    [InlineData("sig_1", "a\u202Eb", RefusalCode.BadText)]
    public void What_is_no_retraction_is_refused(string signal, string text, RefusalCode code)
        => Assert.Equal(code, Retract(Ana, signal, text).Match<RefusalCode?>(_ => null, refusal => refusal.Code));

    [Fact]
    public void Who_does_not_work_on_enforcement_retracts_nothing()
        => Assert.Equal(RefusalCode.NotPermitted, Retract(new Officer(OfficerId.Parse("aud"), OfficerRole.Auditor), "sig_1", "why")
            .Match<RefusalCode?>(_ => null, refusal => refusal.Code));

    private CommandResult<SignalEvent> Retract(Officer officer, string signal, string text)
        => SignalDecider.Retract(_state, signal, text, officer, Now);

    private static IEnumerable<SignalEvent> Accepted(CommandResult<SignalEvent> result) => result.Match(
        events => events, refusal => throw new InvalidOperationException(refusal.Text));
}
