using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Rescreening;

/// <summary>A subject that runs left out is screened by what was near it then, and by all that changed since.</summary>
public sealed class ChangesSinceTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";
    private static readonly string[] Likenesses =
        ["Zacharias Wolfgang Ptolemy Hollenbach Quillon Amstetten", "Zacharias Wolfgang Ptolemy Hollenbach Quillon Amstetten Brackwede",
        "Zacharia Ptolemey", "Zacharias Tolemey", "Zacharia Wolfgan Tolemy", "Zachary Ptolemey"];

    private static readonly string[] Others = ["Zacharias Wolfgang Bartholomew Ptolemy", "Ines Quillfeather"];

    [Fact]
    public async Task What_earlier_runs_brought_without_concerning_a_subject_counts_when_it_is_screened_again()
    {
        var now = TimeProvider.System.GetUtcNow();
        var newest = InventedLists.Snapshot(now, null, Others);
        var near = Likenesses.First(IsNearMiss);
        await using var service = await RescreeningEndToEndTests.StartAsync(() => newest);
        await RescreeningEndToEndTests.RunsAsync(service, 0);
        var (subjects, corpora) =
            (service.App.Services.GetRequiredService<SubjectStore>(), service.App.Services.GetRequiredService<CorpusHost>());
        await RescreeningEndToEndTests.MonitorAsync(service, "acct_z", Newcomer);
        var first = (await subjects.FindAsync("development", "acct_z", default))!.Standing!;
        Assert.NotEmpty(first.Near!.Names);

        newest = InventedLists.Snapshot(now, null, [.. Others, near]);
        Assert.Equal(0, (await RescreeningEndToEndTests.RunsAsync(service, 1)).GetProperty("subjectsScreened").GetInt32());
        Assert.Equal(first.Corpus, (await subjects.FindAsync("development", "acct_z", default))!.Standing!.Corpus);

        newest = InventedLists.Snapshot(now, null, [.. Others, near, Newcomer]);
        Assert.Equal(1, (await RescreeningEndToEndTests.RunsAsync(service, 2)).GetProperty("subjectsScreened").GetInt32());

        var (changes, run) =
            (service.App.Services.GetRequiredService<ChangesSince>(),
            (await service.App.Services.GetRequiredService<RescreenStore>().FindAsync(2, default))!);
        Assert.NotNull(await changes.EarlierAsync(run, first, default));
        Assert.Null(await changes.EarlierAsync(run, first with { Near = null }, default));
        Assert.Null(await changes.EarlierAsync(run, first with { Corpus = new string('0', first.Corpus.Length) }, default));
        Assert.Null(await changes.EarlierAsync(run, first with { Engine = "0.1.0+000000000000" }, default));
        Assert.Null(await changes.EarlierAsync(run with { Number = 3, After = run.After with { Corpus = first.Corpus } }, first, default));

        var (stored, context) =
            ((await subjects.FindAsync("development", "acct_z", default))!,
            new ScreeningContext { Corpus = corpora.Current!.Corpus, Profile = ScoringProfile.Named("onboarding"), Now = now });
        Assert.Equal(Text(RescreeningPlan.Remember(stored.Request, context).Near), Text(stored.Standing!.Near));
        Assert.Contains(stored.Standing.Near!.Names, name => context.Corpus.Find(name.Entry)!.PrimaryName.Text == near);
        var evidence = await EvidenceAsync(service);
        Assert.Contains(evidence.Outcome.Hits, hit => hit.Match.Name.Text == Newcomer);
        var anew = ScreeningEngine.Decide(evidence.Request, context);
        Assert.Equal(Text(anew.Hits), Text(evidence.Outcome.Hits));
        Assert.Equal(Text(anew.NearMisses), Text(evidence.Outcome.NearMisses));
    }

    // Noted and not raised: a change of such a party concerns nobody.
    private static bool IsNearMiss(string name)
    {
        var profile = ScoringProfile.Named("onboarding");
        var party = InventedLists.Snapshot(default, null, name).Parties[^1];
        var score = PartyMatcher.Compare(new ScreeningSubject { Name = Newcomer, Kind = PartyKind.Individual }, party, profile).Score;
        return score >= profile.NearMissThreshold + 0.05 && score < profile.Threshold - 0.05;
    }

    private static async Task<ScreeningEvidence> EvidenceAsync(RunningService service)
    {
        var (alerts, screenings, id) =
            (service.App.Services.GetRequiredService<AlertStore>(), service.App.Services.GetRequiredService<ScreeningStore>(),
            AlertId.FirstOfSubject("acct_z"));
        await Eventually.TrueAsync(async () => await alerts.FindAsync(id, default) is not null, "the alert is open");
        return (await screenings.FindAsync((await alerts.FindAsync(id, default))!.Alert.ScreeningIds[^1], default))!.Evidence;
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, EvidenceCodec.Options);
}
