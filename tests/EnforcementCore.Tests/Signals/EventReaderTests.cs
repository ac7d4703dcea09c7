using System.Text.Json;
using Compliance.EnforcementCore.Signals.Events;

namespace Compliance.EnforcementCore.Tests.Signals;

public sealed class EventReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private const string Good =
        """
        {"specversion":"1.0","id":"e-1","source":"/platform","type":"usage.window","subject":"api_key:k1","time":"2026-03-04T09:59:00Z",
         "data":{"account":"a1","end_user":"u1","from":"2026-03-04T09:58:00+00:00","requests":3,"refusals":{"cyber":2}}}
        """;

    [Fact]
    public void An_event_is_read_with_its_subject_its_account_and_its_end_user()
    {
        var (happened, problems) = Read(Good);
        Assert.Empty(problems);
        Assert.Equal(("api_key:k1", "account:a1", "end_user:a1/u1"),
            (happened!.Subject.ToString(), happened.Account.ToString(), happened.EndUser.ToString()));
        Assert.Equal((3, 2), (happened.Number("requests"), happened.Counts("refusals")["cyber"]));
    }

    [Theory]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"", "$.specversion")]
    [InlineData("\"specversion\":\"1.0\",", "", "$.specversion")]
    [InlineData("usage.window", "usage.windows", "$.type")]
    [InlineData("usage.window", "Usage.Window", "$.type")]
    [InlineData("api_key:k1", "device:k1", "$.subject")]
    [InlineData("api_key:k1", "k1", "$.subject")]
    [InlineData("\"subject\":\"api_key:k1\",", "", "$.subject")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"\"", "$.id")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"e\\u202E1\"", "$.id")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"e\\ud800\"", "$.id")]
    [InlineData("\"id\":\"e-1\"", "\"id\":17", "$.id")]
    [InlineData("2026-03-04T09:59:00Z", "2026-03-04T09:59:00", "$.time")]
    [InlineData("2026-03-04T09:59:00Z", "2019-12-31T23:59:59Z", "$.time")]
    [InlineData("2026-03-04T09:59:00Z", "2026-03-04T10:05:01Z", "$.time")]
    [InlineData("2026-03-04T09:59:00Z", "2026-02-30T09:59:00Z", "$.time")]
    [InlineData("\"source\":", "\"sources\":", "$.sources")]
    [InlineData("\"data\":{", "\"datacontenttype\":\"text/xml\",\"data\":{", "$.datacontenttype")]
    [InlineData("\"requests\":3", "\"requests\":-3", "$.data.requests")]
    [InlineData("\"requests\":3", "\"requests\":3.5", "$.data.requests")]
    [InlineData("\"requests\":3", "\"requests\":1e99", "$.data.requests")]
    [InlineData("\"requests\":3", "\"request\":3", "$.data.request")]
    [InlineData("\"requests\":3,", "", "$.data.requests")]
    [InlineData("\"requests\":3", "\"requests\":3,\"requests\":3", "$.data.requests")]
    [InlineData("\"account\":\"a1\"", "\"account\":\"a/1\"", "$.data.account")]
    [InlineData("{\"cyber\":2}", "[1]", "$.data.refusals")]
    [InlineData("{\"cyber\":2}", "{\"cy ber\":2}", "$.data.refusals.(6 characters)")]
    [InlineData("{\"cyber\":2}", "{\"cyber\":\"2\"}", "$.data.refusals.cyber")]
    public void What_is_wrong_is_refused_with_its_path(string part, string instead, string path)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var (happened, problems) = Read(Good.Replace(part, instead, StringComparison.Ordinal));
        Assert.Null(happened);
        Assert.Contains(path, problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_object_is_no_event(string json) => Assert.Single(Read(json).Problems);

    [Fact]
    public void A_card_number_is_not_taken_as_a_fingerprint()
    {
        var (happened, problems) = Read(
            """
            {"specversion":"1.0","id":"e","source":"/p","type":"payment.failed","subject":"account:a1","time":"2026-03-04T09:59:00Z",
             "data":{"payment":"p","amount":100,"currency":"EUR","instrument":"4111111111111111"}}
            """);
        Assert.Null(happened);
        Assert.Equal("$.data.instrument", Assert.Single(problems).Path);
        Assert.DoesNotContain("4111", problems[0].Message);
    }

    [Fact]
    public void An_address_is_kept_as_its_range_only()
    {
        var (happened, _) = Read(
            """
            {"specversion":"1.0","id":"e","source":"/p","type":"account.signed_in","subject":"account:a1","time":"2026-03-04T09:59:00Z",
             "data":{"outcome":"success","ip":"2001:db8:1:2:3:4:5:6"}}
            """);
        Assert.Equal("2001:db8:1:2::/64", happened!.Text("ip"));
    }

    [Fact]
    public void Every_type_has_a_meaning_and_fields_of_its_own_names()
        => Assert.All(EventTypes.All, type =>
        {
            Assert.NotEmpty(type.Meaning);
            Assert.Equal(type.Fields.Count, type.Fields.Select(field => field.Name).Distinct().Count());
            Assert.Same(type, EventTypes.Find(type.Name));
        });

    private static (PlatformEvent? Event, List<EventProblem> Problems) Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var problems = new List<EventProblem>();
        return (EventReader.Read(json.RootElement, "$", Now, problems), problems);
    }
}
