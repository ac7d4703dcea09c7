using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>Decisions that are kept to learn from: what goes to a person, and a drawn share of what does not, with its chance.</summary>
public sealed class DecisionSampleTests : IDisposable
{
    private const int Accounts = 300;
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_share_that_two_people_set_is_drawn_once_a_day_and_looked_at_and_what_goes_to_a_person_is_kept_whole()
    {
        await TakeAsync(_host, [.. Enumerable.Range(0, Accounts).Select(n => LadderWorld.Event(_host, SubjectRef.Account($"s-{n}"), $"p{n}",
            "payment.captured", """{"payment":"p","amount":1,"currency":"EUR"}"""))]);
        await NoteAllAsync(Verdict.Allow);
        Assert.Empty(await AllAsync());

        await ShareAsync(100);
        _host.Time.Advance(TimeSpan.FromSeconds(6));
        await NoteAllAsync(Verdict.Allow);
        var drawn = await AllAsync();
        Assert.InRange(drawn.Count, 10, 60); // 1 in 10 of 300.
        Assert.All(drawn, one => Assert.Equal(("allow", 0.1, LearnedFeatures.Names.Length), (one.Verdict, one.Chance, one.Values.Length)));
        Assert.All(drawn, one => Assert.Equal("1", one.Values[LearnedFeatures.Names.IndexOf("payment.captured 24h")]));
        Assert.Equal(drawn.Count, (await _host.Get<LeadStore>().OpenAsync(1000, default)).Count(lead => lead.Surface == "random"));
        _host.Reopen();
        await NoteAllAsync(Verdict.Allow);
        Assert.Equal(drawn.Count, (await AllAsync()).Count);
        _host.Time.Advance(TimeSpan.FromDays(1));
        await NoteAllAsync(Verdict.Challenge);
        Assert.Equal(drawn.Count, (await AllAsync()).Count);
        await NoteAllAsync(Verdict.Review);
        Assert.Equal(Accounts, (await AllAsync()).Count(one => one is { Chance: 1, Lead: "" }));
    }

    [Fact]
    public async Task A_sample_that_another_hand_wrote_is_left_out_and_an_erased_one_is_gone()
    {
        await TakeAsync(_host, Usage(_host, "e1"));
        await ShareAsync(100);
        _host.Time.Advance(TimeSpan.FromSeconds(6));
        await NoteAsync(Account, Verdict.Review);
        await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, Account.Key, [new RecordOperation.Insert("x20261201",
            """{"at":"2026-12-01T00:00:00Z","verdict":"allow","chance":1,"lead":"","values":[]}""")], default);
        Assert.Single(await _host.Get<DecisionSamples>().ReadAsync(Account, default));
        Assert.Null(await _host.Get<SubjectErasure>()
            .EraseAsync(Account, "Asked for.", Officer.Service with { Role = OfficerRole.Approver },
            default));
        Assert.Empty(await _host.Get<DecisionSamples>().ReadAsync(Account, default));
    }

    private async Task NoteAllAsync(Verdict verdict)
    {
        for (var n = 0; n < Accounts; n++)
        {
            await NoteAsync(SubjectRef.Account($"s-{n}"), verdict);
        }
    }

    private async Task NoteAsync(SubjectRef account, Verdict verdict) => await _host.Get<DecisionSamples>().NoteAsync(
        await _host.Get<SubjectStreamStore>().FoldedAsync(account, default), verdict, _host.Time.GetUtcNow(), default);

    private async Task<List<DecisionSample>> AllAsync()
    {
        var all = new List<DecisionSample>();
        for (var n = 0; n < Accounts; n++)
        {
            all.AddRange(await _host.Get<DecisionSamples>().ReadAsync(SubjectRef.Account($"s-{n}"), default));
        }

        return all;
    }

    private async Task ShareAsync(int permille)
    {
        var text = RiskModelCodec.Write(RiskModelCodec.Default with { Name = "sampled", ReviewPermille = permille });
        var (models, pia) = (_host.Get<RiskModels>(), LadderWorld.Pia);
        Assert.Null((await models.GiveAsync((one, at) => RiskModelDecider.Draft(one, text, null, pia, at), pia, default)).Refusal);
        Assert.Null((await models.GiveAsync((one, at) => RiskModelDecider.Propose(one, 1, null, pia, at), pia, default)).Refusal);
        Assert.Null((await models.GiveAsync((one, at) => RiskModelDecider.Publish(one, 1, null, Ben, at), Ben, default)).Refusal);
    }
}
