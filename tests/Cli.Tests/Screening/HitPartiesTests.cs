using Compliance.Cli.Screening;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli.Tests.Screening;

public sealed class HitPartiesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_command_line_shows_a_party_once_with_its_listings_and_why_they_are_one()
    {
        var other = InventedParties.Ferrostan
            with
        {
            Entry = ListEntryId.Parse("un-sc:QDi.901"),
            Designations =
            [new Designation("UN-1267") { Measures = Measures.TravelBan }]
        };
        var context = new ScreeningContext
        {
            Corpus = ScreeningCorpus.Build(
            [
                WatchlistSnapshot.Of(new ListVersion(InventedParties.List, Now),
                    [InventedParties.Ferrostan, InventedParties.Trading, InventedParties.Qasim]),
                WatchlistSnapshot.Of(new ListVersion(other.Entry.List, Now), [other]),
            ]),
            Profile = ScoringProfile.Named("onboarding"),
            Now = Now,
        };
        var outcome = ScreeningEngine.Decide(
            new ScreeningRequest { Subject = new ScreeningSubject { Kind = PartyKind.Individual, Name = "Oleg Maratovich Ferrostanov" } },
            context);

        var parties = HitParties.Of(outcome, context);

        var party = Assert.Single(parties.Answers);
        Assert.Equal(2, outcome.Hits.Length);
        Assert.Equal(outcome.Hits.Select(hit => hit.Entry).ToHashSet(), parties.InOrder.Select(hit => hit.Entry).ToHashSet());
        Assert.Equal(["un-sc:QDi.901", "us-ofac-sdn:900001"], party.Listings.Select(listing => listing.ListEntry)
            .Order(StringComparer.Ordinal));
        Assert.Equal(["travelBan"], party.Listings.Single(listing => listing.List == "un-sc").Measures);
        Assert.Contains("passport", Assert.Single(party.Links).Reason, StringComparison.Ordinal);

        using var written = new StringWriter();
        AnswerTables.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(written), Ansi = AnsiSupport.No }),
            outcome, context, parties);
        Assert.Contains("One party on several lists", written.ToString(), StringComparison.Ordinal);
    }
}
