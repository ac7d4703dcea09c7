using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>Every name of every real list, as its publisher writes it, is raised.</summary>
public sealed class RealSelfScreenTests(ITestOutputHelper output)
{
    // Parties of each list that are screened here; `evaluate self-screen` screens all.
    private const int PerList = 60;

    [FactWithData("real-lists")]
    public void Every_listed_name_is_raised_but_those_that_their_own_list_calls_weak_and_search_and_comparison_agree()
    {
        var corpus = ScreeningCorpus.Build(ListLibrary.ReadNewest(RealFiles.Under("real-lists"), RealFiles.RetrievedAt).Snapshots);
        var positions = Enumerable.Range(0, corpus.Index.PartyCount).GroupBy(at => corpus.Index.EntryAt(at).List)
            .SelectMany(list => list.Where((_, i) => i % Math.Max(1, list.Count() / PerList) == 0)).ToArray();
        var result = SelfScreening.Run(corpus, ScoringProfile.Named("onboarding"), RealFiles.RetrievedAt, positions);
        output.WriteLine($"{result.Names} names of {positions.Length} parties, {result.Weak} weak by their own list, {result.Ended} ended, "
            + $"{result.Faults.Length} faults: {string.Join(", ", result.Faults.CountBy(fault => fault.Fault))}");
        Assert.Empty(result.Faults.Select(fault => $"{fault.Entry} {fault.Name}: {fault.Fault}"));
    }
}
