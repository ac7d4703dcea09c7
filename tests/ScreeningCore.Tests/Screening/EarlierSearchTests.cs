using System.Collections.Immutable;
using System.Text.Json;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>A search that knows what was near before some parties changed answers to the letter what a search anew answers, and compares
/// fewer names.</summary>
public sealed class EarlierSearchTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(2222)]
    public void Whoever_is_screened_by_what_was_near_before_any_changes_has_the_outcome_of_a_search_anew_Property(int seed)
    {
        var world = new InventedParties(seed);
        ImmutableArray<ListedParty> parties = [.. Enumerable.Range(0, 160).Select(key => world.Next(key))];
        var context = ContextOf(parties);
        var requests = Enumerable.Range(0, 200)
            .Select(i => WithMore(InventedChanges.Request(i, parties[world.Random.Next(parties.Length)], world), i, parties, world))
            .ToArray();
        var known = requests.Select(request => (RescreeningPlan.Remember(request, context).Near, Since: 0)).ToArray();
        var (deltas, spared, anew, used) = (new List<ImmutableArray<WatchlistDelta>>(), 0L, 0L, 0);
        for (var round = 0; round < 4; round++)
        {
            var next = InventedChanges.Of(parties, world, round);
            deltas.Add(CorpusDelta.Between([InventedChanges.Snapshot(parties)], [InventedChanges.Snapshot(next)]));
            (parties, context) = (next, ContextOf(next));
            var changed = Enumerable.Range(0, round + 1)
                .Select(since => RescreeningPlan.ChangedIn(context.Corpus, deltas.Skip(since).SelectMany(one => one))).ToArray();
            for (var i = 0; i < requests.Length; i++)
            {
                var knowing =
                    context with { Earlier = known[i].Near is { } near ? new EarlierSearch(near, changed[known[i].Since]) : null };
                used += knowing.Earlier is null ? 0 : 1;
                Assert.Equal(Text(Counted(ref anew, () => ScreeningEngine.Decide(requests[i], context))),
                    Text(Counted(ref spared, () => ScreeningEngine.Decide(requests[i], knowing))));
                var remembered = Counted(ref spared, () => RescreeningPlan.Remember(requests[i], knowing));
                Assert.Equal(Text(Counted(ref anew, () => RescreeningPlan.Remember(requests[i], context))), Text(remembered));
                known[i] = world.Random.Next(2) == 0 ? (remembered.Near, round + 1) : known[i];
            }
        }

        Assert.True(used > 600
            && spared * 2 < anew, $"{used} searches knew something, {spared} names compared instead of {anew}: the test says nothing");
    }

    [Fact]
    public void A_new_namesake_counts_among_those_that_were_near_before_and_one_who_is_gone_does_not()
    {
        ListedParty[] before =
            [Given.Person("1", "Vasko Ferrostan Dimrow", born: null), Given.Person("2", "Vasko Ferrostan Dimrow", born: null),
            Given.Person("3", "Ines Quillfeather", born: null)];
        ListedParty[] after =
            [before[0], before[2], Given.Person("4", "Vasko Dimrow Ferrostan", born: "1971-02-03"),
            Given.Person("5", "Vasko Ferrostan Dimrov", born: null)];
        var (old, now, request) =
            (Given.Context(before), Given.Context(after), new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") });
        var memory = RescreeningPlan.Remember(request, old);
        Assert.Equal(["us-test:1", "us-test:2"], memory.Near!.Names.Select(name => name.Entry.ToString()));
        var knowing = now with { Earlier = new EarlierSearch(memory.Near, ChangedIn(before, now)) };
        Assert.Equal(Text(ScreeningEngine.Decide(request, now)), Text(ScreeningEngine.Decide(request, knowing)));
        Assert.Contains(ScreeningEngine.Decide(request, knowing)
            .Hits, hit => hit.Match.Explanation.Features.Any(feature => feature is { Name: "namesakes", ListedValue: "3" }));
    }

    [Fact]
    public void What_is_known_for_another_index_is_not_used()
    {
        ListedParty[] before = [Given.Person("1", "Ines Quillfeather")];
        ListedParty[] after = [.. before, Given.Person("2", "Vasko Ferrostan Dimrow")];
        var (old, now, request) =
            (Given.Context(before), Given.Context(after), new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") });
        var near = RescreeningPlan.Remember(request, old).Near!;
        Assert.Empty(near.Names);
        var stale = new EarlierSearch(near, new ChangedParties(old.Corpus.Index, []));
        Assert.Single(ScreeningEngine.Decide(request, now with { Earlier = stale }).Hits);
        // It would have told.
        Assert.Empty(ScreeningEngine.Decide(request,
            now with { Earlier = stale with { Changed = new ChangedParties(now.Corpus.Index, []) } }).Hits);
    }

    [Fact]
    public void A_near_name_that_the_party_does_not_have_makes_the_search_begin_anew()
    {
        var (context, request) =
            (Given.Context(Given.Person("1", "Vasko Ferrostan Dimrow"), Given.Person("2", "Vasko Ferrostan Dimrow")),
            new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") });
        var near = RescreeningPlan.Remember(request, context).Near!;
        foreach (var broken
            in new[] { near.Names[0] with { Ordinal = 7 }, near.Names[0] with { Reading = 9 }, near.Names[0] with { AsPerson = false } })
        {
            var knowing =
                context with { Earlier = new EarlierSearch(near with { Names = [broken] }, new ChangedParties(context.Corpus.Index, [])) };
            Assert.Equal(Text(ScreeningEngine.Decide(request, context)), Text(ScreeningEngine.Decide(request, knowing)));
        }
    }

    [Fact]
    public void Who_has_too_many_near_names_or_an_identifier_on_a_list_is_remembered_by_none()
    {
        var crowd = Enumerable.Range(0, NearNames.Most + 1).Select(key => Given.Person($"{key:0000}", "Vasko Ferrostan Dimrow", born: null))
            .ToArray();
        var request = new ScreeningRequest { Subject = Given.Subject("Vasko Ferrostan Dimrow") };
        Assert.Null(RescreeningPlan.Remember(request, Given.Context(crowd)).Near);
        Assert.Equal(NearNames.Most, RescreeningPlan.Remember(request, Given.Context(crowd[1..])).Near!.Names.Length);
        var passport = new Identifier(IdentifierType.Passport, "N1234567");
        var bearer = Given.Person("1", "Ines Quillfeather") with { Identifiers = [passport] };
        Assert.Null(RescreeningPlan.Remember(request with { Subject = request.Subject with { Identifiers = [passport] } },
            Given.Context(bearer)).Near);
    }

    private static ChangedParties ChangedIn(ListedParty[] before, ScreeningContext now) =>
        RescreeningPlan.ChangedIn(now.Corpus,
        [WatchlistDelta.Between(InventedChanges.Snapshot([.. before]),
        InventedChanges.Snapshot([.. Enumerable.Range(0, now.Corpus.Index.PartyCount).Select(now.Corpus.Index.PartyAt)]))]);

    private static ScreeningRequest WithMore(ScreeningRequest request, int number, ImmutableArray<ListedParty> parties,
        InventedParties world) => request with
        {
            Subject = request.Subject with
            {
                Aliases = number % 7 == 0
                    ? [Mutation.Of(parties[world.Random.Next(parties.Length)].Names[0].Text, world.Random, "Zumtobelli")]
                : [],
                Nationalities = number % 3 == 0 ? [CountryCode.Parse("ZZ")] : [],
            },
        };

    private static ScreeningContext ContextOf(ImmutableArray<ListedParty> parties)
        => new() { Corpus = ScreeningCorpus.Build([InventedChanges.Snapshot(parties)]), Profile = Profile, Now = Given.Now };

    private static T Counted<T>(ref long counter, Func<T> work)
    {
        var before = PartyMatcher.ComparedOnThisThread;
        var result = work();
        counter += PartyMatcher.ComparedOnThisThread - before;
        return result;
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, EvidenceCodec.Options);
}
