using System.Text.Json;
using Compliance.EnforcementCore.Signals.Verification;

namespace Compliance.EnforcementCore.Tests.Signals;

public sealed class VerificationCallbacksTests
{
    private const string Verified = "\"type\":\"identity.verification_session.verified\"";

    [Theory]
    [InlineData("verified", "null", VerificationOutcome.Passed)]
    [InlineData("requires_input", """{"code":"document_expired"}""", VerificationOutcome.Failed)]
    [InlineData("requires_input", "null", null)]
    [InlineData("canceled", "null", VerificationOutcome.Abandoned)]
    [InlineData("processing", "null", null)]
    [InlineData("redacted", "null", null)]
    public void An_event_of_stripe_is_read(string type, string error, VerificationOutcome? expected)
    {
        var callback = VerificationCallbacks.OfStripe(Json($$"""
            {"id":"evt_1","object":"event","type":"identity.verification_session.{{type}}","created":1790000000,
             "data":{"object":{"id":"vs_1","object":"identity.verification_session",
              "client_reference_id":"a-17","last_error":{{error}} } } }
            """), out var problem);
        Assert.Equal(expected, callback?.Outcome);
        Assert.Equal("", problem);
        Assert.True(callback is null || callback.Subject.ToString() == "account:a-17");
    }

    [Theory]
    [InlineData("approved", VerificationOutcome.Passed)]
    [InlineData("declined", VerificationOutcome.Failed)]
    [InlineData("failed", VerificationOutcome.Failed)]
    [InlineData("expired", VerificationOutcome.Expired)]
    [InlineData("completed", null)]
    [InlineData("started", null)]
    public void An_event_of_persona_is_read(string name, VerificationOutcome? expected)
    {
        var callback = VerificationCallbacks.OfPersona(Json($$"""
            {"data":{"type":"event","id":"evt_2","attributes":{"name":"inquiry.{{name}}","created-at":"2026-11-30T10:00:00Z",
             "payload":{"data":{"type":"inquiry","id":"inq_1","attributes":{"status":"x","reference-id":"end_user:a-17/u-9"} } } } } }
            """), out _);
        Assert.Equal(expected, callback?.Outcome);
        Assert.True(callback is null || callback.Subject.ToString() == "end_user:a-17/u-9");
    }

    /// <summary>A number that somebody else may know passed as a document that was looked at.</summary>
    [Theory]
    [InlineData("\"type\":\"document\",", 2)]
    [InlineData("\"type\":\"id_number\",", 1)]
    [InlineData("\"type\":\"verification_flow\",", 1)]
    [InlineData("", 1)]
    public void Only_a_session_that_looked_at_a_document_passes_as_one(string type, int level)
        => Assert.Equal(level, VerificationCallbacks.OfStripe(Json($$"""
            {"id":"evt_1","created":1790000000,{{Verified}},"data":{"object":{ {{type}}"client_reference_id":"a-17"} } }
            """), out _)!.Level);

    [Theory]
    [InlineData("""[{"type":"verification/government-id","attributes":{"status":"passed"} }]""", 2)]
    [InlineData("""[7,{"type":"inquiry-template"},{"type":"verification/government-id-nfc","attributes":{"status":"passed"} }]""", 2)]
    [InlineData("""[{"type":"verification/government-id","attributes":{"status":"failed"} }]""", 1)]
    [InlineData("""[{"type":"verification/selfie","attributes":{"status":"passed"} }]""", 1)]
    [InlineData("[]", 1)]
    [InlineData("{}", 1)]
    public void Only_an_inquiry_of_which_a_document_passed_passes_as_one(string included, int level)
        => Assert.Equal(level, VerificationCallbacks.OfPersona(Json($$"""
            {"data":{"id":"evt_2","attributes":{"name":"inquiry.approved","created-at":"2026-11-30T10:00:00Z",
             "payload":{"data":{"attributes":{"reference-id":"a-17"} },"included":{{included}} } } } }
            """), out _)!.Level);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"data\":7," + Verified + "}")]
    [InlineData("{\"id\":\"e\"," + Verified + ",\"created\":1e99,\"data\":{\"object\":{}}}")]
    [InlineData("{\"id\":\"e\"," + Verified + ",\"created\":5,\"data\":{\"object\":{\"client_reference_id\":\"api_key:k\"}}}")]
    public void What_names_nobody_passes_nobody(string json)
    {
        Assert.Null(VerificationCallbacks.OfStripe(Json(json), out _));
        Assert.Null(VerificationCallbacks.OfPersona(Json(json), out _));
    }

    [Fact]
    public void An_id_that_is_longer_than_an_event_may_have_counts_by_its_hash()
    {
        string IdOf(string id) => VerificationCallbacks.OfStripe(Json($$"""
            {"id":"{{id}}","created":1790000000,{{Verified}},"data":{"object":{"client_reference_id":"a-17"} } }
            """), out _)!.Id;
        Assert.Equal(new string('a', 200), IdOf(new string('a', 200)));
        Assert.True(IdOf(new string('a', 201)).Length <= 200);
        Assert.NotEqual(IdOf(new string('a', 201)), IdOf(new string('a', 202)));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
