using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Alerts.Queue;

public sealed class QueueIndexTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    /// <summary>Two instances write; each one's index must show at every step what a plain reading of the store shows.</summary>
    [Fact]
    public async Task The_index_of_every_instance_shows_what_the_store_holds_ModelBased()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        using var one = new AlertRig(storage.Records, time);
        using var two = new AlertRig(storage.Records, time);
        var random = new Random(11);
        for (var step = 0; step < 300; step++)
        {
            time.Advance(TimeSpan.FromSeconds(random.Next(20) == 0 ? 4000 : random.Next(30)));
            await ActAsync(random.Next(2) == 0 ? one : two, random, step);
            if (step % 3 == 0)
            {
                await CheckAsync(one, time);
                await CheckAsync(two, time);
            }
        }
    }

    [Fact]
    public async Task A_changed_row_moves_in_every_order()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        using var rig = new AlertRig(storage.Records, time);
        for (var i = 0; i < 5; i++)
        {
            await RaiseAsync(rig, i, Decision.Review, 1);
        }

        await rig.Index.AskAsync(content => content.Open().Count, default);
        await RaiseAsync(rig, 3, Decision.Block, 2);
        var first = await rig.Index.AskAsync(content => content.Open()[0].Id, default);
        Assert.Equal(AlertId.FirstOfSubject("acct_3").ToString(), first);
    }

    /// <summary>What comes next is the first that fits behind the alert that is left, in every order, and round once; no more rows are looked
    /// at than that takes.</summary>
    [Fact]
    public async Task The_next_alert_is_the_first_that_fits_behind_the_one_that_is_left_and_no_row_beyond_it_is_read()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        using var rig = new AlertRig(storage.Records, time);
        for (var i = 0; i < 40; i++)
        {
            await RaiseAsync(rig, i, i % 3 == 0 ? Decision.Block : Decision.Review, 1);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var reader = new QueueReader(rig.Index, time);
        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            var (query, all) = (new QueueQuery { Order = order }, await rig.Index.AskAsync(content => content.Open(order).ToList(), default));
            for (var at = 0; at < all.Count; at++)
            {
                var (read, wanted) = (0, all[(at + 5) % all.Count].Id);
                var next = await reader.NextAsync(query, Ana, all[at].Id, row => ++read > 0 && row.Id == wanted, default);
                Assert.Equal((wanted, 5), (next!.Id, read));
            }

            Assert.Null(await reader.NextAsync(query, Ana, all[3].Id, row => row.Id == all[3].Id, default));
        }
    }

    private static async Task CheckAsync(AlertRig rig, ManualTime time)
    {
        var now = time.GetUtcNow();
        foreach (var decided in new[] { false, true })
        {
            var plain = await rig.Queue.ReadAsync(decided, now, default);
            var (shown, newest) =
                await rig.Index.AskAsync(content =>
                ((decided ? content.Decided : content.Open()).ToArray(), content.Open(QueueOrder.Newest).ToArray()), default);
            Assert.Equal(plain.Select(row => (row.Id, row.Version)).Order(), shown.Select(row => (row.Id, row.Version)).Order());
            if (!decided)
            {
                Assert.Equal(plain.OrderBy(row => row.DueAt).ThenByDescending(row => row.Decision).ThenByDescending(row => row.TopScore)
                    .ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Id), shown.Select(row => row.Id));
                Assert.Equal(plain.OrderByDescending(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal)
                    .Select(row => row.Id), newest.Select(row => row.Id));
            }
        }
    }

    private static async Task ActAsync(AlertRig rig, Random random, int step)
    {
        var subject = random.Next(12);
        var id = AlertId.FirstOfSubject($"acct_{subject}");
        switch (random.Next(5))
        {
            case 0 or 1: await RaiseAsync(rig, subject, random.Next(4) == 0 ? Decision.Block : Decision.Review, step + 1); break;
            case 2: await rig.Desk.GiveAsync(id, new AlertCommand.Claim(), Ana, null, default); break;
            case 3:
                await rig.Desk.GiveAsync(id,
                new AlertCommand.RecordDisposition(["subject|us-ofac-sdn:1"], Disposition.FalsePositive, "different_name", "x"), Ana, null,
                default); break;
            default: await rig.Desk.GiveAsync(id, new AlertCommand.Undo(["subject|us-ofac-sdn:1"]), Ana, null, default); break;
        }
    }

    private static Task RaiseAsync(AlertRig rig, int subject, Decision decision, int screening)
    {
        var id = AlertId.FirstOfSubject($"acct_{subject}");
        var finding = new AlertFinding("subject|us-ofac-sdn:1", Gate.List, decision, $"scr_{screening}", $"f{screening % 2}")
        { Entry = ListEntryId.Parse("us-ofac-sdn:1"), Role = "subject", Score = (screening % 7) / 10.0 };
        return rig.Desk.GiveAsync(id, new AlertCommand.Raise(id, $"acct_{subject}", $"scr_{screening}", decision, [finding]),
            Officer.Service, null, default);
    }
}
