using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Comparison;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Risk.Comparison;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>Two versions over the service's own log: decisions that were kept are scored by both as of their moment, beside what people
/// then did; a version that is shown to be worse is not published.</summary>
public sealed class RiskComparisonTests : IDisposable
{
    private const int Accounts = 144;
    private const string Stolen = "payment.failures@1";
    private const string Harmless = "payment.instruments@1";
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_version_that_no_longer_sees_what_people_acted_on_is_shown_to_be_worse_and_refused_and_going_back_never_is()
    {
        await PublishAsync(1, RiskModelCodec.Default with { Name = "kept", ReviewPermille = 1 });
        await LiveAsync();
        _host.Time.Advance(TimeSpan.FromDays(50));
        var worse = await DraftAsync(RiskModelCodec.Default with { Name = "worse", ReviewPermille = 1, Signals = Blind() });
        Assert.Null(await GiveAsync(one => RiskModelDecider.Propose(one, worse, null, LadderWorld.Pia, Now), LadderWorld.Pia));
        var refusal = await PublishAsync(worse);
        Assert.Contains("ranks fraud worse", refusal!.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await Models.FindAsync(default)).ActiveAt(Now).Number);

        var found = (await Comparison.ForPublishingAsync(worse, default))!;
        Assert.True(Same(found, await Comparison.ForPublishingAsync(worse, default))); // Kept, not found again.
        var fraud = found.Harms.Single(one => one.Harm == RiskHarm.Fraud);
        Assert.True(fraud is { Cases: Accounts, Positives: Accounts / 4, Verdict: ComparisonVerdict.Worse }, fraud.ToString());
        Assert.True(found.Whole && found.Read == Accounts && found.Waiting == 0);
        Assert.All(found.Harms.Where(one => one.Harm != RiskHarm.Fraud), one => Assert.Equal(ComparisonVerdict.Same, one.Verdict));
        Assert.Null(await Comparison.ForPublishingAsync(1, default)); // It scored before.
        Assert.Equal(0, (await Models.FindAsync(default)).Published.Count(one => one.Version == worse));
    }

    [Fact]
    public async Task Outcomes_that_are_not_known_yet_wait_and_whoever_publishes_is_told_that_they_do_not_suffice()
    {
        await PublishAsync(1, RiskModelCodec.Default with { Name = "kept", ReviewPermille = 1 });
        await LiveAsync();
        var draft = await DraftAsync(RiskModelCodec.Default with { Name = "blind", ReviewPermille = 1, Signals = Blind() });
        var (found, shown) = await Comparison.RunAsync((await Models.FindAsync(default)).Find(draft)!, 1000, default);
        Assert.Equal((Accounts, 0), (found.Waiting, found.Harms.Length));
        Assert.Contains("Too few outcomes", found.Said, StringComparison.Ordinal);
        Assert.True(found.Moved > 0 && shown.Count > 0);
        Assert.Equal(found.Read, found.Bands.Sum());
        Assert.False((await Comparison.RunAsync((await Models.FindAsync(default)).Find(draft)!, 50, default)).Found.Whole);
        Assert.Null(await GiveAsync(one => RiskModelDecider.Propose(one, draft, null, LadderWorld.Pia, Now), LadderWorld.Pia));
        Assert.Null(await PublishAsync(draft));
        Assert.Contains("Too few outcomes", (await Models.FindAsync(default)).Published[^1].Compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_found_a_day_ago_of_another_pair_or_written_by_another_hand_does_not_count()
    {
        var draft = await DraftAsync(RiskModelCodec.Default with { Name = "other" });
        var version = (await Models.FindAsync(default)).Find(draft)!;
        await Comparison.RunAsync(version, 1000, default);
        Assert.NotNull(await Comparison.FindAsync(await Models.FindAsync(default), version, default));
        _host.Time.Advance(TimeSpan.FromHours(25));
        Assert.Null(await Comparison.FindAsync(await Models.FindAsync(default), version, default));
        await Comparison.RunAsync(version, 1000, default);
        await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, "comparisons", [new RecordOperation.Put(version.Hash, "{}")],
            default);
        Assert.Null(await Comparison.FindAsync(await Models.FindAsync(default), version, default));
    }

    private RiskComparison Comparison => _host.Get<RiskComparison>();

    private RiskModels Models => _host.Get<RiskModels>();

    private DateTimeOffset Now => _host.Time.GetUtcNow();

    private static bool Same(ModelComparison? one, ModelComparison? other)
        => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

    private static ImmutableArray<RiskSignalRow> Blind() => [.. RiskModelCodec.Default.Signals.Select(row => row.Type == Stolen
        ? row with { WeightMilli = -500 } : row)];

    /// <summary>A quarter with the signal that people then act on, the others with one that comes to nothing; all of them went to a
    /// person.</summary>
    private async Task LiveAsync()
    {
        var (streams, seal) = (_host.Get<SubjectStreamStore>(), _host.Get<RowSeal>());
        for (var n = 0; n < Accounts; n++)
        {
            var (account, bad) = (SubjectRef.Account($"k-{n}"), n % 4 == 0);
            var signal =
                new Signal(Signal.IdOf(account, "s", "1"), account, bad ? Stolen : Harmless, "payments", 6, 2500, 168, Now, "test", 4,
                bad ? 100 : 20 + (n % 60))
                { Ground = "payment.failures" };
            Assert.True(await streams.AppendAsync(await streams.FoldedAsync(account, default),
                [StreamEvent.Of(new SubjectSeen(OfficerId.System, Now, null)),
                    StreamEvent.Of(new SignalObserved(OfficerId.System, Now, signal))],
                [], default));
            var row = EnforcementRows.Samples + Now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, account.Key, [new RecordOperation.Insert(row, seal.Protect(
                EnforcementRows.Table, $"{account.Key}/{row}", JsonSerializer.Serialize(new DecisionSample(Now, "review", 1, "",
                    [.. Enumerable.Repeat("0", LearnedFeatures.Names.Length)]), EnforcementCodec.Options)))], default);
        }

        _host.Time.Advance(TimeSpan.FromHours(1));
        for (var n = 0; n < Accounts; n += 4)
        {
            var account = SubjectRef.Account($"k-{n}");
            await DoneAsync(_host, account, new ActionCommand.Propose(Action(_host, account, Rung.Challenge, $"{n}") with
            {
                Grounds = [new ActionGround("payment.failures", "row", new string('a', 64), null)],
            }), n % 8 == 0 ? Ana : Ben);
        }
    }

    private async Task PublishAsync(int number, RiskModel model)
    {
        Assert.Equal(number, await DraftAsync(model));
        Assert.Null(await GiveAsync(one => RiskModelDecider.Propose(one, number, null, LadderWorld.Pia, Now), LadderWorld.Pia));
        Assert.Null(await PublishAsync(number));
    }

    private async Task<int> DraftAsync(RiskModel model)
    {
        Assert.Null(await GiveAsync(one => RiskModelDecider.Draft(one, RiskModelCodec.Write(model), null, LadderWorld.Pia, Now),
            LadderWorld.Pia));
        return (await Models.FindAsync(default)).Versions.Length - 1;
    }

    /// <summary>As the API and the page do.</summary>
    private async Task<Refusal?> PublishAsync(int number) => (await Models.GiveAsync(
        await HttpRiskModels.CommandOfAsync("publish", number, null, null, Ben, Comparison, default), Ben, default)).Refusal;

    private async Task<Refusal?> GiveAsync(Func<RiskModelRegistry, CommandResult<RiskModelEvent>> command, Officer officer)
        => (await Models.GiveAsync((one, _) => command(one), officer, default)).Refusal;
}
