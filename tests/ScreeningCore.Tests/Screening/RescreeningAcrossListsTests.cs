using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>What one list says of a party counts in a match with the same party on another: a change of the one concerns whoever bears a
/// name that only the other has.</summary>
public sealed class RescreeningAcrossListsTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");
    private static readonly ListCode First = ListCode.Parse("one-first");
    private static readonly ListCode Second = ListCode.Parse("two-second");

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void A_change_of_one_list_concerns_whoever_it_raises_or_clears_on_another_Property(int seed)
    {
        var world = new InventedParties(seed);
        ImmutableArray<ListedParty> listed = [.. Enumerable.Range(0, 400).Select(key => OnFirst(key, world))];
        ImmutableArray<ListedParty> before = [.. listed.Select(party => OnSecond(party, world))];
        ImmutableArray<ListedParty> after =
            [.. before.Where(_ => world.Random.Next(12) > 0)
            .Select(party => world.Random.Next(2) == 0 ? party : OnSecond(listed.Single(one => one.Entry.Key == party.Entry.Key), world))];
        var (old, now) = (ContextOf(listed, before), ContextOf(listed, after));
        var plan = RescreeningPlan.Of([WatchlistDelta.Between(Snapshot(before), Snapshot(after))], Profile, policy: null, now.Corpus,
            FrozenSet<ListEntryId>.Empty);
        var (leftOut, changed) = (0, 0);
        foreach (var party in listed)
        {
            var request =
                new ScreeningRequest
                {
                    Channel = Channel.Rescreening,
                    Subject =
                new ScreeningSubject
                {
                    Name = party.Names[^1].Text,
                    Kind = PartyKind.Individual,
                    Nationalities =
                [CountryCode.Parse("QZ")]
                }
                };
            var (first, second) = (Signature(request, old), Signature(request, now));
            changed += first == second ? 0 : 1;
            if (!plan.Judge(request, RescreeningPlan.Remember(request, old).Floors).IsConcerned)
            {
                leftOut++;
                Assert.True(first == second, $"seed {seed}: '{request.Subject.Name}' was left out:\n{first}\nbecame\n{second}");
            }
        }

        Assert.True(leftOut > 30 && changed > 5, $"{leftOut} left out, {changed} changed: the test says nothing");
    }

    [Fact]
    public void An_entry_of_another_list_is_looked_at_again_where_the_same_party_is_amended_and_only_there()
    {
        var party = new ListedParty(ListEntryId.Of(First, "1"), PartyKind.Individual,
            [new ListedName("Vasko Ferrostan Dimrow"), new ListedName("Zumtobelli Kranvost", NameKind.Alias)])
        { BirthDates = [Day(4)] };
        var same = party with { Entry = ListEntryId.Of(Second, "1"), Names = [new ListedName("Dimrow Vasko Ferrostan")] };
        Assert.Equal(3, StatesOf(party, same));
        Assert.Equal(2, StatesOf(party, same with { BirthDates = [Day(5)] }));
        Assert.Equal(2, StatesOf(party, same with { Names = [new ListedName("Dimrow Vasko")] }));
    }

    private static int StatesOf(ListedParty party, ListedParty other)
    {
        var amended = other with { Nationalities = [CountryCode.Parse("ZZ")] };
        return RescreeningPlan.Of([WatchlistDelta.Between(Snapshot([other]), Snapshot([amended]))], Profile, policy: null,
            ContextOf([party], [amended]).Corpus, FrozenSet<ListEntryId>.Empty).States;
    }

    private static ListedParty OnFirst(int key, InventedParties world) =>
        new(ListEntryId.Of(First, key.ToString("0000", CultureInfo.InvariantCulture)), PartyKind.Individual,
        [new ListedName(world.Name(PartyKind.Individual)), new ListedName(world.Name(PartyKind.Individual), NameKind.Alias)])
        {
            BirthDates = [Day(key)],
        };

    // The same party without the alias, or with it as a weak one; with countries or without.
    private static ListedParty OnSecond(ListedParty party, InventedParties world) => party with
    {
        Entry = ListEntryId.Of(Second, party.Entry.Key),
        Names = world.Random.Next(3) == 0 ? [party.Names[0], party.Names[1] with { Strength = AliasStrength.Weak }] : [party.Names[0]],
        Nationalities = world.Random.Next(2) == 0 ? [CountryCode.Parse("ZZ")] : [],
    };

    private static PartialDate Day(int number) => PartialDate.OfDay(new DateOnly(1950, 1, 1).AddDays(number * 37));

    private static ScreeningContext ContextOf(ImmutableArray<ListedParty> first, ImmutableArray<ListedParty> second) =>
        new() { Corpus = ScreeningCorpus.Build([Snapshot(first), Snapshot(second)]), Profile = Profile, Now = Given.Now };

    private static WatchlistSnapshot Snapshot(ImmutableArray<ListedParty> parties)
        => WatchlistSnapshot.Of(new ListVersion(parties[0].Entry.List, Given.Now.AddHours(-1)), parties);

    private static string Signature(ScreeningRequest request, ScreeningContext context)
    {
        var outcome = ScreeningEngine.Decide(request, context);
        return string.Join('\n',
            [$"{outcome.Decision}",
            .. outcome.Hits.Select(hit =>
            string.Create(CultureInfo.InvariantCulture, $"{hit.Entry} {hit.Outcome} {hit.Reason.Text} {hit.Match.Score:F9}"))]);
    }
}
