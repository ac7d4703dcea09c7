using System.Collections.Immutable;
using System.Text;
using Compliance.Functions.Records.Webhooks;
using CsCheck;

namespace Compliance.Functions.Tests.Records;

/// <summary>Signatures by Standard Webhooks 1.0.0. The first vector is a published one of its reference libraries; the second was worked
/// out with another implementation of HMAC-SHA-256 than the product's.</summary>
public sealed class WebhookSignatureTests
{
    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whd_router_7", 1700000000,
        "{\"type\":\"screening.decided\",\"é\":\"ü\"}", "v1,HO+k4JGl8XesWn0X/AQ4i9lhdzyFI+t5TmD6fGgjjKE=")]
    public void A_known_message_has_its_known_signature(string secret, string id, long seconds, string body, string expected)
    {
        Assert.True(WebhookSecret.TryRead(secret, out var key));
        Assert.Equal(expected, WebhookSignature.Of(id, body, seconds, [key]));
        Assert.Equal($"{expected} {expected}", WebhookSignature.Of(id, body, seconds, [key, key]));
    }

    [Fact]
    public void Whatever_is_changed_of_a_message_changes_its_signature()
        => Gen.Select(Gen.Byte.Array[WebhookSecret.MinBytes, WebhookSecret.MaxBytes], Gen.String, Gen.Long[0, 9_999_999_999], Gen.Int[0, 3])
            .Sample((bytes, text, seconds, what) =>
        {
            var (body, key) = (text + "a", bytes.ToImmutableArray());
            var signature = WebhookSignature.Of("whd_a_1", body, seconds, [key]);
            var other = what switch
            {
                0 => WebhookSignature.Of("whd_a_2", body, seconds, [key]),
                1 => WebhookSignature.Of("whd_a_1", text + "b", seconds, [key]),
                2 => WebhookSignature.Of("whd_a_1", body, seconds + 1, [key]),
                _ => WebhookSignature.Of("whd_a_1", body, seconds, [[.. bytes[..^1], (byte)(bytes[^1] ^ 1)]]),
            };

            Assert.NotEqual(signature, other);
        }, iter: 500);

    [Fact]
    public void A_secret_is_read_back_and_one_of_another_length_or_without_its_prefix_is_none()
        => Gen.Byte.Array[0, 80].Sample(bytes =>
        {
            var text = WebhookSecret.Prefix + Convert.ToBase64String(bytes);

            Assert.Equal(bytes.Length is >= WebhookSecret.MinBytes and <= WebhookSecret.MaxBytes, WebhookSecret.TryRead(text, out var key));
            Assert.True(key.IsEmpty || key.SequenceEqual(bytes));
            Assert.False(WebhookSecret.TryRead(text[1..], out _));
            Assert.False(WebhookSecret.TryRead(Encoding.UTF8.GetString(bytes), out _));
        }, iter: 500);
}
