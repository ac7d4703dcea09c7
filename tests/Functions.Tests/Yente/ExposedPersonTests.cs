using System.Net.Http.Json;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Yente;

/// <summary>An exposed person at the doors of the service: approval before a signup, nothing in the way of a payment, and the reason on the
/// alert.</summary>
public sealed class ExposedPersonTests(YenteService yente) : IClassFixture<YenteService>
{
    private static object Subject(string id, string channel) => new
    {
        channel,
        subject = new { id, type = "individual", name = "Ilse Vandermolenaar", nationalities = new[] { "BE" } },
    };

    [Fact]
    public async Task A_signup_waits_for_a_persons_approval_and_a_payment_goes_on()
    {
        var screened = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/screenings", Subject("acct_1", "signup")));
        Assert.Contains("list.topic_approval", screened.Text, StringComparison.Ordinal);
        Assert.Contains("a politically exposed person", screened.Text, StringComparison.Ordinal);
        var decided = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/decisions",
            new { action = "signup", account = "acct_2", screening = Subject("acct_2", "signup") }));
        Assert.Contains(decided.Json.GetProperty("reasons").EnumerateArray(),
            reason => reason.GetProperty("code").GetString() == "screening.review"
                && reason.GetProperty("decision").GetString() == "review");
        Assert.Equal("review", decided.Json.GetProperty("decision").GetString());
        var paid = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/screenings", Subject("acct_3", "payment")));
        Assert.Equal("allow", paid.Json.GetProperty("gates").EnumerateArray()
            .Single(gate => gate.GetProperty("gate").GetString() == "list").GetProperty("outcome").GetString());
    }

    /// <summary>The channel decides what a topic means: a signup that is screened like a payment would let the person in.</summary>
    [Theory]
    [InlineData("signup", "payment")]
    [InlineData("signup", "login")]
    [InlineData("signup", "rescreening")]
    [InlineData("payment", "signup")]
    [InlineData("login", "payment")]
    [InlineData("key_create", "payment")]
    public async Task A_screening_for_another_moment_than_the_decisions_is_refused_with_its_path(string action, string channel)
    {
        var decided = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/decisions",
            new { action, account = "acct_4", screening = Subject("acct_4", channel) }));
        Assert.Equal(400, (int)decided.Status);
        Assert.Contains("$.screening.channel", decided.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signup", true)]
    [InlineData("payment", false)]
    [InlineData("login", false)]
    public async Task A_screening_that_states_no_channel_is_for_the_decisions_moment(string action, bool isLookedAt)
    {
        var screening = new { subject = new { id = "acct_5", type = "individual", name = "Ilse Vandermolenaar", nationalities = new[] { "BE" } } };
        var decided = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/decisions",
            new { action, account = "acct_5", screening }));
        Assert.Equal(200, (int)decided.Status);
        Assert.Equal(isLookedAt, decided.Json.GetProperty("reasons").EnumerateArray()
            .Any(reason => reason.GetProperty("code").GetString() == "screening.review"));
    }
}
