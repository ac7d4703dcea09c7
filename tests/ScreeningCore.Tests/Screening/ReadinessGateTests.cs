using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Where the question cannot be answered, nobody is cleared.</summary>
public sealed class ReadinessGateTests
{
    private static readonly ScreeningSubject Stranger = Given.Subject("Maren Lindqvist");

    [Fact]
    public void An_empty_corpus_is_reviewed()
    => Assert.Equal(["corpus.empty"], Codes(Given.Context() with { Corpus = ScreeningCorpus.Empty }));

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void A_list_older_than_its_limit_is_reviewed(int hours, bool stale)
    {
        var context = Given.Context(Given.Person("1", "Tulorbas Shimek"));
        context = context with { Now = context.Corpus.Lists[0].RetrievedAt.AddHours(hours) };
        Assert.Equal(stale ? ["corpus.stale"] : [], Codes(context));
    }

    [Fact]
    public void A_confirmed_list_is_fresh_again_and_keeps_its_hash()
    {
        var context = Given.Context(Given.Person("1", "Tulorbas Shimek"));
        var late = context with { Now = context.Now.AddDays(3) };
        var confirmed = context.Corpus.ConfirmedAt(new Dictionary<ListCode, DateTimeOffset> { [Given.Sdn] = late.Now });
        Assert.Empty(Codes(late with { Corpus = confirmed }));
        Assert.Equal(context.Corpus.Hash, confirmed.Hash);
    }

    [Fact]
    public void A_list_that_was_never_loaded_is_reviewed() =>
        Assert.Equal(["corpus.missing"],
        Codes(Given.Context(Given.Person("1", "Tulorbas Shimek")) with { MissingLists = [ListCode.Parse("uk-test")] }));

    [Fact]
    public void A_sample_clears_nobody_outside_development()
    {
        var sample = ScreeningCorpus.Build(
            [WatchlistSnapshot.Of(new ListVersion(Given.Sdn, Given.Now) { IsSample = true }, [Given.Person("1", "Tulorbas Shimek")])]);
        var context = new ScreeningContext { Corpus = sample, Profile = ScoringProfile.Named("payment"), Now = Given.Now };
        Assert.Equal(["corpus.sample"], Codes(context));
        Assert.Empty(Codes(context with { AllowSample = true }));
    }

    [Fact]
    public void A_block_stays_a_block_on_a_stale_list()
    {
        var context = Given.Context(Given.Person("1", "Tulorbas Shimek"));
        var outcome = (context with { Now = context.Now.AddDays(9) }).Screen(Given.Subject("Tulorbas Shimek", "1962-05-02"));
        Assert.Equal((Decision.Block, ScreeningAction.Freeze), (outcome.Decision, outcome.Action));
    }

    [Fact]
    public void Every_gate_is_asked_in_order_and_the_strictest_decides()
    {
        var outcome = Given.Context(Given.Person("1", "Tulorbas Shimek")).Screen(Stranger);
        Assert.Equal(Enum.GetValues<Gate>(), outcome.Gates.Select(gate => gate.Gate));
        Assert.All(outcome.Gates.Where(gate => gate.Decision != Decision.Allow), gate => Assert.NotEmpty(gate.Reasons));
        Assert.Equal(outcome.Gates.Max(gate => gate.Decision), outcome.Decision);
    }

    private static IEnumerable<string> Codes(ScreeningContext context)
    {
        var outcome = context.Screen(Stranger);
        var gate = outcome.Gates.Single(one => one.Gate == Gate.Readiness);
        Assert.Equal(gate.Reasons.IsEmpty ? Decision.Allow : Decision.Review, outcome.Decision);
        return gate.Reasons.Select(reason => reason.Code);
    }
}
