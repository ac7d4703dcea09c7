using System.Diagnostics;
using Compliance.Cli.Evaluation.Policies;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.Lists.Providers;

namespace Compliance.Cli.Evaluation;

/// <summary>Asks the shipped terms about every country, provider and kind of key, and times a question of 500 endpoints.</summary>
internal static class RouteMeasurement
{
    private const int Endpoints = 500;
    private const int Rounds = 2000;
    private static readonly DateOnly Day = new(2026, 11, 30);
    private static readonly Lazy<ProviderPolicies> Terms = new(() => ShippedTerms.On(Day));

    /// <summary>Questions that must find nothing: a refusal came before, or the provider's table does not serve the country.</summary>
    public static (int Asked, int Forbidden) Forbidden()
    {
        var (asked, forbidden) = (0, 0);
        var regions = PolicyLibrary.Load().Tables.ProviderRegions.Where(row => row.Basis.HoldsOn(Day)).ToLookup(row => row.Provider);
        foreach (var provider in Terms.Value.Providers)
        {
            var listed = PolicyLibrary.Load().ProviderOn(provider.Provider, Day)?.ListsRegions == true;
            var served = regions[provider.Provider].Where(row => row.IsServed && row.Basis.IsCertain).Select(row => row.Code)
                .ToHashSet(StringComparer.Ordinal);
            var models = new[] { "claude-x", "gpt-x", "gemini-x", "house", "gpt-x-latest", "auto" };
            foreach (var country in from one in Enumerable.Range('A', 26)
                                    from two in Enumerable.Range('A',
                26)
                                    select $"{(char)one}{(char)two}")
            {
                foreach (var (model, kind) in from model in models from kind in new[] { "byok", "platform", "resold" } select (model, kind))
                {
                    var request = ReachabilityQuestions.Plain(country) with { KeyKind = kind };
                    var endpoint = new ModelEndpoint("e", provider.Provider, model, null, true, 0, false, null);
                    var closed = listed && !served.Contains(country);
                    asked += closed ? 2 : 1;
                    forbidden += closed && Finds(request, endpoint) ? 1 : 0;
                    forbidden += Finds(request with { RefusedOn = ["cyber"] }, endpoint) ? 1 : 0;
                }
            }
        }

        return (asked, forbidden);
    }

    /// <summary>Asks the shipped terms about every code of a country, every kind of key, before and after a refusal, by the compiled rows
    /// and by Cedar.</summary>
    /// <returns>Answers of rows that were compared, and how many differ.</returns>
    public static (long Compared, int Differ) InCedar(CedarEngine cedar)
    {
        var (compared, differ) = (0L, 0);
        foreach (var provider in Terms.Value.Providers)
        {
            var endpoint = new ModelEndpoint("e", provider.Provider, "m", null, false, 0, null, null);
            var requests = (from one in Enumerable.Range('A', 26)
                            from two in Enumerable.Range('A', 26)
                            from kind in new[] { "byok", "platform", "resold" }
                            from refused in new[] { false, true }
                            select ReachabilityQuestions.Plain($"{(char)one}{(char)two}") with
                            {
                                KeyKind = kind,
                                RefusedOn = refused ? ["cyber"] : [],
                                EndUserIdentified = two % 3 == 0 ? null : two % 3 == 1,
                            }).ToArray();
            var said = cedar.Evaluate(provider.Program, [.. requests.Select(request => provider.Facts(request, endpoint))]);
            for (var place = 0; place < requests.Length; place++)
            {
                var values = provider.Encode(requests[place]);
                provider.Encode(requests[place], endpoint, values);
                for (var row = 0; row < said.Rows.Length; row++)
                {
                    compared++;
                    differ += said.Rows[row][place] == provider.Answer(row, values) ? 0 : 1;
                }
            }
        }

        return (compared, differ);
    }

    /// <summary>The median time of a question about 500 endpoints of three providers.</summary>
    public static double Microseconds()
    {
        string[] providers = ["anthropic", "google", "openai"], models = ["claude-x", "gemini-x", "gpt-x"];
        var endpoints = Enumerable.Range(0, Endpoints).Select(number => new ModelEndpoint($"e{number}", providers[number % 3],
            $"{models[number % 3]}{number % 40}", number % 2 == 0 ? "US" : "EU", number % 5 == 0, number % 90, false, null)).ToArray();
        var request = ReachabilityQuestions.Plain("DE") with { DataClass = "personal" };
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            RouteDecider.Decide(Terms.Value, request, endpoints, Denials.None, ControlSet.Open);
            times[round] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        Array.Sort(times);
        return Math.Round(times[Rounds / 2], 1);
    }

    private static bool Finds(RouteRequest request, ModelEndpoint endpoint)
        => !RouteDecider.Decide(Terms.Value, request, [endpoint], Denials.None, ControlSet.Open).Eligible.IsEmpty;
}
