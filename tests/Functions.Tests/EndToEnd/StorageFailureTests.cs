using System.Net;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class StorageFailureTests
{
    private const string Clean = """{"subject":{"name":"Quentin Oyelaran"}}""";
    private const string Listed = """{"subject":{"name":"Borislav Vranikov Tsankovich"}}""";

    [Fact]
    public async Task Without_durable_evidence_there_is_no_decision()
    {
        await using var service = await StartAsync();
        var records = RecordsOf(service);

        records.Down = true;
        var during = await service.ScreenAsync(Clean);
        records.Down = false;
        var after = await service.ScreenAsync(Clean);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.Status);
        Assert.NotNull(during.Message.Headers.RetryAfter);
        Assert.Equal("storage_unavailable", during.Json.GetProperty("code").GetString());
        Assert.False(during.Json.TryGetProperty("decision", out _));
        Assert.Equal("allow", after.Decision);
    }

    [Fact]
    public async Task A_lost_confirmation_is_healed_by_the_idempotency_key()
    {
        await using var service = await StartAsync();
        RecordsOf(service).LosesNextConfirmation = true;

        var first = await service.ScreenAsync(Listed, "key-9");
        var again = await service.ScreenAsync(Listed, "key-9");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("true", again.Message.Headers.GetValues("Idempotent-Replayed").Single());
        await Eventually.TrueAsync(() => service.Opener.Opened.Any(message => message.ScreeningId == again.Id),
            "the alert of the unconfirmed screening is opened");
        Assert.Single(service.Opener.Opened);
    }

    [Fact]
    public async Task An_outage_of_the_store_does_not_end_the_process()
    {
        await using var service = await StartAsync();
        var records = RecordsOf(service);

        records.Down = true;
        await Task.Delay(500);
        records.Down = false;
        var reply = await service.ScreenAsync(Listed);

        await Eventually.TrueAsync(() => service.Opener.Opened.Any(message => message.ScreeningId == reply.Id),
            "alerts are opened after the outage");
    }

    private static FailingRecords RecordsOf(RunningService service)
        => (FailingRecords)service.App.Services.GetRequiredService<IRecordStore>();

    private static Task<RunningService> StartAsync() => RunningService.StartReadyAsync(replace: services =>
    {
        services.RemoveAll<IRecordStore>();
        services.AddSingleton<IRecordStore>(provider => new FailingRecords(provider.GetRequiredService<EmbeddedStorage>().Records));
    });
}
