using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Functions.Tests.Routing;

/// <summary>The shipped terms, and requests to ask them about.</summary>
internal static class RouteWorld
{
    public static readonly DateOnly Day = new(2026, 11, 30);

    public static readonly ProviderPolicies Shipped = ShippedTerms.On(Day);

    public static readonly ImmutableArray<string> Countries = [.. PolicyLibrary.Load().Tables.ProviderRegions.Select(row => row.Code)
        .Concat(PolicyLibrary.Load().Tables.CountryGroups.Select(row => row.Country)).Concat(["XK", "AQ", "BV", "CN", "RU", "IR", "KP",
            "CU", "SY"])
        .Where(code => code.Length == 2).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Everything is known of it, and nothing stands against it but where it comes from.</summary>
    public static RouteRequest Plain(string residence) => ReachabilityQuestions.Plain(residence) with { UserAge = 30 };

    public static ModelEndpoint Endpoint(string provider) => new(provider, provider, provider switch
    {
        "anthropic" => "claude-x",
        "openai" => "gpt-5",
        "google" => "gemini-x",
        _ => "house-model",
    }, "US", true, 0, false, null);

    public static RouteExclusion? Excluded(ProviderPolicies policies, RouteRequest request, ModelEndpoint endpoint)
        => RouteDecider.Decide(policies, request, [endpoint], Denials.None, ControlSet.Open).Excluded is [var one] ? one : null;

    /// <summary>The terms of one provider alone.</summary>
    public static ProviderPolicies Only(string provider, PolicyProgram program)
        => ProviderPolicies.Of(ShippedTerms.Models, Day, [KeyValuePair.Create(provider, program)]);
}
