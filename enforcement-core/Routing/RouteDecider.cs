using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.EnforcementCore.Routing;

/// <summary>Decides which endpoints may serve a request. Only what every row, control and standing leaves is eligible; what is not known is
/// excluded, with why.</summary>
public static class RouteDecider
{
    /// <summary>Most endpoints of one question.</summary>
    public const int MaxEndpoints = 500;

    private const string SafetyIdentifier = "safety_identifier";
    private const string ZeroRetention = "zero_retention";

    /// <summary>Decides.</summary>
    /// <param name="policies">The terms of the day.</param>
    /// <param name="request">The request.</param>
    /// <param name="candidates">The endpoints that the router considers.</param>
    /// <param name="denied">What the standing of key and end user denies.</param>
    /// <param name="controls">What organisation, workspace, member and key narrow it to.</param>
    public static RouteAnswer Decide(ProviderPolicies policies, RouteRequest request, IReadOnlyList<ModelEndpoint> candidates,
        Denials denied,
        ControlSet controls)
    {
        var eligible = ImmutableArray.CreateBuilder<ModelEndpoint>(candidates.Count);
        var excluded = ImmutableArray.CreateBuilder<RouteExclusion>();
        var require = new SortedSet<string>(StringComparer.Ordinal);
        var started = new Dictionary<string, RouteStart>(StringComparer.Ordinal);
        foreach (var endpoint in candidates)
        {
            var reason = Denied(endpoint, denied) ?? controls.Excludes(endpoint, request) ?? Known(policies, endpoint)
                ?? ByRows(policies.Find(endpoint.Provider)!, request, endpoint, started, require);
            if (reason is null)
            {
                eligible.Add(endpoint);
            }
            else
            {
                excluded.Add(reason);
            }
        }

        if (controls.RequireEndUser == true)
        {
            require.Add(SafetyIdentifier);
        }

        return new RouteAnswer(eligible.ToImmutable(), excluded.ToImmutable(), eligible.Count == 0 ? [] : [.. require]);
    }

    private static RouteExclusion? Denied(ModelEndpoint endpoint, Denials denied)
        => denied.Providers.Contains(endpoint.Provider)
            || denied.Models.Any(model => ModelCatalogue.Matches(model, $"{endpoint.Provider}/{endpoint.Model}"))
            ? new RouteExclusion(endpoint.Id, "standing.denied", "block", "The standing of the key or the end user denies it.") : null;

    private static RouteExclusion? Known(ProviderPolicies policies, ModelEndpoint endpoint) => policies.Find(endpoint.Provider) is null
        ? new RouteExclusion(endpoint.Id, "provider.unknown", "block", $"Nobody wrote down the terms of {endpoint.Provider}.")
        : policies.Models.KindOf(endpoint.Provider, endpoint.Model) switch
        {
            ModelKind.Model => null,
            ModelKind.Alias => new RouteExclusion(endpoint.Id, "model.alias", "block",
                $"{endpoint.Model} stands for another model, which it can change. Resolve it, and ask for that one."),
            _ => new RouteExclusion(endpoint.Id, "model.unknown", "block",
                $"{endpoint.Provider} has no model {endpoint.Model} that was assessed."),
        };

    private static RouteExclusion? ByRows(ProviderPolicy policy, RouteRequest request, ModelEndpoint endpoint,
        Dictionary<string, RouteStart> started, SortedSet<string> require)
    {
        if (!started.TryGetValue(policy.Provider, out var start))
        {
            var values = policy.Encode(request);
            start = new RouteStart(values, RouteSaid.Nothing.With(policy, policy.RowsOfRequest, values));
            started.Add(policy.Provider, start);
        }

        policy.Encode(request, endpoint, start.Values);
        var said = start.Said.Stops is null ? start.Said.With(policy, policy.RowsOfEndpoint, start.Values) : start.Said;
        return said.Stops is { } row
            ? new RouteExclusion(endpoint.Id, policy.Program.Rules[row].Id, PolicyFormatter.Of(said.Verdict), policy.TextOf(row)
                + policy.Missing(row, start.Values))
            : Met(endpoint, request, said.Required, require);
    }

    private static RouteExclusion? Met(ModelEndpoint endpoint, RouteRequest request, ImmutableArray<string> required,
        SortedSet<string> require)
    {
        foreach (var one in required)
        {
            var met = one switch
            {
                ZeroRetention => endpoint.ZeroRetention == true,
                SafetyIdentifier => request.EndUserIdentified == true,
                _ => false,
            };
            if (!met)
            {
                return new RouteExclusion(endpoint.Id, "require." + one, "restrict",
                    $"It requires {one}, which this request or endpoint lacks.");
            }
        }

        require.UnionWith(required);
        return null;
    }
}

/// <summary>What is the same for all endpoints of a provider.</summary>
internal sealed record RouteStart(long[] Values, RouteSaid Said);

/// <summary>What rows say so far. A review beneath a restriction still stops: nobody goes on who waits for a person.</summary>
/// <param name="Stops">The strictest row that does not let the request go on; null where none does.</param>
/// <param name="Verdict">What that row says.</param>
/// <param name="Required">What restrictions require.</param>
internal sealed record RouteSaid(int? Stops, PolicyVerdict Verdict, ImmutableArray<string> Required)
{
    public static RouteSaid Nothing { get; } = new(null, PolicyVerdict.None, []);

    public RouteSaid With(ProviderPolicy policy, ImmutableArray<int> rows, long[] values)
    {
        var said = this;
        foreach (var row in rows)
        {
            var answer = policy.Answer(row, values);
            if (answer == PolicyAnswer.Silent)
            {
                continue;
            }

            var rule = policy.Program.Rules[row];
            var verdict = rule.VerdictOf(answer);
            // A restriction that cannot be decided asks for all that it could ask for; one that asks for nothing that can be met stops.
            said = verdict == PolicyVerdict.Restrict ? said with { Required = said.Required.AddRange(Asked(rule)) }
                : verdict > said.Verdict ? said with { Stops = row, Verdict = verdict } : said;
        }

        return said;
    }

    private static ImmutableArray<string> Asked(PolicyRule rule) => rule.Then.Of("require") is { IsEmpty: false } asked ? asked : [rule.Id];
}
