using System.Globalization;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>A learned model in the service: published by two, it observes a signal of its own and takes nothing.</summary>
public sealed class LearnedSignalTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_published_model_says_what_it_makes_of_an_account_and_the_ladder_takes_nothing_on_it_alone()
    {
        await LadderWorld.ActAsync(_host);
        var row = Row();
        var model = RiskModelCodec.Default with
        {
            Name = "learned",
            Learned = [row],
            Harms = [.. RiskModelCodec.Default.Harms.Select(one => one.Harm == RiskHarm.Fraud
                ? one with { Expected = one.Expected.Add("learned"), Bands = [-4500, -4000, 0, 2197] } : one)],
        };
        await GiveAsync((one, at) => RiskModelDecider.Draft(one, RiskModelCodec.Write(model), null, LadderWorld.Pia, at), LadderWorld.Pia);
        await GiveAsync((one, at) => RiskModelDecider.Propose(one, 1, null, LadderWorld.Pia, at), LadderWorld.Pia);
        await PaymentsAsync("a", 2);
        Assert.DoesNotContain((await StreamAsync()).Signals.Standing, one => RiskLearnedRow.IsLearned(one.Type));
        await GiveAsync((one, at) => RiskModelDecider.Publish(one, 1, null, Ben, at), Ben);
        _host.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Contains("learned", await MissingAsync());
        await PaymentsAsync("b", 2); // Too few for the detectors; the model has seen what they come to.
        var said = (await StreamAsync()).Signals.Standing.Where(one => RiskLearnedRow.IsLearned(one.Type)).ToList();
        Assert.NotEmpty(said);
        Assert.All(said, one => Assert.Equal((row.Type, "learned", row.Ground), (one.Type, one.Group, one.Ground)));
        Assert.Contains("payment.failed", said[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("learned", await MissingAsync());
        var scored = await _host.Get<RiskService>().AssessAsync(Account, _host.Time.GetUtcNow(), default);
        var fraud = scored.Assessment.Of(RiskHarm.Fraud);
        Assert.Contains(fraud.Contributions, part => part.Type == row.Type && part.Points > 0);
        Assert.True(fraud.Band >= 1);
        Assert.Equal(0, await _host.Get<LadderWork>().RunAsync(default));
        Assert.Empty((await StreamAsync()).Actions.Actions);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private async Task<IEnumerable<string>> MissingAsync()
        => (await _host.Get<RiskService>().AssessAsync(Account, _host.Time.GetUtcNow(), default)).Assessment.Of(RiskHarm.Fraud).Missing;

    private Task<SubjectStream> StreamAsync() => _host.Get<SubjectStreamStore>().FoldedAsync(Account, default);

    private Task PaymentsAsync(string name, int count) => TakeAsync(_host, [.. Enumerable.Range(0, count).Select(n => LadderWorld.Event(
        _host, Account, $"{name}{n}", "payment.failed", $$"""{"payment":"{{name}}{{n}}","amount":1,"currency":"EUR"}"""))]);

    private async Task GiveAsync(Func<RiskModelRegistry, DateTimeOffset, EnforcementCore.Subjects.CommandResult<RiskModelEvent>> decide,
        ScreeningCore.Review.Officer officer) => Assert.Null((await _host.Get<RiskModels>().GiveAsync(decide, officer, default)).Refusal);

    /// <summary>Learned from accounts of which those with two failed payments or more within a day were fraud.</summary>
    private static RiskLearnedRow Row()
    {
        var random = new Random(7);
        var failures = Enumerable.Range(0, 300).Select(_ => random.Next(5)).ToArray();
        string[][] columns = [.. LearnedFeatures.Names.Select(name => failures.Select(one => (name == "payment.failed 24h" ? one
            : random.Next(2)).ToString(CultureInfo.InvariantCulture)).ToArray())];
        var table = new TextTable(LearnedFeatures.Names, columns);
        var learned = ModelFitting.Fit(new TrainingRows(table, [.. failures.Select(one => one >= 2 && random.Next(5) > 0)],
            FeatureTable.Of(table, "none")), 1, null, small: true);
        return new RiskLearnedRow(RiskHarm.Fraud, "learned", "payment.failures", 168, new LearnedEvidence(300, 0.9, 0.8, 0.02, 0.2, 0.01,
            "fraud = 1"), LearnedModelCodec.Pack(learned));
    }
}
