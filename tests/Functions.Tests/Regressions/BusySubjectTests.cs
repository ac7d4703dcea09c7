using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>What is kept of other subjects was lost to one that is written often: each of its writes counted as one more subject.</summary>
public sealed class BusySubjectTests
{
    private const int MoreThanTwoGenerations = 120_000;

    [Fact]
    public void A_subject_that_is_written_often_does_not_push_the_others_out()
    {
        var (cache, calm, busy) = (new SubjectCache(), SubjectRef.Account("calm"), SubjectRef.Account("busy"));
        Keep(cache, calm);
        for (var write = 0; write < MoreThanTwoGenerations; write++)
        {
            Keep(cache, busy);
        }

        Assert.NotNull(cache.Find(calm));
        Assert.NotNull(cache.Find(busy));
    }

    private static void Keep(SubjectCache cache, SubjectRef subject)
        => cache.Keep(subject, SubjectStream.Unknown(subject), cache.Ticket(subject));
}
