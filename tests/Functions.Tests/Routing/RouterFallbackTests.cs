using Compliance.EnforcementCore.Routing;

namespace Compliance.Functions.Tests.Routing;

/// <summary>The documented fallbacks of a LiteLLM proxy: what is set up for outages also goes around a refusal (BerriAI/litellm issue
/// 40406).</summary>
public sealed class RouterFallbackTests
{
    private const string Models = """
        "model_list": [
          {"model_name": "primary", "litellm_params": {"model": "openai/gpt-5", "api_key": "none"}},
          {"model_name": "backup", "litellm_params": {"model": "anthropic/claude-x"}},
          {"model_name": "long", "litellm_params": {"model": "openai/gpt-long"}}]
        """;

    [Theory]
    [InlineData("""{"fallbacks": [{"primary": ["backup"]}]}""", "router_settings.fallbacks")]
    [InlineData("""{"default_fallbacks": ["backup"]}""", "router_settings.default_fallbacks")]
    [InlineData("""{"content_policy_fallbacks": [{"primary": ["backup"]}]}""", "router_settings.content_policy_fallbacks")]
    public void A_refusal_that_is_routed_around_is_found_with_its_way(string settings, string by)
    {
        var found = Find($$"""{ {{Models}}, "router_settings": {{settings}} }""");
        var way = Assert.Single(found, one => one.Path is ["primary", "backup"] && one.Ground == "cyber");
        Assert.Equal((by, "platform.refused"), (way.Setting, way.Row));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"context_window_fallbacks": [{"primary": ["long"]}]}""")]
    public void A_set_up_without_a_way_around_is_found_clean(string settings)
        => Assert.Empty(Find($$"""{ {{Models}}, "router_settings": {{settings}} }"""));

    [Fact]
    public void A_router_that_asks_before_each_hop_has_no_way_around()
    {
        var router = LiteLlmConfiguration.Read("{" + Models
            + """, "router_settings": {"fallbacks": [{"primary": ["backup", "long"]}, {"backup": ["long"]}]} }""");
        Assert.NotEmpty(Reachability.Find(RouteWorld.Shipped, router, [RouteWorld.Plain("US")], ["cyber"], ControlSet.Open));
        Assert.Empty(Reachability.Find(RouteWorld.Shipped, router with { AsksEachTime = true }, [RouteWorld.Plain("US")], ["cyber"],
            ControlSet.Open));
    }

    [Fact]
    public void An_alias_that_leads_to_a_provider_that_does_not_serve_the_country_is_found()
    {
        var router = LiteLlmConfiguration.Read("{" + Models + """, "router_settings": {"model_group_alias": {"cheap": "backup"} } }""");
        var found = Reachability.Find(RouteWorld.Shipped, router, [RouteWorld.Plain("ET")], [], ControlSet.Open);
        Assert.Contains(found, one => one.Path is ["cheap", "backup"] && one.Row == "anthropic.region");
    }

    private static System.Collections.Immutable.ImmutableArray<RouteBypass> Find(string setup) => Reachability.Find(RouteWorld.Shipped,
        LiteLlmConfiguration.Read(setup), [RouteWorld.Plain("US")], ["cyber"], ControlSet.Open);
}
