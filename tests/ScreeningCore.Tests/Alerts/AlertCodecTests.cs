using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class AlertCodecTests
{
    [Fact]
    public void Every_kind_of_event_is_read_back_as_it_was_written_RoundTrip()
    {
        var until = Start.AddDays(100);
        AlertEvent[] events =
        [
            new AlertOpened(OfficerId.System, Start, Id, "acct_1", "scr_1", Decision.Block, [Hit(), Hit(Second)]),
            new AlertExtended(OfficerId.System, Start, "scr_2", Decision.Review, [], [Hit()], []),
            new AlertClaimed(Ana.Id, Start, until), new AlertReleased(Ana.Id, Start),
                new AlertHandedOver(Ana.Id, Start, Ben.Id, until, "Yours."), new AlertHeld(Ana.Id, Start, until, "Later."),
            new InformationRequested(Ana.Id, Start, "Паспорт?"), new AlertResumed(Ana.Id, Start, 0), new AlertResumed(Ana.Id, Start, 3),
                new NoteAdded(Ana.Id, Start, "ملاحظة \"x\""), new AlertEscalated(Ana.Id, Start, "x"),
            new DispositionRecorded(Ana.Id, Start, [First], Disposition.FalsePositive, "different_name", "x", false, null),
            new DispositionRecorded(Ana.Id, Start, [First, Second], Disposition.TrueMatch, "same_identifier", "x", true, until),
            new DispositionApproved(Ben.Id, Start, [First], ""), new DispositionRejected(Ben.Id, Start, [First], "x"),
                new DispositionUndone(Ana.Id, Start, [First], true), new FindingsReopened(Ana.Id, Start, [First], "x"),
            new GoodGuyCreated(Ben.Id, Start, First, new GoodGuyEntry("acct_1", Hit().Entry, "a", "b", until), Ana.Id, "different_name"),
                new GoodGuyRevoked(Ben.Id, Start, First),
            new GoodGuyRevoked(Ben.Id, Start, First) { Text = "No longer sure." },
                new GoodGuyReviewed(Ben.Id, Start, First, "Still another person."), new BulkReserved(Ben.Id, Start, "b1", until),
                new BulkReleased(Ben.Id, Start, "b1"), new ReopeningProposed(Ana.Id, Start, [First], "x"),
                new ReopeningEnded(Ben.Id, Start, [First], ""),
        ];
        Assert.Equal(typeof(AlertEvent).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(AlertEvent))),
            events.DistinctBy(one => one.GetType()).Count());
        Assert.All(events, happened =>
        {
            var json = AlertCodec.Write(happened);
            var read = AlertCodec.Read(json);
            Assert.Equal(happened.GetType(), read.GetType());
            Assert.Equal((happened.By, happened.At), (read.By, read.At));
            Assert.Equal(json, AlertCodec.Write(read));
        });
        var alert = Alert.Fold([AlertCodec.Read(AlertCodec.Write(events[0])), AlertCodec.Read(AlertCodec.Write(events[1]))])!;
        Assert.Equal(2, alert.Findings.Length);
    }

    [Theory]
    [InlineData("system")]
    [InlineData("a")]
    [InlineData("ana maria")]
    [InlineData("ana/ben")]
    [InlineData("аna")]
    [InlineData("")]
    public void Nobody_signs_in_under_a_name_that_is_none(string name) => Assert.False(OfficerId.TryParse(name, out _));

    [Fact]
    public void An_alert_id_is_read_back_and_tells_nothing_of_the_subject()
    {
        var id = AlertId.FirstOfSubject("acct_1").Next();
        Assert.Equal(id, AlertId.Parse(id.ToString()));
        Assert.DoesNotContain("acct", id.ToString(), StringComparison.Ordinal);
        Assert.All(new[]
            { "", "x", "0123456789abcdef", "0123456789abcdef-0", "0123456789ABCDEF-1", "0123456789abcdef-1x", "0123456789abcdef--1" },
            text => Assert.False(AlertId.TryParse(text, out _)));
    }
}
