using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Stability;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Risk.Stability;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>Drift in the service: what is stored of subjects moves, one lead is opened, and the log says so; nothing of that where nothing
/// moved or where there is too little.</summary>
public sealed class DriftServiceTests : IDisposable
{
    private const int Accounts = 600;
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Signals_that_come_in_the_last_week_raise_one_lead_and_one_entry_of_the_log_however_often_it_is_looked()
    {
        await LiveAsync(n => Days(-(n % 150))); // As many in each week.
        var stable = await Drift.RunAsync(inPieces: false, default);
        Assert.True(stable is { IsTooLittle: false, Read: Accounts, Unread: 0 } && !stable.Moved.Any(), Text(stable));
        Assert.Equal(0, (await Drift.FindAsync(default)).Count);

        for (var n = 0; n < Accounts; n += 2)
        {
            await ObserveAsync(n, Days(-7), "later");
            await ObserveAsync(n, Days(-7), "later", "identity.verification_failed@1");
        }

        var moved = await Drift.RunAsync(inPieces: false, default);
        Assert.Contains(moved.Moved, line => line.Column == "fraud, points of card_testing");
        Assert.Contains(moved.Moved, line => line.Column == "band of fraud");
        Assert.DoesNotContain(moved.Moved, line => line.Column.Contains("takeover", StringComparison.Ordinal));
        for (var hour = 0; hour < 3; hour++)
        {
            _host.Time.Advance(TimeSpan.FromHours(1));
            await Drift.RunAsync(inPieces: false, default);
        }

        var lead = Assert.Single(await LeadsAsync());
        Assert.Contains("fraud, points of card_testing", lead.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await Drift.FindAsync(default)).Count);
        Assert.Empty((await EnforcementWorld.VerifyAsync(_host)).Faults);

        var partition = new RecordQuery(SealedEvents<object>.Table, DriftService.Name.Partition);
        await _host.Get<IRecordStore>()
            .CommitAsync(partition.Table, partition.Partition, [new RecordOperation.Delete("e000001", "*")], default);
        Assert.NotEmpty((await EnforcementWorld.VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task Two_instances_that_look_at_once_raise_one_lead_and_an_older_report_takes_no_newer_ones_place()
    {
        await LiveAsync(n => n % 2 == 0 ? Days(-7) : Days(-100));
        var other = ActivatorUtilities.CreateInstance<DriftService>(_host.Services);
        var reports = await Task.WhenAll(Drift.RunAsync(inPieces: false, default), other.RunAsync(inPieces: false, default));
        Assert.All(reports, report => Assert.NotEmpty(report.Moved));
        Assert.Single(await LeadsAsync());
        Assert.Equal(1, (await Drift.FindAsync(default)).Count);
        Assert.Equal(reports.Max(one => one.At), (await Drift.LastAsync(default))!.At);
        Assert.False(await Drift.LookAsync(default));
        _host.Time.Advance(TimeSpan.FromHours(24));
        Assert.True(await Drift.LookAsync(default));
    }

    [Fact]
    public async Task What_was_retracted_since_still_stood_before_and_erased_or_merged_subjects_do_not_count()
    {
        await LiveAsync(_ => Days(-33));
        for (var n = 0; n < Accounts; n++)
        {
            var stream = await Streams.FoldedAsync(Account(n), default);
            StreamEvent happened = n < 10 ? StreamEvent.Of(new SubjectErased(OfficerId.System, _host.Time.GetUtcNow(), "asked"))
                : StreamEvent.Of(new SignalRetracted(OfficerId.System, Days(-7), stream.Signals.All.Keys.Single(), "wrong"));
            Assert.True(await Streams.AppendAsync(stream, [happened], [], default));
        }

        var report = await Drift.RunAsync(inPieces: false, default);
        var points = report.Lines.Single(line => line.Column == "fraud, points of card_testing");
        Assert.True(points.IsMoved, Text(report));
        Assert.Equal(1, points.Bins.Single(bin => bin.Label == "0").After, 3);
        Assert.Equal(Accounts - 10, points.AfterCases);
    }

    [Fact]
    public async Task Too_few_subjects_say_nothing_and_a_report_that_another_hand_wrote_is_none()
    {
        await LiveAsync(n => n % 2 == 0 ? Days(-7) : Days(-100), accounts: 60);
        var report = await Drift.RunAsync(inPieces: false, default);
        Assert.True(report.IsTooLittle && !report.Moved.Any());
        Assert.Empty(await LeadsAsync());
        await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, "drift", [new RecordOperation.Put("report", "{}")], default);
        Assert.Null(await Drift.LastAsync(default));
        Assert.True(await Drift.LookAsync(default));
        Assert.NotNull(await Drift.LastAsync(default));
    }

    private DriftService Drift => _host.Get<DriftService>();

    private SubjectStreamStore Streams => _host.Get<SubjectStreamStore>();

    private DateTimeOffset Days(int days) => _host.Time.GetUtcNow().AddDays(days);

    private static SubjectRef Account(int n) => SubjectRef.Account($"d-{n}");

    private async Task<IReadOnlyList<EnforcementCore.Casework.Lead>> LeadsAsync()
        => [.. (await _host.Get<LeadStore>().OpenAsync(100, default)).Where(lead => lead.ExternalId == "risk.drift")];

    /// <summary>Accounts that are half a year old, each with one signal.</summary>
    private async Task LiveAsync(Func<int, DateTimeOffset> observed, int accounts = Accounts)
    {
        for (var n = 0; n < accounts; n++)
        {
            var stream = await Streams.FoldedAsync(Account(n), default);
            Assert.True(await Streams.AppendAsync(stream, [StreamEvent.Of(new SubjectSeen(OfficerId.System, Days(-200), null)),
                StreamEvent.Of(new SubjectSeen(OfficerId.System, Days(0), null))], [], default));
            await ObserveAsync(n, observed(n), "first");
        }
    }

    private async Task ObserveAsync(int n, DateTimeOffset at, string occasion, string type = "payment.failures@1")
    {
        var stream = await Streams.FoldedAsync(Account(n), default);
        var signal = new Signal(Signal.IdOf(Account(n), type, occasion), Account(n), type, "payments", 6, 2500,
            168, at, "test", 4, 100)
        { Ground = "payment.failures", Text = "six failed payments" };
        Assert.True(await Streams.AppendAsync(stream, [StreamEvent.Of(new SignalObserved(OfficerId.System, at, signal))], [], default));
    }

    private static string Text(DriftReport report) => string.Join("\n", report.Lines.Take(5));
}
