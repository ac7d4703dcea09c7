using System.Collections.Immutable;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>A list that lay in the directory and was refused by its guards, or could not be read, was nobody's concern: strangers were
/// cleared of it, and readiness said nothing.</summary>
public sealed class ListsNotUsedTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly ListCode Refused = ListCode.Parse("ca-sema");

    [Fact]
    public async Task A_list_that_is_there_and_refused_clears_nobody_until_it_is_admitted_or_taken_away()
    {
        using var folder = new TemporaryDirectory();
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        var (works, host) = (new ListWorks(storage, TimeProvider.System), new CorpusHost());
        var supply = new DirectorySupply(folder.Path, TimeSpan.FromSeconds(1), new RawFiles(storage.Blobs), TimeProvider.System);
        using var refresh = works.Refresh(host, supply);
        File.WriteAllText(Path.Combine(folder.Path, "consolidated.xml"), InventedUnList.Xml("2026-02-27"));
        await refresh.LookAsync(null, CancellationToken.None);
        Assert.Empty(host.Current!.Missing);

        // Five records where thousands are expected: the guards refuse it.
        var small = Path.Combine(folder.Path, "sema-lmes.xml");
        File.Copy(Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures", "ca-sema", "before", "2026-02-05",
            "sema-lmes.xml"), small);
        await refresh.LookAsync(null, CancellationToken.None);
        await refresh.LookAsync(null, CancellationToken.None);
        Assert.Equal(Refused, Assert.Single(host.Current!.Missing));
        Assert.Equal(Decision.Review, Decide(host));
        var ready = new ListOverview(host, works.Statuses, supply, TimeProvider.System).Ready();
        Assert.Equal(ListOverview.DegradedStatus, ready.Status);
        Assert.Contains(Refused.Value, ready.Reason, StringComparison.Ordinal);

        File.Delete(small);
        await refresh.LookAsync(null, CancellationToken.None);
        await refresh.LookAsync(null, CancellationToken.None);
        Assert.Empty(host.Current!.Missing);
        Assert.Equal(Decision.Allow, Decide(host));
    }

    /// <summary>What was seen: COMPLIANCE_LISTS named OFAC's list, the directory held the UN's only, and a stranger was cleared.</summary>
    [Fact]
    public async Task A_list_that_the_operator_names_and_the_directory_does_not_hold_clears_nobody()
    {
        using var folder = new TemporaryDirectory();
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        File.WriteAllText(Path.Combine(folder.Path, "consolidated.xml"), InventedUnList.Xml("2026-02-27"));
        var named = ImmutableArray.Create(ListCode.Parse("un-sc"), ListCode.Parse("us-ofac-sdn"));
        foreach (var supply in new IListSupply[]
        {
            new DirectorySupply(folder.Path, TimeSpan.FromSeconds(1), new RawFiles(storage.Blobs), TimeProvider.System, named),
            new OfflineSupply(named),
        })
        {
            var host = new CorpusHost();
            using var refresh = new ListWorks(storage, TimeProvider.System).Refresh(host, supply);
            await refresh.AdoptStoredAsync(CancellationToken.None);
            await refresh.LookAsync(null, CancellationToken.None);
            Assert.Equal("us-ofac-sdn", Assert.Single(host.Current!.Missing).Value);
            Assert.Equal(Decision.Review, Decide(host));
        }
    }

    private static Decision Decide(CorpusHost host) => ScreeningEngine.Decide(
        new ScreeningRequest { Subject = new ScreeningSubject { Kind = PartyKind.Individual, Name = "Maren Lindqvist" } },
        new ScreeningContext
        {
            Corpus = host.Current!.Corpus,
            Profile = ScoringProfile.All[0],
            Now = host.Current!.Corpus.Lists[0].RetrievedAt,
            MissingLists = host.Current!.Missing,
        }).Gates.Where(gate => gate.Gate is Gate.List or Gate.Readiness).Max(gate => gate.Decision);
}
