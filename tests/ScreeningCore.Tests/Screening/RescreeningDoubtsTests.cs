using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Who is left out because what matches him is never raised (a weak alias alone, a given name alone) is decided as in full, now
/// and through the changes that follow.</summary>
public sealed class RescreeningDoubtsTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    [InlineData(44)]
    [InlineData(45)]
    [InlineData(46)]
    [InlineData(47)]
    [InlineData(48)]
    public void Whom_a_doubted_match_leaves_out_is_decided_as_in_full_over_a_chain_of_changes_Property(int seed)
    {
        var world = new Doubtful(seed);
        ImmutableArray<ListedParty> parties = [.. Enumerable.Range(0, 60).Select(world.Party)];
        var requests = Enumerable.Range(0, 200).Select(number => world.Request(number, parties)).ToArray();
        var context = ContextOf(parties);
        var known = requests.Select(request =>
            (Outcome: Signature(request, context), Floors: RescreeningPlan.Remember(request, context).Floors)).ToArray();
        var (leftOut, doubted, changed) = (0, 0, 0);
        for (var round = 0; round < 5; round++)
        {
            var (before, at) = (parties, round);
            parties = [.. before.Where(_ => world.Random.Next(10) > 0)
                .Select(party => world.Random.Next(8) == 0 ? world.Amended(party) : party), .. Enumerable.Range(0, 8)
                .Select(i => world.Party(1000 + (at * 10) + i))];
            context = ContextOf(parties);
            var plan = RescreeningPlan.Of([WatchlistDelta.Between(Snapshot(before), Snapshot(parties))], Profile, policy: null,
                context.Corpus, FrozenSet<ListEntryId>.Empty);
            for (var i = 0; i < requests.Length; i++)
            {
                var full = Signature(requests[i], context);
                changed += full == known[i].Outcome ? 0 : 1;
                if (plan.Judge(requests[i], known[i].Floors).IsConcerned)
                {
                    known[i] = (full, RescreeningPlan.Remember(requests[i], context).Floors);
                    continue;
                }

                leftOut++;
                doubted += plan.Judge(requests[i], floors: null).IsConcerned ? 1 : 0;
                Assert.True(full == known[i]
                    .Outcome,
                        $"seed {seed}, round {round}, subject {i} '{requests[i].Subject.Name}' was left "
                            + $"out:\n{known[i].Outcome}\nbecame\n{full}");
            }
        }

        Assert.True(leftOut > 100 && doubted > 20
            && changed > 20, $"{leftOut} left out, {doubted} of them beside a doubted match, {changed} changed: the test says nothing");
    }

    [Fact]
    public void A_weak_alias_that_comes_concerns_nobody_whom_it_alone_matches_and_everybody_whom_a_fact_joins_to_it()
    {
        var party = Given.Person("1", "Vasko Ferrostan Dimrow") is var person
            ? person with { Names = [.. person.Names, new ListedName("Zumtobelli Kranvost", NameKind.Alias, AliasStrength.Weak)] } : null!;
        var plan = Plan([], [party]);
        var bearer = Given.Subject("Zumtobelli Kranvost");
        Assert.False(plan.Judge(new ScreeningRequest { Subject = bearer }, NamesakeFloors.NotContested).IsConcerned);
        Assert.True(plan.Judge(new ScreeningRequest { Subject = bearer with { BirthDate = party.BirthDates[0] } },
            NamesakeFloors.NotContested).IsConcerned);
        Assert.True(plan.Judge(new ScreeningRequest { Subject = bearer }, NamesakeFloors.Open).IsConcerned);
    }

    [Fact]
    public void A_weak_alias_of_an_owner_decides_alone_and_concerns_whom_he_owns()
    {
        var party = Given.Person("1", "Vasko Ferrostan Dimrow") is var person
            ? person with { Names = [.. person.Names, new ListedName("Zumtobelli Kranvost", NameKind.Alias, AliasStrength.Weak)] } : null!;
        var owned = new ScreeningRequest
        {
            Subject = Given.Subject("Quentin Oyelaran", kind: PartyKind.Organization)
            with
            { Owners = [new OwnerStake { Name = "Zumtobelli Kranvost", Percent = 60 }] }
        };
        Assert.True(Plan([], [party]).Judge(owned, NamesakeFloors.NotContested).IsConcerned);
        Assert.True(RescreeningPlan.Remember(owned, ContextOf([party])).Floors.HasHits);
    }

    [Fact]
    public void A_weak_alias_concerns_whoever_has_so_many_hits_that_it_takes_the_place_of_one()
    {
        ImmutableArray<WatchlistSnapshot> lists =
            [.. Enumerable.Range(0, ListGate.MaxMatches).Select(number => ListCode.Parse($"list-{(char)('a' + number)}")).Select(code =>
            WatchlistSnapshot.Of(new ListVersion(code, Given.Now.AddHours(-1)),
            [Given.Person("1", "Zumtobelli Kranvosst", born: null) with { Entry = ListEntryId.Of(code, "1") }]))];
        var weak = Given.Person("2", "Vasko Ferrostan Dimrow", born: null) is var person
            ? person with { Names = [.. person.Names, new ListedName("Zumtobelli Kranvost", NameKind.Alias, AliasStrength.Weak)] } : null!;
        var request = new ScreeningRequest { Subject = Given.Subject("Zumtobelli Kranvost") };
        var (before, after) =
            (new ScreeningContext { Corpus = ScreeningCorpus.Build(lists), Profile = Profile, Now = Given.Now },
            new ScreeningContext { Corpus = ScreeningCorpus.Build([.. lists, Snapshot([weak])]), Profile = Profile, Now = Given.Now });
        Assert.Equal(ListGate.MaxMatches, ScreeningEngine.Decide(request, before).Hits.Length);

        var plan = RescreeningPlan.Of([WatchlistDelta.Between(null, Snapshot([weak]))], Profile, policy: null, after.Corpus,
            FrozenSet<ListEntryId>.Empty);
        Assert.True(plan.Judge(request, RescreeningPlan.Remember(request, before).Floors).IsConcerned);
    }

    [Fact]
    public void Who_was_cleared_of_a_party_that_comes_back_is_concerned_by_its_weak_alias_too()
    {
        var party = Given.Person("1", "Vasko Ferrostan Dimrow") is var person
            ? person with { Names = [.. person.Names, new ListedName("Zumtobelli Kranvost", NameKind.Alias, AliasStrength.Weak)] } : null!;
        var plan = RescreeningPlan.Of([WatchlistDelta.Between(Snapshot([]), Snapshot([party]))], Profile, policy: null, ContextOf([party])
            .Corpus, new HashSet<ListEntryId> { party.Entry });
        Assert.True(plan.Judge(new ScreeningRequest { Subject = Given.Subject("Zumtobelli Kranvost") }, NamesakeFloors.NotContested)
            .IsConcerned);
    }

    private static RescreeningPlan Plan(ImmutableArray<ListedParty> before, ImmutableArray<ListedParty> after) =>
        RescreeningPlan.Of([WatchlistDelta.Between(Snapshot(before), Snapshot(after))], Profile, policy: null, ContextOf(after)
        .Corpus, FrozenSet<ListEntryId>.Empty);

    private static WatchlistSnapshot Snapshot(ImmutableArray<ListedParty> parties) =>
        WatchlistSnapshot.Of(new ListVersion(parties.IsEmpty ? Given.Sdn : parties[0].Entry.List, Given.Now.AddHours(-1)), parties);

    private static ScreeningContext ContextOf(ImmutableArray<ListedParty> parties)
        => new() { Corpus = ScreeningCorpus.Build([Snapshot(parties)]), Profile = Profile, Now = Given.Now };

    private static string Signature(ScreeningRequest request, ScreeningContext context)
    {
        var outcome = ScreeningEngine.Decide(request, context);
        return string.Join('\n',
            [$"{outcome.Decision} {outcome.Action}",
            .. outcome.Hits.Select(hit =>
            string.Create(CultureInfo.InvariantCulture,
            $"{hit.Entry} {hit.Outcome} {hit.Reason.Text} {hit.Match.Name.Text} {hit.Match.Score:F9}"))]);
    }

    /// <summary>A list of few words, so that everybody is near somebody: weak aliases of one word and of initials, persons without a family
    /// name, debarments, facts that contradict.</summary>
    private sealed class Doubtful(int seed)
    {
        private static readonly string[] Words =
            ["Zarin", "Dolor", "Mektu", "Basshi", "Vankha", "Gornel", "Farus", "Midan", "Qoyar", "Lorbas", "Turin", "Khavan", "Ali", "Adi",
            "Yong"];
        private static readonly string[] Bodies = ["Marine", "Foods", "Trading", "Textiles"];

        public Random Random { get; } = new(seed);

        public ListedParty Party(int key)
        {
            var person = Random.Next(3) > 0;
            var name = person ? Name(Random.Next(2, 5)) : $"{Name(Random.Next(1, 3))} {Pick(Bodies)} LLC";
            var names = new List<ListedName> { new(name) };
            for (var more = Random.Next(3); more > 0; more--)
            {
                names.Add(new ListedName(person ? Name(Random.Next(1, 3)) : Initials(), NameKind.Alias, (AliasStrength)Random.Next(3)));
            }

            return new ListedParty(ListEntryId.Of(Given.Sdn, $"{key:0000}"), person ? PartyKind.Individual
                : PartyKind.Organization, [.. names])
            {
                BirthDates = person && Random.Next(2) == 0 ? [Born()] : [],
                Nationalities = Random.Next(2) == 0 ? [Country()] : [],
                Designations = [new Designation("TEST") { Measures = Random.Next(6) == 0 ? Measures.Debarment : Measures.Freeze }],
            };
        }

        public ListedParty Amended(ListedParty party) => Random.Next(3) switch
        {
            0 => party with { Names = [.. party.Names.Select(name => name with { Strength = (AliasStrength)Random.Next(3) })] },
            1 => party with { BirthDates = [Born()] },
            _ => party with { Names = [.. party.Names, new ListedName(Name(2), NameKind.Alias)] },
        };

        public ScreeningRequest Request(int number, ImmutableArray<ListedParty> parties)
        {
            var party = parties[Random.Next(parties.Length)];
            return new ScreeningRequest
            {
                Channel = Channel.Rescreening,
                Subject = new ScreeningSubject
                {
                    Id = $"s{number}",
                    Name = number % 3 == 0 ? party.Names[^1].Text : number % 3 == 1 ? Name(Random.Next(1, 4)) : $"{Name(2)} {Pick(Bodies)}",
                    Kind = number % 4 == 0 ? PartyKind.Unknown : number % 3 == 2 ? PartyKind.Organization : PartyKind.Individual,
                    BirthDate = number % 5 == 0 ? Born() : default,
                    Nationalities = number % 7 == 0 ? [Country()] : [],
                },
            };
        }

        private string Name(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Pick(Words)));

        private string Initials() => string.Concat(Enumerable.Range(0, 3).Select(_ => Pick(Words)[0]));

        private PartialDate Born() => PartialDate.OfYear(1950 + (Random.Next(4) * 9));

        private CountryCode Country() => CountryCode.Parse(Random.Next(2) == 0 ? "ZZ" : "QZ");

        private string Pick(string[] words) => words[Random.Next(words.Length)];
    }
}
