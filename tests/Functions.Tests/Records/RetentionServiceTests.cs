using System.Globalization;
using System.Text;
using Compliance.Functions.Alerts;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Export;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Records;

/// <summary>Two clocks: what the law keeps is kept, and what nothing keeps is gone, from the file on the disk too, while the record still
/// verifies.</summary>
public sealed class RetentionServiceTests : IDisposable
{
    private static readonly Officer Ben = RecordHost.Approver("ben");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_allowed_screening_is_erased_when_the_person_asks_and_the_record_still_verifies()
    {
        var id = await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        var kept = await _host.ScreenAsync("acct_2", InventedLists.Unlisted);
        var run = await _host.EraseAsync("acct_1");
        Assert.Equal(id, Assert.Single(run.Erased));
        Assert.Null(await _host.Get<ScreeningStore>().FindAsync(id, default));
        Assert.NotNull(await _host.Get<ScreeningStore>().FindAsync(kept, default));
        var verified = await _host.Get<RecordVerification>().VerifyAsync(seal: true, default);
        Assert.Equal((1, 0), ((int)verified.Erased, verified.Faults.Length));
    }

    /// <summary>One list that could not be read kept decisions about routes from being pruned for as long as it was so.</summary>
    [Fact]
    public async Task A_step_of_retention_that_fails_stops_no_other_and_the_run_has_failed()
    {
        var taken = new List<int>();
        Func<CancellationToken, Task<string>> Step(int number, bool fails) => _ =>
        {
            taken.Add(number);
            return fails ? throw new IOException("away") : Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{number}."));
        };
        var failure = await Assert.ThrowsAsync<AggregateException>(() => RetentionRun.EachAsync([Step(1, true), Step(2, false),
            Step(3, true), Step(4, false)], NullLogger.Instance, default));
        Assert.Equal((4, 2), (taken.Count, failure.InnerExceptions.Count));
        Assert.Equal("1. 2.", await RetentionRun.EachAsync([Step(1, false), Step(2, false)], NullLogger.Instance, default));
        Assert.StartsWith("Nothing was purged", await _host.Get<RetentionRun>().RunAsync(default), StringComparison.Ordinal);
        await _host.LiveAsync(TimeSpan.FromDays(30));
        Assert.Contains("0 decisions about routes", await _host.Get<RetentionRun>().RunAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_erased_is_not_found_anywhere_in_the_store_s_files()
    {
        const string Name = "Quirinalda Zwetschkenbaum";
        await _host.ScreenAsync("acct_1", Name);
        await _host.ScreenAsync("acct_2", InventedLists.Unlisted);
        Assert.True(Holds(Name));
        await _host.EraseAsync("acct_1");
        Assert.False(Holds(Name));

        bool Holds(string text)
        {
            _host.Reopen(); // Closing copies the write-ahead log into the file and removes it.
            _host.Services.Dispose();
            var found = Directory.EnumerateFiles(Path.GetDirectoryName(_host.DatabaseFile)!, "*", SearchOption.AllDirectories)
                .Any(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.Ordinal));
            _host.Reopen();
            return found;
        }
    }

    [Fact]
    public async Task A_review_is_kept_ten_years_against_the_person_s_wish_and_the_rule_is_named()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        var run = await _host.EraseAsync("acct_1");
        Assert.Empty(run.Erased);
        Assert.Contains("501.601", Assert.Single(run.Kept).Why, StringComparison.Ordinal);
        Assert.Equal(_host.Time.GetUtcNow().AddYears(10), run.Kept[0].Until);
    }

    [Fact]
    public async Task After_ten_years_the_purge_erases_screenings_and_closed_alerts_and_leaves_the_rest()
    {
        var old = await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.DecideAsync("acct_1", Disposition.FalsePositive, "different_name");
        var open = await _host.ScreenAsync("acct_2", InventedLists.Listed);
        await _host.LiveAsync(TimeSpan.FromDays(366 * 10));
        var fresh = await _host.ScreenAsync("acct_3", InventedLists.Listed);
        var look = await _host.Get<RetentionService>().PurgeAsync(onlyLook: true, default);
        Assert.Equal(old, Assert.Single(look.Erased));
        Assert.Equal(("An alert of it is open.", open), (Assert.Single(look.Kept).Why, look.Kept[0].Id));
        Assert.NotNull(await _host.Get<ScreeningStore>().FindAsync(old, default));
        var run = await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default);
        Assert.Equal(AlertId.FirstOfSubject("acct_1").ToString(), Assert.Single(run.Alerts));
        Assert.Null(await _host.Get<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_1"), default));
        // Still open: an alert is decided before it goes.
        Assert.NotNull(await _host.Get<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_2"), default));
        Assert.NotNull(await _host.Get<ScreeningStore>().FindAsync(fresh, default));
        Assert.Empty((await _host.Get<RecordVerification>().VerifyAsync(seal: true, default)).Faults);
        Assert.Empty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        Assert.NotNull(await _host.Get<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_1").Next(), default));
    }

    [Fact]
    public async Task A_hold_keeps_everything_until_it_is_released_and_both_are_acts_of_the_log()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        var holds = _host.Get<LegalHolds>();
        Assert.True(await holds.PlaceAsync("acct_1", "case 4711", Ben, default));
        Assert.False(await holds.PlaceAsync("acct_1", "again", Ben, default));
        await _host.LiveAsync(TimeSpan.FromDays(366 * 12));
        Assert.Contains("case 4711",
            Assert.Single((await _host.EraseAsync("acct_1")).Kept)
            .Why, StringComparison.Ordinal);
        Assert.Empty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        var key = AlertId.FirstOfSubject("acct_1").SubjectKey;
        Assert.IsType<TwoPersonResult.Proposed>(await holds.ReleaseAsync(key, "settled", Ben, default));
        Assert.IsType<TwoPersonResult.Refused>(await holds.ReleaseAsync(key, "settled", Ben, default));
        Assert.NotNull(await holds.FindAsync(key, default));
        Assert.IsType<TwoPersonResult.Done>(await holds.ReleaseAsync(key, "settled", RecordHost.Approver("eve"), default));
        Assert.Single((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        var log = _host.Get<AuditLog>();
        await _host.Get<LogSealer>().SealAsync(default);
        var acts = new List<string>();
        foreach (var sequence in await log.AboutAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default))
        {
            acts.Add((await log.FindAsync(sequence, default))!.Act);
        }

        Assert.Contains(RecordActs.HoldPlaced, acts);
        Assert.Contains(RecordActs.HoldReleased, acts);
        Assert.Contains(RecordActs.PayloadErased, acts);
    }

    [Fact]
    public async Task Blocked_property_keeps_its_records_until_ten_years_after_its_release()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed, "1961-04-17");
        await _host.DecideAsync("acct_1", Disposition.TrueMatch, "same_name_and_birth_date");
        var reports = _host.Get<PropertyReports>();
        var packet = Assert.Single(await reports.AllAsync(default), one => one.Occasion.Kind == PropertyReportKind.Blocked
            && one.Occasion.Entry.Key.Length > 0);
        await _host.LiveAsync(TimeSpan.FromDays(366 * 12));
        Assert.Empty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        await reports.RecordAsync(packet.Occasion.Id,
            new PropertyReleased(Ben.Id, _host.Time.GetUtcNow(), DateOnly.FromDateTime(_host.Time.GetUtcNow().UtcDateTime), "licence"),
            Ben, default);
        await _host.LiveAsync(TimeSpan.FromDays(366 * 9));
        Assert.Empty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        await _host.LiveAsync(TimeSpan.FromDays(366 * 2));
        Assert.NotEmpty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
    }

    [Fact]
    public async Task An_export_after_an_erasure_shows_the_act_and_no_word_of_what_was_there()
    {
        const string Name = "Quirinalda Zwetschkenbaum";
        await _host.ScreenAsync("acct_1", Name);
        await _host.Get<LogCheckpoints>().MakeAsync(default);
        await _host.EraseAsync("acct_1");
        var bundle = (await _host.Get<EvidenceExport>().MakeAsync(ExportKind.Subject, "acct_1", null, "auditor", default))!;
        var text = Encoding.UTF8.GetString(bundle.Zip);
        Assert.Contains(RecordActs.PayloadErased, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_whose_screening_was_erased_is_refused_and_not_answered_anew()
    {
        var desk = _host.Get<Functions.Screening.ScreeningService>();
        var key = IdempotencyKey.Of("tests", "k1", "body"u8);
        var request = new ScreeningCore.Screening.ScreeningRequest { Subject = new() { Id = "acct_1", Name = InventedLists.Unlisted } };
        Assert.IsType<Functions.Screening.ScreeningReply.Answered>(
            await desk.ScreenAsync(request, new Functions.Screening.ScreeningCall("tests", key), default));
        await _host.EraseAsync("acct_1");
        Assert.IsType<Functions.Screening.ScreeningReply.KeyReused>(
            await desk.ScreenAsync(request, new Functions.Screening.ScreeningCall("tests", key), default));
    }

    [Fact]
    public async Task The_commands_hold_release_and_erase()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        Assert.Equal(0, (await _host.RunAsync("audit", "hold", "acct_1", "--reason", "case", "--by", "ben")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "erase", "acct_1", "--reason", "request", "--by", "ben")).Code);
        Assert.NotEqual(0, (await _host.RunAsync("audit", "erase", "acct_1", "--reason", "request", "--by", "ben")).Code);
        Assert.Equal(3, (await _host.RunAsync("audit", "erase", "acct_1", "--reason", "request", "--by", "eve")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "release", "acct_1", "--reason", "over", "--by", "ben")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "release", "acct_1", "--reason", "over", "--by", "eve")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "erase", "acct_1", "--reason", "request", "--by", "ben")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "erase", "acct_1", "--reason", "request", "--by", "eve")).Code);
        Assert.Equal(0, (await _host.RunAsync("audit", "verify")).Code);
    }
}
