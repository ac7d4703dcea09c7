using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Whom the plan leaves out has, hit for hit and score for score, what a full rescreening gives.</summary>
public sealed class RescreeningPlanTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(1111)]
    public void Rescreening_by_delta_equals_rescreening_in_full_over_a_chain_of_changes_Property(int seed)
    {
        var world = new InventedParties(seed);
        ImmutableArray<ListedParty> parties = [.. Enumerable.Range(0, 160).Select(key => world.Next(key))];
        var requests = Enumerable.Range(0, 250).Select(i => InventedChanges.Request(i, parties[world.Random.Next(parties.Length)], world))
            .ToArray();
        var known = requests.Select(request => (Outcome: Decide(request, parties), Floor: Floor(request, parties))).ToArray();
        var (leftOut, changed) = (0, 0);
        for (var round = 0; round < 3; round++)
        {
            var next = InventedChanges.Of(parties, world, round);
            var plan = RescreeningPlan.Of(CorpusDelta.Between([InventedChanges.Snapshot(parties)], [InventedChanges.Snapshot(next)]),
                Profile, policy: null, ContextOf(next).Corpus, FrozenSet<ListEntryId>.Empty);
            for (var i = 0; i < requests.Length; i++)
            {
                var full = Decide(requests[i], next);
                changed += Signature(full) == Signature(known[i].Outcome) ? 0 : 1;
                if (plan.Judge(requests[i], known[i].Floor).IsConcerned)
                {
                    known[i] = (full, Floor(requests[i], next));
                    continue;
                }

                leftOut++;
                Assert.True(Signature(full) == Signature(known[i].Outcome),
                    $"seed {seed}, round {round}, subject {i} '{requests[i].Subject.Name}' was left "
                        + $"out:\n{Signature(known[i].Outcome)}\nbecame\n{Signature(full)}");
            }

            parties = next;
        }

        Assert.True(leftOut > 150 && changed > 20, $"{leftOut} left out, {changed} changed: the test says nothing");
    }

    [Fact]
    public void An_amendment_of_remarks_and_positions_concerns_nobody()
    {
        var before = Given.Person("1", "Vasko Ferrostan Dimrow");
        var plan = Plan([before], [before with { Remarks = ["Another remark."], Positions = ["Director"], Titles = ["Dr"] }]);
        Assert.Equal(0, plan.States);
        Assert.False(plan.Judge(new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") }, floors: null).IsConcerned);
    }

    [Fact]
    public void A_new_measure_of_a_party_concerns_who_bears_its_name()
    {
        var before = Given.Person("1", "Vasko Ferrostan Dimrow");
        var plan = Plan([before], [before with { Designations = [new Designation("OTHER") { Measures = Measures.Reject }] }]);
        Assert.True(plan.Judge(new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") }, NamesakeFloors.NotContested)
            .IsConcerned);
        Assert.False(plan.Judge(new ScreeningRequest { Subject = Given.Subject("Quentin Oyelaran") }, floors: null).IsConcerned);
    }

    [Fact]
    public void A_counterparty_an_owner_and_an_identifier_are_looked_at_like_the_subject()
    {
        var party = Given.Body("7", "Zumtobelli Marine Holding") with { Identifiers = [new Identifier(IdentifierType.Imo, "9074729")] };
        var plan = Plan([], [party]);
        var stranger = Given.Subject("Quentin Oyelaran");
        Assert.False(plan.Judge(new ScreeningRequest { Subject = stranger }, floors: null).IsConcerned);
        Assert.True(plan.Judge(
            new ScreeningRequest
            {
                Subject = stranger,
                Counterparties =
            [new Counterparty("payer", new ScreeningSubject { Name = "Zumtobelli Marine Holding", Kind = PartyKind.Organization })]
            },
            NamesakeFloors.NotContested).IsConcerned);
        Assert.True(plan.Judge(
            new ScreeningRequest
            {
                Subject =
            stranger with { Owners = [new OwnerStake { Name = "Zumtobelli Marine Holding", Percent = 60 }] }
            }, NamesakeFloors.NotContested)
            .IsConcerned);
        Assert.True(plan.Judge(
            new ScreeningRequest { Subject = stranger with { Owners = [new OwnerStake { Entry = party.Entry, Percent = 60 }] } },
            NamesakeFloors.NotContested).IsConcerned);
        Assert.True(plan.Judge(
            new ScreeningRequest { Subject = stranger with { Identifiers = [new Identifier(IdentifierType.Imo, "IMO 9074729")] } },
            NamesakeFloors.NotContested).IsConcerned);
    }

    [Fact]
    public void A_list_that_is_gone_delists_all_its_parties()
    {
        var delta = Assert.Single(CorpusDelta.Between([InventedChanges.Snapshot([Given.Person("1", "Vasko Ferrostan Dimrow")])], []));
        Assert.Equal("", delta.ToHash);
        Assert.Equal("1", Assert.Single(delta.Delisted).Entry.Key);
    }

    private static RescreeningPlan Plan(ImmutableArray<ListedParty> before, ImmutableArray<ListedParty> after) =>
        RescreeningPlan.Of([WatchlistDelta.Between(InventedChanges.Snapshot(before), InventedChanges.Snapshot(after))], Profile,
        policy: null, ContextOf(after).Corpus, FrozenSet<ListEntryId>.Empty);

    private static ScreeningContext Context(ImmutableArray<ListedParty> parties)
        => new() { Corpus = ScreeningCorpus.Build([InventedChanges.Snapshot(parties)]), Profile = Profile, Now = Given.Now };

    private static readonly Dictionary<ImmutableArray<ListedParty>, ScreeningContext> Contexts = [];

    private static ScreeningContext ContextOf(ImmutableArray<ListedParty> parties)
    {
        lock (Contexts)
        {
            return Contexts.TryGetValue(parties, out var context) ? context : Contexts[parties] = Context(parties);
        }
    }

    private static ScreeningOutcome Decide(ScreeningRequest request, ImmutableArray<ListedParty> parties)
        => ScreeningEngine.Decide(request, ContextOf(parties));

    private static NamesakeFloors Floor(ScreeningRequest request, ImmutableArray<ListedParty> parties)
        => RescreeningPlan.Remember(request, ContextOf(parties)).Floors;

    private static string Signature(ScreeningOutcome outcome) => string.Join('\n',
    [
        $"{outcome.Decision} {outcome.Action}",
        .. outcome.Hits.Select(hit =>
            string.Create(CultureInfo.InvariantCulture,
            $"{hit.Entry} {hit.Outcome} {hit.Reason.Text} {hit.Match.Name.Text} {hit.Match.Score:F9}")),
    ]);
}
