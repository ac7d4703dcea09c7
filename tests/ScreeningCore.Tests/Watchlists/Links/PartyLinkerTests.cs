using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.ScreeningCore.Tests.Watchlists.Links;

public sealed class PartyLinkerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_equal_identifier_links_unless_facts_contradict()
    {
        var ship = new Identifier(IdentifierType.Imo, "9074729");
        var one = Party("us-aa", "1", "Zumtobelli Star", PartyKind.Vessel) with { Identifiers = [ship] };
        Assert.Equal(LinkGround.Identifier,
            PartyLinker.Compare(one,
            Party("un-bb", "7", "Vranik Pearl", PartyKind.Vessel) with { Identifiers = [ship with { Value = "IMO 9074729" }] })!.Ground);
        Assert.Null(PartyLinker.Compare(one,
            Party("un-bb", "8", "Zumtobelli Star Shipping", PartyKind.Organization) with { Identifiers = [ship] }));

        var passport = new Identifier(IdentifierType.Passport, "X1234567");
        var person = Person("us-aa", "2", "Vasko Ferrostan Dimrow", "1962-05-02") with { Identifiers = [passport] };
        Assert.Null(PartyLinker.Compare(person,
            Person("un-bb", "9", "Ines Quorra Malbeth", "1990-01-30") with { Identifiers = [passport] }));
    }

    [Fact]
    public void Persons_need_an_agreeing_birth_date_or_nationality_beside_the_name()
    {
        var one = Person("us-aa", "1", "Vasko Ferrostan Dimrow", "1962-05-02");
        Assert.NotNull(PartyLinker.Compare(one, Person("un-bb", "1", "DIMROW, Vasko Ferrostan", "1962-05-02")));
        Assert.Null(PartyLinker.Compare(one, Person("un-bb", "2", "Vasko Ferrostan Dimrow", "1971-08-19")));
        Assert.Null(PartyLinker.Compare(one with { BirthDates = [] }, Person("un-bb", "3", "Vasko Ferrostan Dimrow", null)));
        Assert.Null(PartyLinker.Compare(one, Person("us-aa", "4", "Vasko Ferrostan Dimrow", "1962-05-02")));
    }

    [Fact]
    public void All_links_of_a_corpus_are_found_from_either_side_and_gather_into_one_party()
    {
        var corpus = Corpus(
            Person("us-aa", "1", "Vasko Ferrostan Dimrow", "1962-05-02"), Person("un-bb", "1", "Vasko Ferrostan Dimrow", "1962-05-02"),
                Person("eu-cc", "1", "Dimrow Vasko Ferrostan", "1962-05-02"),
            Person("us-aa", "2", "Ines Quorra Malbeth", "1990-01-30"), Person("un-bb", "2", "Qasim Yarnell Tosk", "1980-03-14"));
        var links = PartyLinker.Find(corpus);
        Assert.Equal(3, links.Length);
        Assert.Equal(links.Select(link => link.Pair), PartyLinker.Find(corpus, degree: 4).Select(link => link.Pair));
        var linked = LinkedListings.Of(links, FrozenSet<LinkedPair>.Empty);
        Assert.Equal(1, linked.PartyCount);
        Assert.Equal(["eu-cc:1", "un-bb:1", "us-aa:1"], linked.Of(ListEntryId.Parse("un-bb:1")).Select(entry => entry.ToString()));
        Assert.Equal(["us-aa:2"], linked.Of(ListEntryId.Parse("us-aa:2")).Select(entry => entry.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Around_an_entry_the_same_party_is_found_as_among_all_Property(int seed)
    {
        var random = new Random(seed);
        string[] words =
            ["Vasko", "Ferrostan", "Dimrow", "Ines", "Quorra", "Malbeth", "Qasim", "Yarnell", "Tosk", "Borislav", "Vranik", "Zumtobelli"];
        ListedParty Next(string list, int key)
        {
            var name = string.Join(' ', Enumerable.Range(0, 3).Select(_ => words[random.Next(words.Length)]));
            return Person(list, $"{key}", name, random.Next(4) == 0 ? null : $"19{60 + random.Next(8)}-05-02")
                with
            { Identifiers = random.Next(5) == 0 ? [new Identifier(IdentifierType.Passport, $"X10000{random.Next(9)}")] : [] };
        }

        ListedParty[] first = [.. Enumerable.Range(0, 40).Select(key => Next("us-aa", key))];
        var others = new[]
            { "un-bb", "eu-cc" }.SelectMany(list => Enumerable.Range(0, 25)
            .Select(key => random.Next(2) == 0 ? Next(list, key)
            : first[random.Next(first.Length)] with { Entry = ListEntryId.Parse($"{list}:{key}") }));
        var corpus = Corpus([.. first, .. others]);
        var all = LinkedListings.Of(PartyLinker.Find(corpus), FrozenSet<LinkedPair>.Empty);
        Assert.True(all.PartyCount > 5, $"{all.PartyCount} parties on several lists: the test says nothing");
        for (var position = 0; position < corpus.Index.PartyCount; position++)
        {
            var entry = corpus.Index.EntryAt(position);
            var around = PartyLinker.FindAround(corpus, [entry]);
            Assert.Equal(all.LinksOf(entry).Select(link => (link.Pair, link.Reason)), around.Select(link => (link.Pair, link.Reason)));
        }
    }

    [Fact]
    public void Whoever_gives_up_gets_no_links_and_one_exception_that_says_so()
    {
        var corpus = Corpus(Person("us-aa", "1", "Vasko Ferrostan Dimrow", "1962-05-02"),
            Person("un-bb", "1", "Vasko Ferrostan Dimrow", "1962-05-02"));
        using var cancel = new CancellationTokenSource();
        var rests = 0;
        void Pace()
        {
            rests++;
            cancel.Cancel();
        }

        Assert.Throws<OperationCanceledException>(() => PartyLinker.Find(corpus, pace: Pace, cancellation: cancel.Token));
        Assert.Equal(1, rests);
    }

    [Fact]
    public void A_severed_pair_stands_apart_once_nothing_else_joins_it_and_comes_back_when_restored()
    {
        var (a, b, c) = (ListEntryId.Parse("us-aa:1"), ListEntryId.Parse("un-bb:1"), ListEntryId.Parse("eu-cc:1"));
        PartyLink Link(ListEntryId one, ListEntryId other)
            => new LinkedPair(one, other) is var pair
            ? new PartyLink(pair.First, pair.Second, LinkGround.NameAndFacts, 0.99, "for the test") : null!;
        PartyLink[] links = [Link(a, b), Link(a, c), Link(b, c)];
        Assert.Equal(3, LinkedListings.Of(links, new HashSet<LinkedPair> { new(a, b) }).Of(a).Length);
        var apart = LinkedListings.Of(links, new HashSet<LinkedPair> { new(b, a), new(c, a) });
        Assert.Equal(a, Assert.Single(apart.Of(a)));
        Assert.Equal(2, apart.Of(b).Length);
        Assert.Equal(3, LinkedListings.Of(links, FrozenSet<LinkedPair>.Empty).Of(c).Length);
    }

    private static ScreeningCorpus Corpus(params ListedParty[] parties) =>
        ScreeningCorpus.Build(parties.GroupBy(party => party.Entry.List)
        .Select(group => WatchlistSnapshot.Of(new ListVersion(group.Key, Now), group)));

    private static ListedParty Party(string list, string key, string name, PartyKind kind)
        => new(ListEntryId.Of(ListCode.Parse(list), key), kind, [new ListedName(name)]);

    private static ListedParty Person(string list, string key, string name, string? born) =>
        Party(list, key, name, PartyKind.Individual)
        with
        {
            BirthDates = born is null ? [] : [PartialDate.Parse(born)],
            Nationalities = born is null
        ? [] : [CountryCode.Parse("KZ")]
        };
}
