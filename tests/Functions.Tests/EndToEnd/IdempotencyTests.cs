using System.Net;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class IdempotencyTests
{
    private const string Body = """{"subject":{"id":"acct_7","name":"Borislav Vranikov Tsankovich"}}""";

    [Fact]
    public async Task The_same_key_and_body_get_the_same_stored_answer()
    {
        await using var service = await RunningService.StartReadyAsync();

        var first = await service.ScreenAsync(Body, "key-1");
        var second = await service.ScreenAsync(Body, "key-1");
        var other = await service.ScreenAsync(Body, "key-2");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal("true", second.Message.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var service = await RunningService.StartReadyAsync();
        await service.ScreenAsync(Body, "key-1");

        var reply = await service.ScreenAsync(Body.Replace("acct_7", "acct_8", StringComparison.Ordinal), "key-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("idempotency_key_reused", reply.Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Concurrent_duplicates_make_one_screening_and_one_alert()
    {
        await using var service = await RunningService.StartReadyAsync();

        for (var round = 0; round < 10; round++)
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.ScreenAsync(Body, $"round-{round}")));

            Assert.Single(replies.Select(reply => reply.Text).Distinct());
            Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        }

        await Eventually.TrueAsync(() => service.Opener.Opened.Count >= 10, "the alerts are opened");
        Assert.Equal(10, service.Opener.Opened.Select(message => message.ScreeningId).Distinct().Count());
    }

    [Fact]
    public async Task A_key_that_cannot_be_one_is_refused()
    {
        await using var service = await RunningService.StartReadyAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await service.ScreenAsync(Body, new string('k', 201))).Status);
    }
}
