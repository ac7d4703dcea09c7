using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Alerts.Opening;

public sealed class AlertQueuePumpTests
{
    private static readonly string Id = ScreeningId.Create(DateTimeOffset.UnixEpoch, Shard.OfNumber(3));
    private static readonly string Message =
        $$"""{"screeningId":"{{Id}}","subjectId":null,"decision":"review","decidedAt":"2026-11-22T00:00:00+00:00"}""";

    [Fact]
    public async Task A_message_that_fails_five_times_lies_with_the_dead_letters()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(DateTimeOffset.UnixEpoch.AddYears(56));
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        var opener = new RecordingOpener { Fails = _ => true };
        using var pump = PumpOf(storage, opener, time);
        await storage.Queue.SendAsync(AlertMessage.Queue, Id, Message, CancellationToken.None);

        for (var i = 0; i < 10; i++)
        {
            await pump.PumpOnceAsync(CancellationToken.None);
            time.Advance(TimeSpan.FromMinutes(2));
        }

        var depth = await storage.Queue.DepthAsync(AlertMessage.Queue, CancellationToken.None);
        Assert.Equal(5, opener.Calls);
        Assert.Equal((0, 1), (depth.Waiting, depth.Dead));
    }

    [Fact]
    public async Task A_message_that_fails_once_is_opened_the_next_time()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(DateTimeOffset.UnixEpoch.AddYears(56));
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        var opener = new RecordingOpener();
        opener.Fails = _ => opener.Calls == 1;
        using var pump = PumpOf(storage, opener, time);
        await storage.Queue.SendAsync(AlertMessage.Queue, Id, Message, CancellationToken.None);

        await pump.PumpOnceAsync(CancellationToken.None);
        Assert.Equal(0, await pump.PumpOnceAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(2));
        await pump.PumpOnceAsync(CancellationToken.None);

        Assert.Equal(Id, Assert.Single(opener.Opened).ScreeningId);
        Assert.Equal(0, (await storage.Queue.DepthAsync(AlertMessage.Queue, CancellationToken.None)).Waiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"screeningId":"../x","decision":"review","decidedAt":"2026-11-22T00:00:00+00:00"}""")]
    public async Task What_is_no_alert_message_goes_to_the_dead_letters_at_once(string body)
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var opener = new RecordingOpener();
        using var pump = PumpOf(storage, opener, TimeProvider.System);
        await storage.Queue.SendAsync(AlertMessage.Queue, "m1", body, CancellationToken.None);

        await pump.PumpOnceAsync(CancellationToken.None);

        Assert.Equal(0, opener.Calls);
        Assert.Equal(1, (await storage.Queue.DepthAsync(AlertMessage.Queue, CancellationToken.None)).Dead);
    }

    private static AlertQueuePump PumpOf(EmbeddedStorage storage, RecordingOpener opener, TimeProvider time) =>
        new(storage.Queue, new AlertQueueHandler(opener, time), new QueueSignal(), time, NullLogger<AlertQueuePump>.Instance);
}
