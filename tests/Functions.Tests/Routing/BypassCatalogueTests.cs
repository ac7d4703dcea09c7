using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Routing;

namespace Compliance.Functions.Tests.Routing;

/// <summary>Ways around a policy, each tried on everything that it forbids: none makes anything eligible that was not.</summary>
public sealed class BypassCatalogueTests
{
    private static readonly string[] Providers = ["anthropic", "google", "openai", "own-service"];
    private static readonly string[] Grounds = ["cyber", "biological", "fraud", "something_new"];

    /// <summary>The catalogue: a name, and what somebody changes about a request or an endpoint to get through.</summary>
    public static TheoryData<string> Ways => ["retry", "byok", "resold", "batch", "batch_byok", "cache", "stored_elsewhere",
        "region", "alias", "auto", "preset", "preset_of_model", "unknown_model", "keep_nothing"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_is_refused_once_stays_refused(string way)
    {
        var tried = 0;
        foreach (var country in RouteWorld.Countries)
        {
            foreach (var provider in Providers)
            {
                foreach (var ground in Grounds)
                {
                    var refused = RouteWorld.Plain(country) with { RefusedOn = [ground] };
                    var (request, endpoint) = Changed(way, refused, RouteWorld.Endpoint(provider));
                    Assert.NotNull(RouteWorld.Excluded(RouteWorld.Shipped, request, endpoint));
                    tried++;
                }
            }
        }

        Assert.True(tried > 3000);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_place_that_a_provider_does_not_serve_is_served_by_no_other_way(string way)
    {
        foreach (var country in RouteWorld.Countries)
        {
            foreach (var provider in Providers)
            {
                var (plain, target) = (RouteWorld.Plain(country), RouteWorld.Endpoint(provider));
                if (RouteWorld.Excluded(RouteWorld.Shipped, plain, target) is not null)
                {
                    var (request, endpoint) = Changed(way, plain, target);
                    Assert.NotNull(RouteWorld.Excluded(RouteWorld.Shipped, request, endpoint));
                }
            }
        }
    }

    [Theory]
    [InlineData("@preset/anything")]
    [InlineData("gpt-5@preset/anything")]
    [InlineData("auto")]
    public void What_is_not_resolved_goes_nowhere_even_where_everything_else_may(string model)
    {
        Assert.Null(RouteWorld.Excluded(RouteWorld.Shipped, RouteWorld.Plain("US"), RouteWorld.Endpoint("openai")));
        foreach (var provider in Providers.Where(one => one != "own-service"))
        {
            Assert.NotNull(
                RouteWorld.Excluded(RouteWorld.Shipped, RouteWorld.Plain("US"), RouteWorld.Endpoint(provider) with { Model = model }));
        }
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("cache")]
    public void A_batch_and_a_stored_answer_are_asked_about_like_a_live_request(string servedFrom)
    {
        foreach (var country in RouteWorld.Countries)
        {
            foreach (var provider in Providers)
            {
                var (plain, endpoint) = (RouteWorld.Plain(country), RouteWorld.Endpoint(provider));
                Assert.Equal(RouteWorld.Excluded(RouteWorld.Shipped, plain, endpoint)?.Row,
                    RouteWorld.Excluded(RouteWorld.Shipped, plain with { ServedFrom = servedFrom }, endpoint)?.Row);
            }
        }
    }

    [Fact]
    public void A_suspension_holds_for_a_new_account_moved_credit_and_a_stream_that_runs()
    {
        foreach (var provider in Providers)
        {
            var (plain, endpoint) = (RouteWorld.Plain("US"), RouteWorld.Endpoint(provider));
            Assert.Null(RouteWorld.Excluded(RouteWorld.Shipped, plain, endpoint));
            foreach (var (request, row) in new[]
            {
                (plain with { LinkedToSuspended = true }, "platform.linked"), (plain with { LinkedToSuspended = null }, "platform.linked"),
                (plain with { CreditFromSuspended = true }, "platform.credit"),
                    (plain with { SuspendedSinceStart = true }, "platform.stream"),
                (plain with { EndUsersOfDay = 5000 }, "platform.rotation"),
                (plain with { KeyKind = "resold", EndUserIdentified = false }, "platform.resold"),
            })
            {
                Assert.Equal(row, RouteWorld.Excluded(RouteWorld.Shipped, request, endpoint)?.Row);
            }
        }
    }

    [Fact]
    public void What_standing_denies_is_denied_by_every_name()
    {
        var denied = Denials.Of(["google"], ["openai/gpt-*"], []);
        foreach (var provider in new[] { "google", "openai" })
        {
            var answer = RouteDecider.Decide(RouteWorld.Shipped, RouteWorld.Plain("US"), [RouteWorld.Endpoint(provider)], denied,
                ControlSet.Open);
            Assert.Equal("standing.denied", Assert.Single(answer.Excluded).Row);
        }
    }

    [Fact]
    public void What_is_not_known_opens_nothing()
    {
        var (plain, endpoint) = (RouteWorld.Plain("US"), RouteWorld.Endpoint("openai") with { ZeroRetention = false, RetentionDays = 40 });
        foreach (var request in new[]
        {
            plain with { UserAge = null }, plain with { Use = default }, plain with { CreditFromSuspended = null },
            plain with { KeyKind = null, EndUserIdentified = null }, plain with { RefusedOn = default }, plain with { DataClass = null },
        })
        {
            Assert.Contains("Not known: ", RouteWorld.Excluded(RouteWorld.Shipped, request, endpoint)!.Text, StringComparison.Ordinal);
        }

        Assert.NotNull(RouteWorld.Excluded(RouteWorld.Shipped, plain with { Origin = RouteOrigin.Unknown }, endpoint));
    }

    private static (RouteRequest Request, ModelEndpoint Endpoint) Changed(string way, RouteRequest request, ModelEndpoint endpoint)
        => way switch
        {
            "retry" => (request, endpoint),
            "byok" => (request with { KeyKind = "byok" }, endpoint with { KeyKind = "byok" }),
            "resold" => (request, endpoint with { KeyKind = "resold" }),
            "batch" => (request with { ServedFrom = "batch" }, endpoint),
            "cache" => (request with { ServedFrom = "cache" }, endpoint),
            "region" => (request, endpoint with { Region = "EU" }),
            "alias" => (request, endpoint with
            {
                Model = endpoint.Model + "-latest",
                Provider = endpoint.Provider == "own-service" ? "openai"
                : endpoint.Provider
            }),
            "batch_byok" => (request with { ServedFrom = "batch", KeyKind = "byok" }, endpoint with { KeyKind = "byok" }),
            "stored_elsewhere" => (request with { ServedFrom = "cache" }, endpoint with { Region = "US", ZeroRetention = true }),
            "auto" => (request, endpoint with { Model = "auto" }),
            // A preset names a model, its parameters and where it may go; what it stands for is not known until it is resolved.
            "preset" => (request, endpoint with { Model = "@preset/anything" }),
            "preset_of_model" => (request, endpoint with { Model = endpoint.Model + "@preset/anything" }),
            "unknown_model" => (request, endpoint with { Provider = "somebody-new" }),
            "keep_nothing" => (request, endpoint with { ZeroRetention = true, RetentionDays = 0, Distillable = true }),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Not in the catalogue."),
        };
}
