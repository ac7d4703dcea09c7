using System.Net;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// Texts that parse as JSON and cannot be read (bytes that are no UTF-8, half a surrogate pair) failed with 500 where somebody read them:
/// a provider's case whose id held one of them.
/// </summary>
public sealed class UnreadableTextTests
{
    private const string Event = """
        {"specversion":"1.0","id":"e1","source":"/p","type":"account.signed_in","subject":"account:a1","time":"2026-11-30T10:00:00Z",
         "sequence":"1","data":{"outcome":"success","country":"DE","device":"device-1"}}
        """;

    private static readonly (string Path, string Body)[] Bodies =
    [
        ("/api/v1/events", Event),
        ("/api/v1/provider-notices/openai/cases", """{"id":"case_1","entity_identifier":"u1","reason":"r","notice":{"type":"warning"}}"""),
        ("/api/v1/decisions", """{"action":"signup","account":"a1","screening":{"subject":{"id":"a1","name":"Quentin Oyelaran"}}}"""),
        ("/api/v1/screenings", """{"channel":"signup","subject":{"id":"a1","name":"Quentin Oyelaran"}}"""),
        ("/api/v1/standings/acks", """{"subject":"account:a1","surface":"router","version":1}"""),
        ("/api/yente/match/default",
            """{"queries":{"q1":{"id":"i","schema":"Person","properties":{"name":["Quentin"],"x":"y"}}},"weights":{}}"""),
    ];

    /// <summary>Each text of each body, names of fields too, is made unreadable in turn.</summary>
    [Fact]
    public async Task A_text_that_cannot_be_read_is_its_senders_fault_wherever_it_stands()
    {
        await using var service = await RunningService.StartReadyAsync();
        var sent = 0;
        foreach (var (path, body) in Bodies)
        {
            for (var at = body.IndexOf('"', StringComparison.Ordinal); at >= 0; at = body.IndexOf('"', at + 1))
            {
                foreach (var piece in new[] { "\\ud800"u8.ToArray(), "\\udc00x"u8.ToArray(), [0xff], [0xc3] })
                {
                    byte[] bytes = [.. Encoding.UTF8.GetBytes(body[..(at + 1)]), .. piece, .. Encoding.UTF8.GetBytes(body[(at + 1)..])];
                    using var content = new ByteArrayContent(bytes);
                    content.Headers.ContentType = new("application/json");
                    using var answer = await service.Http.PostAsync(path, content);
                    Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path} at {at}: {answer.StatusCode}");
                    sent++;
                }
            }
        }

        Assert.True(sent > 300, $"only {sent} bodies");
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/health/ready")).StatusCode);
    }
}
