using Compliance.Functions.Alerts;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Alerts;

public sealed class WorkMeasuresTests
{
    private const string Key = "subject|us-ofac-sdn:1";
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Approver);

    /// <summary>The second implementation reads nothing but events.</summary>
    [Fact]
    public async Task Every_measure_is_what_the_events_say_ModelBased()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        using var rig = new AlertRig(storage.Records, time);
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            time.Advance(TimeSpan.FromHours(random.Next(1, 14)));
            await WorkAsync(rig, i, random);
        }

        var now = time.GetUtcNow();
        var measures = await rig.Index.AskAsync(content => WorkMeasures.Of(content.Open(), content.Decided, now), default);
        var files = new List<AlertFile>();
        for (var i = 0; i < 60; i++)
        {
            files.Add((await rig.Store.FindAsync(AlertId.FirstOfSubject($"acct_{i}"), default))!);
        }

        var ends = files.Select(file => (File: file, End: EndOf(file))).ToList();
        var open = ends.Where(one => one.End is null).ToList();
        var decided = ends.Where(one => one.End is { } end && DayOf(end.At) >= DayOf(now).AddDays(-29)).ToList();
        Assert.Equal((open.Count, decided.Count), (measures.Open, measures.Decided));
        Assert.Equal(open.Count(one => (now - one.File.Events[0].At).TotalDays >= 31), measures.OpenByAge[3]);
        Assert.Equal(open.Count, measures.OpenByAge.Sum());
        Assert.Equal(ends.Sum(one => one.File.Events.Count(happened => happened is DispositionRejected)), measures.SentBack);
        var hours = decided.Select(one => (one.End!.At - one.File.Events[0].At).TotalHours).Order().ToList();
        Assert.Equal(hours[(int)Math.Ceiling(hours.Count / 2.0) - 1], measures.HoursToDecide!.Value.Median, 9);
        var results = decided.Select(one => one.File.Events.OfType<DispositionRecorded>().Last().Disposition).ToList();
        var source = Assert.Single(measures.Results);
        Assert.Equal((results.Count(one => one == Disposition.FalsePositive), results.Count(one => one == Disposition.TrueMatch)),
            (source.FalsePositives, source.TrueMatches));
        Assert.Equal(decided.Count, measures.ByDay.Sum(day => day.Decided));
        Assert.Equal(files.Count(file => DayOf(file.Events[0].At) >= DayOf(now).AddDays(-29)), measures.ByDay.Sum(day => day.Opened));
    }

    /// <summary>The event that ended an alert: a verdict that counts at once, or the approval of one.</summary>
    private static AlertEvent? EndOf(AlertFile file)
        => file.Events.LastOrDefault(happened => happened is DispositionApproved or DispositionRejected or DispositionRecorded) switch
        {
            DispositionApproved approved => approved,
            DispositionRecorded { NeedsApproval: false } recorded => recorded,
            _ => null,
        };

    private static async Task WorkAsync(AlertRig rig, int number, Random random)
    {
        var id = AlertId.FirstOfSubject($"acct_{number}");
        var finding = new AlertFinding(Key, Gate.List, Decision.Review, "scr_1", "f")
        { Entry = ListEntryId.Parse("us-ofac-sdn:1"), Role = "subject", Score = 0.9 };
        await rig.Desk.GiveAsync(id, new AlertCommand.Raise(id, $"acct_{number}", "scr_1", Decision.Review, [finding]), Officer.Service,
            null, default);
        var older = AlertId.FirstOfSubject($"acct_{random.Next(number + 1)}");
        await rig.Desk.GiveAsync(older, new AlertCommand.Claim(), Ana, null, default);
        if (random.Next(4) == 0)
        {
            return;
        }

        var match = random.Next(3) == 0;
        await rig.Desk.GiveAsync(older,
            new AlertCommand.RecordDisposition([Key], match ? Disposition.TrueMatch : Disposition.FalsePositive, match ? "same_identifier"
            : "different_name", "x"), Ana, null, default);
        if (match && random.Next(3) > 0)
        {
            await rig.Desk.GiveAsync(older, random.Next(2) == 0 ? new AlertCommand.Approve([Key], "")
                : new AlertCommand.Reject([Key], "x"), Ben, null, default);
        }
    }

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
