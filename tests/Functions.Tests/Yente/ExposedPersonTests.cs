using System.Net.Http.Json;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Yente;

/// <summary>An exposed person at the doors of the service: proof at signup, nothing in the way of a payment, and the reason on the
/// alert.</summary>
public sealed class ExposedPersonTests(YenteService yente) : IClassFixture<YenteService>
{
    private static object Subject(string id, string channel) => new
    {
        channel,
        subject = new { id, type = "individual", name = "Ilse Vandermolenaar", nationalities = new[] { "BE" } },
    };

    [Fact]
    public async Task A_signup_is_challenged_and_raises_an_alert_that_says_so_and_a_payment_goes_on()
    {
        var screened = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/screenings", Subject("acct_1", "signup")));
        Assert.Contains("list.topic_step_up", screened.Text, StringComparison.Ordinal);
        Assert.Contains("a politically exposed person", screened.Text, StringComparison.Ordinal);
        var decided = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/decisions",
            new { action = "signup", account = "acct_2", screening = Subject("acct_2", "signup") }));
        Assert.Contains(decided.Json.GetProperty("reasons").EnumerateArray(),
            reason => reason.GetProperty("code").GetString() == "screening.step_up"
                && reason.GetProperty("decision").GetString() == "challenge");
        var paid = await Reply.OfAsync(await yente.Service.Http.PostAsJsonAsync("/api/v1/screenings", Subject("acct_3", "payment")));
        Assert.Equal("allow", paid.Json.GetProperty("gates").EnumerateArray()
            .Single(gate => gate.GetProperty("gate").GetString() == "list").GetProperty("outcome").GetString());
    }
}
