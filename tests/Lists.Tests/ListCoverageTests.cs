using System.Text;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;

namespace Compliance.Lists.Tests;

/// <summary>Every list is whole: what is known of it, its guards, its notes, a hand-written file with reviewed parties; and no list freezes
/// that may not.</summary>
public sealed class ListCoverageTests
{
    /// <summary>The lists that tell of freezes of property. Any other list is never a freeze.</summary>
    private static readonly string[] Freezing = ["au-dfat", "ca-sema", "ch-seco", "eu-fsf", "jp-mof", "open-sanctions", "uk-sl", "un-sc", "us-ofac-sdn"];

    public static TheoryData<string> Codes() => [.. ListLibrary.Descriptors.Select(descriptor => descriptor.Code.Value)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_list_says_who_publishes_it_by_what_law_where_how_often_and_what_a_complete_one_holds(string code)
    {
        var about = ListLibrary.DescriptorOf(ListCode.Parse(code))!;
        Assert.All(new[] { about.Title, about.Publisher, about.Jurisdiction, about.LegalBasis, about.Terms },
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.InRange(about.Cadence, TimeSpan.FromMinutes(30), TimeSpan.FromDays(1));
        Assert.True(about.StaleAfter > about.Cadence * 2, "one missed look makes no list stale");
        Assert.All(about.Sources, source => Assert.StartsWith("https://", source.Url, StringComparison.Ordinal));
        Assert.All(about.Sources, source => Assert.InRange(source.MaxBytes, 1_000_000, 512_000_000));
        Assert.All(about.Guards.Counts,
            count => Assert.True(count.Value.Min > 0 && count.Value.Max > count.Value.Min * 1.5, $"{count.Key}: {count.Value}"));
        if (code != "open-sanctions") // Any of its datasets may be given: what a complete one holds is not known.
        {
            Assert.NotEmpty(about.Guards.Counts);
        }

        Assert.InRange(about.Guards.MaxShrink, 0.01, 0.3);
        if (about.Guards.Counts.ContainsKey(PartyKind.Individual))
        {
            Assert.NotEmpty(about.Guards.FillRates);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_list_has_notes_and_reviewed_parties_of_a_hand_written_file(string code)
    {
        var folder = string.Concat(code.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        Assert.True(new FileInfo(Path.Combine(TestData.RepositoryRoot(), "lists", folder, "README.md")).Length > 100,
            $"lists/{folder}/README.md says too little");
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(FixtureFiles.Root, "golden")), file => File.ReadAllText(file)
            .Contains($"{{\"entry\":\"{code}:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_lists_that_do_not_block_give_the_reviewed_parties_each_with_its_own_measure()
    {
        var parties = FixtureFiles.Parties("us-ofac-cons");
        Golden.Check("us-ofac-cons", parties);
        Assert.Equal(
            [Measures.Reject, Measures.Securities, Measures.Securities, Measures.CorrespondentAccounts, Measures.CorrespondentAccounts,
                Measures.Partial],
            parties.Select(party => party.Measures));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_match_on_a_list_that_does_not_block_is_never_a_freeze_and_on_every_other_it_is(string code)
    {
        var list = ListCode.Parse(code);
        var parties = Directory.EnumerateFiles(Path.Combine(FixtureFiles.Root, "golden")).SelectMany(File.ReadLines)
            .Where(line => line.StartsWith($"{{\"entry\":\"{code}:", StringComparison.Ordinal))
            .Select(line => PartyCodec.ReadParty(Encoding.UTF8.GetBytes(line))).DistinctBy(party => party.Entry).ToArray();
        Assert.Equal(Freezing.Contains(code), parties.Any(party => party.Measures.HasFlag(Measures.Freeze)));
        var context = new ScreeningContext
        {
            Corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(list, FixtureFiles.RetrievedAt), parties)]),
            Profile =
                ScoringProfile.Named("onboarding"),
            Now = FixtureFiles.RetrievedAt,
        };
        foreach (var party in parties)
        {
            var outcome = ScreeningEngine.Decide(new ScreeningRequest { Subject = TwinOf(party) }, context);
            Assert.All(
                outcome.Hits.Where(hit => hit.Entry == party.Entry && (party.Measures & (Measures.Freeze | Measures.Reject)) == 0),
                hit => Assert.True(hit.Outcome != Decision.Block, $"{party.Entry} blocks under {party.Measures}"));
            Assert.True(outcome.Action != ScreeningAction.Freeze
                || Freezing.Contains(code), $"{party.Entry} freezes, and {code} freezes nobody");
        }
    }

    /// <summary>A subject with every fact of the party.</summary>
    private static ScreeningSubject TwinOf(ListedParty party) => new()
    {
        Kind = party.Kind,
        Name = party.PrimaryName.Text,
        BirthDate = party.BirthDates.FirstOrDefault(),
        Nationalities =
            party.Nationalities,
        Country = party.Countries.Concat(party.Nationalities).FirstOrDefault(),
        Identifiers = party.Identifiers,
        Gender = party.Gender,
    };
}
