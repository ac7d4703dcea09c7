using Compliance.Functions.Events;
using Compliance.Functions.Operations;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A message of the queue of events that fails by a defect, not by the storage, once ended the service: what the pump threw was
/// nobody's, and it came again at each start.</summary>
public sealed class EventQueuePumpTests
{
    [Fact]
    public async Task A_message_that_always_fails_is_set_aside_and_the_one_behind_it_is_handled()
    {
        using var host = new RecordHost();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, host.Time);
        await TamperAsync(host, "account:broken");
        var quarantine = new Quarantine(storage.Records, storage.Queue, host.Time);
        using var pump = new EventQueuePump(storage.Queue, new EventQueueHandler(host.Get<EventReading>()), quarantine, host.Time,
            NullLogger<EventQueuePump>.Instance);
        await storage.Queue.SendAsync(EventQueueHandler.Queue, "m1", Event(host, "e1", "broken"), default);
        await storage.Queue.SendAsync(EventQueueHandler.Queue, "m2", Event(host, "e2", "whole"), default);
        for (var round = 0; round < 8; round++)
        {
            await pump.PumpOnceAsync(default);
            host.Time.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal(0, (await storage.Queue.DepthAsync(EventQueueHandler.Queue, default)).Waiting);
        Assert.Contains("InvalidDataException", Assert.Single(await quarantine.AllAsync(default)).Reason, StringComparison.Ordinal);
        Assert.True((await host.Get<Functions.Enforcement.SubjectStreamStore>()
            .FindAsync(EnforcementCore.Subjects.SubjectRef.Account("whole"), default)).Subject.IsKnown);
    }

    private static Task TamperAsync(RecordHost host, string subject) => host.Get<IRecordStore>().CommitAsync(
        Functions.Enforcement.EnforcementRows.Table, EnforcementCore.Subjects.SubjectRef.Parse(subject).Key,
        [new RecordOperation.Put(Functions.Enforcement.EnforcementRows.Head, $$"""{"subject":"{{subject}}","version":7}""")], default);

    private static string Event(RecordHost host, string id, string account) =>
        $$"""
        {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"account.signed_in","subject":"account:{{account}}",
         "time":"{{host.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}","data":{"outcome":"success"} }
        """;
}
