using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

public sealed class ProviderGateTests
{
    [Theory]
    [InlineData("anthropic", "ET", Decision.Block)]
    [InlineData("openai", "ET", Decision.Allow)]
    [InlineData("google", "VE", Decision.Allow)]
    [InlineData("openai", "VE", Decision.Block)]
    [InlineData("openai", "SY", Decision.Block)]
    [InlineData("openai", "CN", Decision.Block)]
    [InlineData("anthropic", "HK", Decision.Block)]
    [InlineData("own-service", "CN", Decision.Allow)]
    [InlineData("google", "UA", Decision.Review)]
    [InlineData("nobody-knows", "DE", Decision.Review)]
    public void One_user_may_be_served_by_one_provider_and_not_by_another(string provider, string country, Decision decision)
    {
        var result = Decide(Person(Ip(country)), provider);

        Assert.Equal(decision, result.Decision);
        Assert.Equal(decision == Decision.Block ? ScreeningAction.Deny : result.Action, result.Action);
    }

    [Theory]
    [InlineData("anthropic", 100, "2026-11-22", Decision.Block)]
    [InlineData("anthropic", 50, "2026-11-22", Decision.Review)]
    [InlineData("anthropic", 45, "2026-11-22", Decision.Review)]
    [InlineData("anthropic", 100, "2025-09-01", Decision.Allow)]
    [InlineData("openai", 100, "2026-11-22", Decision.Allow)]
    public void Ownership_from_unsupported_regions_counts_where_and_since_the_provider_says_so(string provider, double percent, string day,
    Decision decision)
    {
        var request = Company(Parent("CN", (decimal)percent)) with { Use = new IntendedUse { Provider = provider } };

        Assert.Equal(decision, ProviderGate.Decide(request, On(day)).Decision);
    }

    [Fact]
    public void Parts_that_a_provider_excludes_are_wider_than_the_embargo()
    {
        var kramatorsk = Person(Ip("UA", subdivision: "UA-14"), address: "Kramatorsk", residence: "UA");

        Assert.Equal(Decision.Block, Decide(kramatorsk, "anthropic").Decision);
        Assert.Equal(Decision.Allow, Decide(Person(Ip("UA", subdivision: "UA-30"), residence: "UA"), "anthropic").Decision);
    }

    [Fact]
    public void An_unknown_region_is_not_served_blindly()
    {
        Assert.Equal("provider.region_unknown", Assert.Single(Decide(Person(), "anthropic").Reasons).Code);
        Assert.Equal("provider.masked_region",
            Assert.Single(Decide(Person(Ip("CN", ConnectionType.Vpn), residence: "DE"), "anthropic").Reasons).Code);
        Assert.Equal(Decision.Review,
            ProviderGate.Decide(Person() with { Use = new IntendedUse { Provider = "anthropic" } }, Context with { Policy = null })
            .Decision);
    }

    private static GateResult Decide(ScreeningRequest request, string provider)
        => ProviderGate.Decide(request with { Use = new IntendedUse { Provider = provider } }, Context);
}
