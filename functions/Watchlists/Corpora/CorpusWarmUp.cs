using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// Screens some listed names before the first corpus is shown to callers, so that no caller waits for the compiler. The outcomes are thrown
/// away.
/// </summary>
internal static class CorpusWarmUp
{
    private const int Screenings = 20;

    public static void Run(ScreeningCorpus corpus, DateTimeOffset now)
    {
        var context = new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.Named("onboarding"), Now = now };
        var step = Math.Max(1, corpus.Index.PartyCount / Screenings);
        for (var i = 0; i < corpus.Index.PartyCount; i += step)
        {
            var party = corpus.Index.PartyAt(i);
            ScreeningEngine.Decide(
                new ScreeningRequest { Subject = new ScreeningSubject { Name = party.PrimaryName.Text, Kind = party.Kind } }, context);
        }
    }
}
