using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Routing;

namespace Compliance.Functions.Routing;

/// <summary>How many countries reach a provider.</summary>
/// <param name="Provider">The provider's code.</param>
/// <param name="Open">Countries that it serves.</param>
/// <param name="Held">Countries of which a person decides.</param>
/// <param name="Closed">Countries that it does not serve.</param>
/// <param name="AfterRefusal">Country and kind of key pairs that reach it after a refusal.</param>
public sealed record ReachedProvider(string Provider, int Open, int Held, int Closed, int AfterRefusal);

/// <summary>Asks the terms about every country, provider and kind of key, before and after a refusal.</summary>
internal static class ReachabilityQuestions
{
    /// <summary>Grounds that are tried.</summary>
    public static ImmutableArray<string> Grounds { get; } = ["biological", "cyber"];

    /// <summary>A set-up whose fallback for outages also goes around a refusal.</summary>
    public const string Example = """
        {"model_list": [
          {"model_name": "primary", "litellm_params": {"model": "openai/gpt-5"}},
          {"model_name": "backup", "litellm_params": {"model": "anthropic/claude-x"}}],
         "router_settings": {"fallbacks": [{"primary": ["backup"]}]}}
        """;

    private static readonly string[] KeyKinds = ["byok", "platform", "resold"];
    private static readonly ImmutableArray<string> Countries = [.. from first in Enumerable.Range('A', 26)
                                                                 from second in Enumerable.Range('A', 26)
                                                                 select $"{(char)first}{(char)second}"];

    /// <summary>How many questions were asked, and what came of them by provider. Codes that no country has are closed, too.</summary>
    public static (int Asked, ImmutableArray<ReachedProvider> Providers) Ask(ProviderPolicies terms)
    {
        var (asked, rows) = (0, ImmutableArray.CreateBuilder<ReachedProvider>());
        foreach (var provider in terms.Providers)
        {
            var endpoint = new ModelEndpoint("e", provider.Provider, ModelOf(provider.Provider), null, true, 0, false, null);
            var (open, held, closed, after) = (0, 0, 0, 0);
            foreach (var country in Countries)
            {
                var verdict = Verdict(terms, Plain(country), endpoint);
                (open, held, closed) = verdict is null ? (open + 1, held, closed) : verdict == "block" ? (open, held, closed + 1)
                    : (open, held + 1, closed);
                foreach (var kind in KeyKinds)
                {
                    after += Verdict(terms, Plain(country) with { KeyKind = kind, RefusedOn = [Grounds[0]] }, endpoint) is null ? 1 : 0;
                    asked++;
                }

                asked++;
            }

            rows.Add(new ReachedProvider(provider.Provider, open, held, closed, after));
        }

        return (asked, rows.ToImmutable());
    }

    /// <summary>A request that nothing stands against but where it comes from.</summary>
    public static RouteRequest Plain(string country) => new()
    {
        Origin = RouteOrigin.Unknown with { Residence = country, Parts = [], Owners = [] },
        KeyKind = "platform",
        ServedFrom = "live",
        UserAge = 18,
        Use = [],
        DataClass = "public",
        EndUserIdentified = true,
        EndUsersOfDay = 1,
        LinkedToSuspended = false,
        CreditFromSuspended = false,
        SuspendedSinceStart = false,
    };

    private static string? Verdict(ProviderPolicies terms, RouteRequest request, ModelEndpoint endpoint)
        => RouteDecider.Decide(terms, request, [endpoint], Denials.None, ControlSet.Open).Excluded is [var one] ? one.Verdict : null;

    private static string ModelOf(string provider) => provider switch
    {
        "anthropic" => "claude-x",
        "openai" => "gpt-x",
        "google" => "gemini-x",
        _ => "model",
    };
}
