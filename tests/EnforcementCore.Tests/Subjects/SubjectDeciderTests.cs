using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Subjects.SubjectCommand;

namespace Compliance.EnforcementCore.Tests.Subjects;

public sealed class SubjectDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly SubjectRef Key = SubjectRef.Parse("api_key:k1");
    private static readonly SubjectRef A1 = SubjectRef.Account("a1");
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void A_moment_before_2020_or_far_ahead_is_refused(int minutesAhead)
    {
        var at = minutesAhead < 0 ? new DateTimeOffset(2019, 12, 31, 23, 59, 59, TimeSpan.Zero) : Now.AddMinutes(minutesAhead);
        Assert.Equal(RefusalCode.BadMoment, Refused(Subject.Unknown(A1), new See(at, null)));
    }

    [Fact]
    public void A_key_belongs_to_one_account_for_good()
    {
        var known = After(Subject.Unknown(Key), new See(Now, A1));
        Assert.Equal(A1, known.Parent);
        Assert.Equal(RefusalCode.ForeignSubject, Refused(known, new See(Now, SubjectRef.Account("a2"))));
        Assert.Equal(RefusalCode.ForeignSubject, Refused(Subject.Unknown(SubjectRef.EndUser("a1", "u")), new See(Now,
            SubjectRef.Account("a2"))));
        Assert.Equal(RefusalCode.WrongKind, Refused(Subject.Unknown(Key), new See(Now, SubjectRef.Parse("organisation:o1"))));
        Assert.Equal(RefusalCode.WrongKind, Refused(Subject.Unknown(SubjectRef.Parse("device:fp_1")), new See(Now, A1)));
    }

    [Fact]
    public void What_says_nothing_new_adds_no_event()
    {
        var known = After(Subject.Unknown(A1), new See(Now, null));
        Assert.Empty(Accepted(known, new See(Now, null)));
        var linked = After(known, new LinkTo(Now, SubjectRef.Parse("device:fp_1"), "signed_in_from"));
        Assert.Empty(Accepted(linked, new LinkTo(Now, SubjectRef.Parse("device:fp_1"), "signed_in_from")));
        Assert.Single(Accepted(linked, new LinkTo(Now.AddDays(-3), SubjectRef.Parse("device:fp_1"), "signed_in_from")));
    }

    [Fact]
    public void The_order_in_which_a_subject_is_told_of_does_not_matter()
    {
        SubjectEvent[] events =
        [
            new SubjectSeen(OfficerId.System, Now, A1), new SubjectSeen(OfficerId.System, Now.AddDays(-9), null),
            new SubjectLinked(OfficerId.System, Now.AddDays(-2), SubjectRef.Parse("device:fp_1"), "signed_in_from"),
            new SubjectLinked(OfficerId.System, Now.AddDays(-4), SubjectRef.Parse("device:fp_1"), "signed_in_from"),
            new SubjectMerged(Ana.Id, Now, "m1", SubjectRef.Parse("api_key:k2"), "same"), new MergeUndone(Ana.Id, Now, "m1",
                "not the same"),
            new SubjectErased(Ana.Id, Now.AddDays(1), "asked"),
        ];
        var forward = Told(events);
        var backward = Told([.. events.Reverse(), .. events]);
        Assert.Equal(Now.AddDays(-9), backward.FirstSeen);
        Assert.Equal((forward.FirstSeen, forward.LastSeen, forward.Parent, forward.ErasedAt),
            (backward.FirstSeen, backward.LastSeen, backward.Parent, backward.ErasedAt));
        Assert.Equal(forward.Links.Values, backward.Links.Values);
        Assert.Null(backward.MergedInto);
        Assert.Empty(backward.Same);
    }

    [Fact]
    public void A_merge_is_found_by_a_person_ends_in_one_place_and_can_be_taken_back()
    {
        var known = After(Subject.Unknown(A1), new See(Now, null));
        var into = SubjectRef.Account("a2");
        Assert.Equal(RefusalCode.NotPermitted, Refused(known, new MergeInto("m1", into, "same"), Officer.Service));
        Assert.Equal(RefusalCode.WrongKind, Refused(known, new MergeInto("m1", Key, "same")));
        Assert.Equal(RefusalCode.WrongKind, Refused(known, new MergeInto("m1", A1, "same")));
        Assert.Equal(RefusalCode.BadText, Refused(known, new MergeInto("m1", into, "sa\u202Eme")));
        Assert.Equal(RefusalCode.UnknownSubject, Refused(Subject.Unknown(A1), new MergeInto("m1", into, "same")));
        var merged = After(known, new MergeInto("m1", into, "same"));
        Assert.Equal(into, merged.MergedInto);
        Assert.Equal(RefusalCode.MergedSubject, Refused(merged, new MergeInto("m2", SubjectRef.Account("a3"), "same")));
        Assert.Equal(RefusalCode.AlreadyExists, Refused(merged, new MergeInto("m1", SubjectRef.Account("a3"), "same")));
        Assert.Equal(RefusalCode.NotFound, Refused(merged, new UndoMerge("m9", "wrong")));
        Assert.Null(After(merged, new UndoMerge("m1", "wrong")).MergedInto);
    }

    [Fact]
    public void Erasure_waits_for_a_legal_hold_and_happens_once()
    {
        var known = After(Subject.Unknown(A1), new See(Now, null));
        var held = new SubjectContext(Ana, Now) { LegalHold = true };
        Assert.Equal(RefusalCode.LegalHold, SubjectDecider.Decide(known, new Erase("asked"), held).Match(_ => default, refusal
            => refusal.Code));
        var erased = After(known, new Erase("asked"));
        Assert.NotNull(erased.ErasedAt);
        Assert.Empty(Accepted(erased, new Erase("asked")));
        Assert.Equal(RefusalCode.ErasedSubject, Refused(erased, new AddAlias("billing", "b-1")));
    }

    private static Subject Told(IEnumerable<SubjectEvent> events)
        => events.Aggregate(Subject.Unknown(Key), (subject, happened) => subject.Apply(happened));

    private static IEnumerable<SubjectEvent> Accepted(Subject subject, SubjectCommand command)
        => SubjectDecider.Decide(subject, command, new SubjectContext(Ana, Now))
            .Match<IEnumerable<SubjectEvent>>(events => events, refusal => throw new InvalidOperationException(refusal.Text));

    private static Subject After(Subject subject, SubjectCommand command)
        => Accepted(subject, command).Aggregate(subject, (one, happened) => one.Apply(happened));

    private static RefusalCode Refused(Subject subject, SubjectCommand command, Officer? officer = null)
        => SubjectDecider.Decide(subject, command, new SubjectContext(officer ?? Ana, Now))
            .Match(_ => throw new InvalidOperationException("It was accepted."), refusal => refusal.Code);
}
