using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>The guarantee of the index: what an exhaustive scan puts at or above the near-miss threshold is found, with the same
/// score.</summary>
public sealed class NoMissTests
{
    public static TheoryData<string, int> Rounds
    {
        get
        {
            var rounds = new TheoryData<string, int>();
            foreach (var profile in ScoringProfile.All)
            {
                for (var seed = 1; seed <= 4; seed++)
                {
                    rounds.Add(profile.Name, seed);
                }
            }

            return rounds;
        }
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Nothing_that_an_exhaustive_scan_finds_is_missed_Property(string profileName, int seed)
    {
        var profile = ScoringProfile.Named(profileName);
        var invented = new InventedParties(seed);
        var parties = invented.Next(0, 250);
        var matcher = new PartyMatcher(MatchIndex.Build(parties), profile);
        var scan = new ExhaustiveScan(parties, profile);
        var (found, wrong) = (0, new List<string>());
        for (var round = 0; round < 250; round++)
        {
            var subject = Subject(parties[invented.Random.Next(parties.Length)], invented);
            var expected = scan.AtOrAbove(subject, profile.NearMissThreshold);
            wrong.AddRange(
                Differences(subject, expected, matcher.Find(subject, profile.NearMissThreshold, 100_000),
                entry => parties.Single(party => party.Entry == entry)));
            found += expected.Count;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        Assert.True(found > 150, $"only {found} parties were found in 250 rounds: the rounds prove nothing");
    }

    [Theory]
    [InlineData("onboarding", 31)]
    [InlineData("onboarding", 32)]
    [InlineData("payment", 33)]
    public void A_subject_with_many_names_finds_what_an_exhaustive_scan_finds_Property(string profileName, int seed)
    {
        var profile = ScoringProfile.Named(profileName);
        var invented = new InventedParties(seed);
        var parties = invented.Next(0, 250);
        var matcher = new PartyMatcher(MatchIndex.Build(parties), profile);
        var scan = new ExhaustiveScan(parties, profile);
        var (found, wrong) = (0, new List<string>());
        for (var round = 0; round < 60; round++)
        {
            // Names of one party and variations of them, then names of others: aliases that share words and aliases that share none.
            var subject = Subject(parties[invented.Random.Next(parties.Length)], invented);
            var others = Enumerable.Range(0, 1 + invented.Random.Next(19))
                .Select(_ => Subject(parties[invented.Random.Next(parties.Length)], invented).Name);
            subject = subject
                with
            {
                Aliases = [.. subject.Aliases, .. Enumerable.Range(0, 3)
                .Select(_ => Mutation.Of(subject.Name, invented.Random, subject.Name)), .. others]
            };
            var expected = scan.AtOrAbove(subject, profile.NearMissThreshold);
            wrong.AddRange(
                Differences(subject, expected, matcher.Find(subject, profile.NearMissThreshold, 100_000),
                entry => parties.Single(party => party.Entry == entry)));
            found += expected.Count;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(found > 300, $"only {found} parties were found in 60 rounds: the rounds prove nothing");
    }

    [Fact]
    public void The_scan_scores_as_a_comparison_of_the_pair_does()
    {
        var profile = ScoringProfile.Named("onboarding");
        var invented = new InventedParties(77);
        var matcher = new PartyMatcher(MatchIndex.Build([]), profile);
        foreach (var party in invented.Next(0, 300))
        {
            var subject = Subject(party, invented);
            foreach (var (_, score) in new ExhaustiveScan([party], profile).AtOrAbove(subject, 0.01))
            {
                Assert.Equal(score, matcher.CompareWith(subject, party).Score, 1e-9);
            }
        }
    }

    internal static IEnumerable<string> Differences(ScreeningSubject subject, SortedDictionary<ListEntryId, double> expected,
        IReadOnlyList<PartyMatch> found, Func<ListEntryId, ListedParty> party)
    {
        var actual = found.ToDictionary(match => match.Party.Entry, match => match.Score);
        foreach (var (entry, score) in expected)
        {
            if (!actual.TryGetValue(entry, out var indexed) || Math.Abs(score - indexed) > 1e-9)
            {
                var names = string.Join(" | ", party(entry).Names.Select(name => name.Text));
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"'{subject.Name}' ({string.Join(", ", subject.Aliases)}; {subject.Kind}) against "
                        + $"{party(entry).Kind} {names}: scan {score:0.000}, index {indexed:0.000}");
            }
        }

        foreach (var entry in actual.Keys.Where(entry => !expected.ContainsKey(entry)))
        {
            yield return $"'{subject.Name}' against {entry}: only the index finds it";
        }
    }

    private static ScreeningSubject Subject(ListedParty source, InventedParties invented)
    {
        var random = invented.Random;
        var name = source.Names[random.Next(source.Names.Length)].Text;
        return new ScreeningSubject
        {
            Kind = random.Next(3) == 0 ? PartyKind.Unknown : source.Kind,
            Name = random.Next(10) == 0 ? invented.Name(source.Kind) : Mutation.Of(name, random, invented.Name(source.Kind)),
            Aliases = random.Next(5) == 0 ? [Mutation.Of(name, random, name)] : [],
            BirthDate = random.Next(3) == 0 ? PartialDate.OfYear(random.Next(1930, 2000)) : default,
            Nationalities = random.Next(3) == 0 ? [CountryCode.Parse("ZZ")] : [],
        };
    }
}
