using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;

namespace Compliance.EnforcementCore.Routing;

/// <summary>
/// Follows every way a router can take, and asks at every endpoint that answers whether it may. Grounds of refusal are remembered along the
/// way whatever the router remembers. No witness means that none exists within the set-up and the requests that were given.
/// </summary>
public static class Reachability
{
    private const int MaxHops = 8;

    /// <summary>Shortest ways by which requests get where they may not go; none where there is none.</summary>
    /// <param name="policies">The terms.</param>
    /// <param name="router">The set-up.</param>
    /// <param name="requests">The kinds of request, each as it comes first.</param>
    /// <param name="grounds">Grounds on which a provider may refuse.</param>
    /// <param name="controls">What the customer narrows requests to.</param>
    public static ImmutableArray<RouteBypass> Find(ProviderPolicies policies, RouterConfiguration router,
        IEnumerable<RouteRequest> requests, ImmutableArray<string> grounds, ControlSet controls)
    {
        var found = new Dictionary<string, RouteBypass>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            foreach (var name in router.Deployments.Select(one => one.Name).Concat(router.Ways.Select(way => way.From))
                .Distinct(StringComparer.Ordinal))
            {
                foreach (var bypass in From(policies, router, request, name, grounds, controls))
                {
                    found.TryAdd($"{bypass.Setting}\n{bypass.Row}\n{string.Join(' ', bypass.Path)}", bypass);
                }
            }
        }

        return [.. found.Values.OrderBy(one => one.Path.Length).ThenBy(one => string.Join(' ', one.Path), StringComparer.Ordinal)];
    }

    private static IEnumerable<RouteBypass> From(ProviderPolicies policies, RouterConfiguration router, RouteRequest request, string asked,
        ImmutableArray<string> grounds, ControlSet controls)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Place>();
        waiting.Enqueue(new Place(asked, request, "", [asked], [], "model_list"));
        while (waiting.TryDequeue(out var place))
        {
            if (!seen.Add($"{place.Name}\n{place.Ground}") || place.Path.Length > MaxHops)
            {
                continue;
            }

            foreach (var deployment in router.Deployments.Where(one => one.Name == place.Name))
            {
                var answer = RouteDecider.Decide(policies, place.Request, [deployment.Endpoint], Denials.None, controls);
                if (answer.Excluded is [var excluded])
                {
                    // A router that asks each time does not go there; it may still try what comes after.
                    if (!router.AsksEachTime)
                    {
                        yield return Bypass(place, deployment, excluded);
                    }
                }
            }

            foreach (var next in router.Ways.Where(way => way.From == place.Name).SelectMany(way => Next(place, way, grounds)))
            {
                waiting.Enqueue(next);
            }
        }
    }

    private static IEnumerable<Place> Next(Place place, RouteWay way, ImmutableArray<string> grounds)
    {
        var on = place with { Name = way.To, Path = place.Path.Add(way.To), Hops = place.Hops.Add(way.Why), Setting = way.Setting };
        return way.Why switch
        {
            RouteHop.AfterRefusal when place.Ground.Length == 0 => grounds.Select(ground => on with
            { Ground = ground, Request = place.Request with { RefusedOn = place.Request.RefusedOn.Add(ground) } }),
            RouteHop.Stored => [on with { Request = place.Request with { ServedFrom = "cache" } }],
            _ => [on],
        };
    }

    private static RouteBypass Bypass(Place place, RouteDeployment deployment, RouteExclusion excluded) => new(place.Ground, place.Path,
        place.Hops, place.Setting, excluded.Row, place.Ground.Length > 0
            ? $"Refused on the ground {place.Ground}, the request goes from {place.Path[0]} to {deployment.Endpoint.Provider}/"
                + $"{deployment.Endpoint.Model} by {place.Setting}: the refusal is routed around."
            : $"A request for {place.Path[0]} is served by {deployment.Endpoint.Provider}/{deployment.Endpoint.Model} by {place.Setting}, "
                + $"which may not serve it ({excluded.Text})");

    private sealed record Place(string Name, RouteRequest Request, string Ground, ImmutableArray<string> Path,
        ImmutableArray<RouteHop> Hops,
        string Setting);
}
