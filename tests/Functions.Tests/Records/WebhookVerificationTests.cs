using System.Text;
using Compliance.Functions.Records.Webhooks;

namespace Compliance.Functions.Tests.Records;

/// <summary>The example of the Standard Webhooks documentation, and what is not genuine.</summary>
public sealed class WebhookVerificationTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Time = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void A_genuine_delivery_is_accepted_also_beside_a_signature_with_an_older_secret()
    {
        Assert.Null(Problem());
        Assert.Null(Problem(signatures: "v1,AAAA v2,x " + Signature));
    }

    [Fact]
    public void What_was_changed_is_old_or_is_signed_otherwise_is_not()
    {
        Assert.NotNull(Problem(id: "msg_other"));
        Assert.NotNull(Problem(time: "1614265331"));
        Assert.NotNull(Problem(time: "x"));
        Assert.NotNull(Problem(time: "99999999999999999999"));
        Assert.NotNull(Problem(body: "{}"));
        Assert.NotNull(Problem(signatures: ""));
        Assert.NotNull(Problem(signatures: null));
        Assert.NotNull(Problem(signatures: Signature.Replace("v1,", "v2,", StringComparison.Ordinal)));
        Assert.NotNull(Problem(now: 301));
        Assert.NotNull(Problem(now: -301));
        Assert.Null(Problem(now: 299));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_short")]
    [InlineData("not base64!")]
    public void What_is_no_secret_is_none(string? text) => Assert.Null(WebhookSecret.OfProvider(text));

    private static string? Problem(string id = Id, string time = Time, string? signatures = Signature, string? body = null, int now = 0)
        => WebhookSignature.Problem(WebhookSecret.OfProvider(Secret)!, id, time, signatures, body is null ? Body : Encoding.UTF8.GetBytes(body),
            DateTimeOffset.FromUnixTimeSeconds(1614265330 + now));
}
