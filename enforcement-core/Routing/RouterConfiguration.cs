using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Routing;

/// <summary>Why a router goes from one endpoint to another.</summary>
public enum RouteHop
{
    /// <summary>A name is resolved to an endpoint, directly, by an alias, a preset or a choice of the router.</summary>
    Resolve,

    /// <summary>The endpoint failed, and the router tries another.</summary>
    Retry,

    /// <summary>The provider refused, and the router tries another.</summary>
    AfterRefusal,

    /// <summary>The request did not fit, and the router tries an endpoint that takes more.</summary>
    TooLong,

    /// <summary>The answer comes from a batch, a file or a store of earlier answers.</summary>
    Stored,
}

/// <summary>A way that a router may take.</summary>
/// <param name="From">The name that was asked for, or under which the endpoint stands.</param>
/// <param name="To">The name that is tried next.</param>
/// <param name="Why">Why.</param>
/// <param name="Setting">The setting that says so, such as <c>router_settings.fallbacks</c>.</param>
public sealed record RouteWay(string From, string To, RouteHop Why, string Setting);

/// <summary>A deployment of a router: a name with what stands behind it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Endpoint">The endpoint.</param>
public sealed record RouteDeployment(string Name, ModelEndpoint Endpoint);

/// <summary>How a router is set up: which names there are, and where it goes when something fails.</summary>
/// <param name="Deployments">Names with their endpoints; several endpoints of a name share its load.</param>
/// <param name="Ways">Where it goes.</param>
/// <param name="AsksEachTime">True where it asks which endpoints are eligible before every hop, with the token of the hop before; false
/// where it asks once, or never.</param>
public sealed record RouterConfiguration(ImmutableArray<RouteDeployment> Deployments, ImmutableArray<RouteWay> Ways, bool AsksEachTime);

/// <summary>A way by which a request gets where it may not go.</summary>
/// <param name="Ground">On which ground it was refused first; empty where it was not.</param>
/// <param name="Path">The names on the way, the first asked for, the last serving.</param>
/// <param name="Hops">Why it went on at each of them.</param>
/// <param name="Setting">The setting of the last hop.</param>
/// <param name="Row">The row that says it may not.</param>
/// <param name="Text">It in a sentence.</param>
public sealed record RouteBypass(string Ground, ImmutableArray<string> Path, ImmutableArray<RouteHop> Hops, string Setting, string Row,
    string Text);
