using System.Collections.Immutable;
using Compliance.EnforcementCore.Routing;

namespace Compliance.EnforcementCore.Tests.Routing;

public sealed class ControlSetTests
{
    private static readonly string[] Providers = ["anthropic", "google", "openai"];
    private static readonly string[] Models = ["anthropic/*", "anthropic/claude-x", "openai/gpt-*", "openai/gpt-5", "google/gemini-1", "*"];

    [Fact]
    public void Below_only_narrows_whatever_stands_above_and_below()
    {
        var random = new Random(3);
        for (var tree = 0; tree < 20_000; tree++)
        {
            var (above, below) = (Some(random), Some(random));
            var both = above.Meet(below);
            Assert.Null(above.Widening(both));
            var endpoint = new ModelEndpoint("e", Providers[random.Next(3)], random.Next(2) == 0 ? "claude-x" : "gpt-5",
                random.Next(2) == 0 ? "EU" : null,
                random.Next(2) == 0 ? true : null, null, null, null);
            var request = new RouteRequest { DataClass = random.Next(2) == 0 ? "public" : null, EndUserIdentified = random.Next(2) == 0 };
            var (one, two, left) = (above.Excludes(endpoint, request), below.Excludes(endpoint, request), both.Excludes(endpoint, request));
            Assert.Equal(one is null && two is null, left is null);
            // A child that is accepted lets nothing through that its parent stops.
            if (above.Widening(below) is null && !Inherits(above, below))
            {
                Assert.True(two is not null || one is null);
            }
        }
    }

    [Fact]
    public void Empty_is_nothing_and_absent_is_inherited()
    {
        var endpoint = new ModelEndpoint("e", "openai", "gpt-5", null, null, null, null, null);
        Assert.Null(ControlSet.Open.Excludes(endpoint, new RouteRequest()));
        Assert.NotNull((ControlSet.Open with { Providers = [] }).Excludes(endpoint, new RouteRequest()));
        Assert.Equal(["openai"], (ControlSet.Open with { Providers = ["openai"] }).Meet(ControlSet.Open).Providers.ToArray());
    }

    [Fact]
    public void What_widens_is_told_by_its_cell()
    {
        var above = ControlSet.Open with
        {
            Providers = ["openai"],
            ZeroRetention = true,
            Budgets = [new ControlBudget(BudgetWindow.Daily, 3000)]
        };
        Assert.Equal("providers: google", above.Widening(ControlSet.Open with { Providers = ["google", "openai"] }));
        Assert.Contains("zeroRetention", above.Widening(ControlSet.Open with { ZeroRetention = false }), StringComparison.Ordinal);
        Assert.Contains("5000", above.Widening(ControlSet.Open with { Budgets = [new ControlBudget(BudgetWindow.Daily, 5000)] }),
            StringComparison.Ordinal);
        Assert.Null((ControlSet.Open with { Models = ["openai/*"] }).Widening(ControlSet.Open with { Models = ["openai/gpt-*"] }));
        Assert.NotNull((ControlSet.Open with { Models = ["openai/gpt-*"] }).Widening(ControlSet.Open with { Models = ["openai/*"] }));
    }

    /// <summary>How OpenRouter documents that guardrails combine (openrouter.ai/docs/guides/features/guardrails, read 2026-11-30): lists
    /// intersect, zero retention holds where any asks for it, and of two budgets the smaller ends first. Its empty list allows all; here it
    /// is nothing, which is recorded as a difference.</summary>
    [Fact]
    public void Guardrails_combine_as_OpenRouter_documents_but_for_the_empty_list()
    {
        var member = ControlSet.Open with
        {
            Providers = ["anthropic", "openai"],
            Budgets = [new ControlBudget(BudgetWindow.Daily, 10_000)]
        };
        var key = ControlSet.Open with
        {
            Providers = ["google", "openai"],
            ZeroRetention = true,
            Budgets = [new ControlBudget(BudgetWindow.Daily, 3000)]
        };
        var both = member.Meet(key);
        Assert.Equal(["openai"], both.Providers.ToArray());
        Assert.True(both.ZeroRetention);
        Assert.Equal(3000, Assert.Single(both.Budgets).Cents);
        Assert.Equal(["anthropic", "openai"], member.Meet(ControlSet.Open with { ZeroRetention = false }).Providers.ToArray());
        Assert.Empty(member.Meet(ControlSet.Open with { Providers = [] }).Providers);
        Assert.Equal(["openai/gpt-5"], (ControlSet.Open with { Models = ["openai/gpt-5", "anthropic/claude-x"] })
            .Meet(ControlSet.Open with { Models = ["openai/*"] }).Models.ToArray());
    }

    private static bool Inherits(ControlSet above, ControlSet below) => (below.Providers.IsDefault && !above.Providers.IsDefault)
        || (below.Models.IsDefault && !above.Models.IsDefault) || (below.ZeroRetention is null && above.ZeroRetention is not null)
        || (below.RequireEndUser is null && above.RequireEndUser is not null)
            || (below.DataClasses.IsDefault && !above.DataClasses.IsDefault)
        || (below.Regions.IsDefault && !above.Regions.IsDefault);

    private static ControlSet Some(Random random) => new()
    {
        Providers = List(random, Providers),
        Models = List(random, Models),
        Regions = List(random, ["EU", "US"]),
        DataClasses = List(random, ["internal", "public"]),
        ZeroRetention = random.Next(3) switch { 0 => true, 1 => false, _ => null },
        RequireEndUser = random.Next(3) switch { 0 => true, 1 => false, _ => null },
    };

    private static ImmutableArray<string> List(Random random, string[] words)
        => random.Next(2) == 0 ? default : [.. words.Where(_ => random.Next(2) == 0).Order(StringComparer.Ordinal)];
}
