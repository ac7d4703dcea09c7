using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Tests.Enforcement;

public sealed class SubjectCacheTests
{
    /// <summary>Another subject that was written at the same time kept the last write out, and the subject stood as it was before.</summary>
    [Fact]
    public void A_write_of_another_subject_at_the_same_time_leaves_nothing_older_than_the_last_write()
    {
        var (cache, subject) = (new SubjectCache(), SubjectRef.Account("a"));
        var before = SubjectStream.Unknown(subject);
        cache.Keep(subject, before, cache.Ticket(subject));
        var ticket = cache.Written(subject);
        var other = Enumerable.Range(0, 100_000).Select(n => SubjectRef.Account($"o-{n}")).First(one =>
        {
            cache.Written(one);
            return cache.Ticket(subject) != ticket;
        });
        cache.Keep(subject, before with { Version = 1 }, ticket);
        Assert.Null(cache.Find(subject));
        cache.Keep(subject, before with { Version = 1 }, cache.Ticket(subject));
        Assert.Equal(1, cache.Find(subject)!.Version);
        Assert.NotEqual(subject, other);
    }
}
