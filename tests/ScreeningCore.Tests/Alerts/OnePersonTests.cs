using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>A key, who holds it, who made it and who owns it are one person wherever two are asked for.</summary>
public sealed class OnePersonTests
{
    private static readonly Officer Key = Person("key.self", OfficerRole.Analyst) with { Behind = [Ben.Id, OfficerId.Parse("mia")] };
    private static readonly Officer Unheld = Person("key.old", OfficerRole.Analyst);

    [Fact]
    public void Nobody_confirms_what_their_own_key_proposed()
    {
        var proposed = Must(Must(Opened(), new AlertCommand.Claim(), Key, Start), Verdict(Disposition.TrueMatch, "same_identifier"), Key,
            Start);
        Assert.Equal(Key.Behind, proposed.Find(First)!.Verdict!.Behind);
        foreach (var person in new[] { "ben", "mia" })
        {
            Assert.Equal(RefusalKind.SelfApproval,
                Refused(proposed, new AlertCommand.Approve([First], ""), Person(person, OfficerRole.Approver)));
        }

        var other = Person("key.other", OfficerRole.Approver) with { Behind = [OfficerId.Parse("mia")] };
        Assert.Equal(RefusalKind.SelfApproval, Refused(proposed, new AlertCommand.Approve([First], ""), other));
        Assert.True(Must(proposed, new AlertCommand.Approve([First], ""), Person("eve", OfficerRole.Approver), Start).IsDecided);
    }

    [Fact]
    public void A_key_that_names_nobody_proposes_nothing_that_two_must_agree_on()
    {
        var claimed = Must(Opened(), new AlertCommand.Claim(), Unheld, Start);
        Assert.Equal(RefusalKind.NotPermitted, Refused(claimed, Verdict(Disposition.TrueMatch, "same_identifier"), Unheld));
        Assert.True(Must(claimed, Verdict(), Unheld, Start).IsDecided);
    }

    [Fact]
    public void What_such_a_key_proposed_before_keys_named_their_holder_is_confirmed_by_nobody()
    {
        var claimed = Must(Opened(), new AlertCommand.Claim(), Unheld, Start);
        var old = Alert.Apply(claimed, new DispositionRecorded(Unheld.Id, Start, [First], Disposition.TrueMatch, "same_identifier", "x",
            NeedsApproval: true, GoodGuyUntil: null));
        Assert.Equal(RefusalKind.SelfApproval, Refused(old, new AlertCommand.Approve([First], ""), Ben));
        Assert.Null(Must(old, new AlertCommand.Undo([First]), Unheld, Start).Find(First)!.Verdict);
    }

    [Fact]
    public void The_people_behind_a_key_are_stored_with_what_it_did_and_read_back()
    {
        var claimed = Assert.Single(Events(Opened(), new AlertCommand.Claim(), Key));
        Assert.Equal(["ben", "mia"], AlertCodec.Read(AlertCodec.Write(claimed)).Behind.Select(id => id.Value));
    }

    [Fact]
    public void Nobody_agrees_to_a_bulk_verdict_of_their_own_key()
    {
        var alert = Opened(Hit() with { Pattern = "birthDate-" });
        ImmutableArray<(Alert, FindingState)> group = [(alert, alert.Findings[0])];
        var context = new CommandContext(Key, Start, Policy);
        var bulk = BulkVerdict.Propose("b1", group, "different_birth_date", "As stated.", context, out _)!;
        Assert.Null(bulk.Agree(context with { Officer = Ben }, out var refusal));
        Assert.Equal(RefusalKind.SelfApproval, refusal!.Kind);
        Assert.Null(BulkVerdict.Propose("b2", group, "different_birth_date", "x", context with { Officer = Unheld }, out refusal));
        Assert.Equal(RefusalKind.NotPermitted, refusal!.Kind);
    }
}
