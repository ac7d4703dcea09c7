using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Tests.Subjects;

public sealed class SubjectRefTests
{
    [Theory]
    [InlineData("organisation:o-1", "organisation:o-1")]
    [InlineData("account:A.1_b@c", "account:A.1_b@c")]
    [InlineData("end_user:a1/u-9f", "end_user:a1/u-9f")]
    [InlineData("ip_prefix:203.0.113.77/24", "ip_prefix:203.0.113.0/24")]
    [InlineData("ip_prefix:203.0.113.77", "ip_prefix:203.0.113.77/32")]
    [InlineData("ip_prefix:::ffff:203.0.113.77", "ip_prefix:203.0.113.77/32")]
    [InlineData("ip_prefix:2001:DB8:1:2:3::9/48", "ip_prefix:2001:db8:1::/48")]
    [InlineData("ip_prefix:2001:db8:1:2:3::9", "ip_prefix:2001:db8:1:2::/64")]
    public void A_subject_has_one_written_form(string written, string form)
    {
        Assert.Equal(form, SubjectRef.Parse(written).ToString());
        Assert.Equal(SubjectRef.Parse(form), SubjectRef.Parse(written));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a1")]
    [InlineData("Account:a1")]
    [InlineData("person:a1")]
    [InlineData("account:")]
    [InlineData("account:a 1")]
    [InlineData("account:a\u202E1")]
    [InlineData("account:a\u00001")]
    [InlineData("account:\u0430bc")]
    [InlineData("account:a/b")]
    [InlineData("end_user:a1")]
    [InlineData("end_user:/u")]
    [InlineData("end_user:a1/")]
    [InlineData("end_user:a1/u/v")]
    [InlineData("instrument:4111111111111111")]
    [InlineData("instrument:4111-1111-1111-1111")]
    [InlineData("ip_prefix:203.0.113.0/23")]
    [InlineData("ip_prefix:203.0.113.0/33")]
    [InlineData("ip_prefix:2001:db8::/47")]
    [InlineData("ip_prefix:2001:db8::/128")]
    [InlineData("ip_prefix:3405803776")]
    [InlineData("ip_prefix:fe80::1%eth0")]
    public void What_is_no_subject_is_refused_and_not_repeated(string? text)
    {
        Assert.False(SubjectRef.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
        Assert.DoesNotContain("4111", problem);
    }

    [Fact]
    public void Ids_that_differ_by_case_are_two_subjects_with_two_keys()
    {
        var (one, other) = (SubjectRef.Parse("account:ab"), SubjectRef.Parse("account:aB"));
        Assert.NotEqual(one, other);
        Assert.NotEqual(one.Key, other.Key);
        Assert.NotEqual(SubjectRef.Parse("api_key:x").Key, SubjectRef.Parse("device:x").Key);
    }

    [Fact]
    public void An_id_is_as_long_as_allowed_and_no_longer()
    {
        Assert.True(SubjectRef.TryParse("account:" + new string('a', SubjectRef.MaxIdChars), out _, out _));
        Assert.False(SubjectRef.TryParse("account:" + new string('a', SubjectRef.MaxIdChars + 1), out _, out _));
    }

    [Fact]
    public void An_end_user_names_their_account()
        => Assert.Equal(SubjectRef.Account("a1"), SubjectRef.EndUser("a1", "u").NamedAccount);

    [Fact]
    public void A_fingerprint_keeps_no_digit_and_ignores_how_a_number_is_spaced()
    {
        var (key, other) = (new byte[32], Enumerable.Repeat((byte)1, 32).ToArray());
        var print = KeyedFingerprint.Of(key, "card", "4111 1111 1111 1111");
        Assert.Equal(print, KeyedFingerprint.Of(key, "card", "4111-1111-1111-1111"));
        Assert.NotEqual(print, KeyedFingerprint.Of(other, "card", "4111111111111111"));
        Assert.NotEqual(print, KeyedFingerprint.Of(key, "passport", "4111111111111111"));
        Assert.True(SubjectRef.TryParse("instrument:" + print, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyedFingerprint.Of(new byte[16], "card", "4111111111111111"));
        Assert.Throws<ArgumentException>(() => KeyedFingerprint.Of(key, "card", " - "));
    }
}
