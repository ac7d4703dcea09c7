using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Routing;

/// <summary>Where a request comes from, as far as it is known. An empty text is not known.</summary>
/// <param name="Residence">Country that a person states as theirs.</param>
/// <param name="Established">Country in which an organisation is established.</param>
/// <param name="Billing">Country of the payment.</param>
/// <param name="Located">Country of the network address; empty where the connection hides it.</param>
/// <param name="MaskedLocation">Country that a hidden connection claims.</param>
/// <param name="Headquarters">Country of an organisation's headquarters or ultimate parent.</param>
/// <param name="Parts">Parts of countries to which address or network point; default where nobody looked.</param>
/// <param name="Owners">Owners with the share each holds; default where nobody stated them, empty for a person.</param>
public sealed record RouteOrigin(string Residence, string Established, string Billing, string Located, string MaskedLocation,
    string Headquarters, ImmutableArray<string> Parts, ImmutableArray<RouteOwner> Owners)
{
    /// <summary>Nothing is known.</summary>
    public static RouteOrigin Unknown { get; } = new("", "", "", "", "", "", default, default);
}

/// <summary>An owner.</summary>
/// <param name="Country">Country of its headquarters.</param>
/// <param name="BasisPoints">Its share in hundredths of a percent, 0 to 10,000.</param>
public sealed record RouteOwner(string Country, int BasisPoints);

/// <summary>What is asked of a model, apart from where it would go. A null value is not known, and nothing follows from it.</summary>
public sealed record RouteRequest
{
    /// <summary>Where it comes from.</summary>
    public RouteOrigin Origin { get; init; } = RouteOrigin.Unknown;

    /// <summary><c>platform</c>, <c>byok</c> (the customer's own key) or <c>resold</c>.</summary>
    public string? KeyKind { get; init; }

    /// <summary><c>live</c>, <c>batch</c> or <c>cache</c>.</summary>
    public string? ServedFrom { get; init; }

    /// <summary>Age of the end user in years.</summary>
    public int? UserAge { get; init; }

    /// <summary>Declared uses, such as <c>training</c>; default where none was declared.</summary>
    public ImmutableArray<string> Use { get; init; }

    /// <summary><c>public</c>, <c>internal</c>, <c>personal</c> or <c>sensitive</c>.</summary>
    public string? DataClass { get; init; }

    /// <summary>True where the request names its end user.</summary>
    public bool? EndUserIdentified { get; init; }

    /// <summary>End users that the key named within a day.</summary>
    public long? EndUsersOfDay { get; init; }

    /// <summary>True where the account is linked to a suspended one.</summary>
    public bool? LinkedToSuspended { get; init; }

    /// <summary>True where the credit came from a suspended account.</summary>
    public bool? CreditFromSuspended { get; init; }

    /// <summary>True where the subject was suspended after the stream began.</summary>
    public bool? SuspendedSinceStart { get; init; }

    /// <summary>Grounds on which a provider refused this request before; they travel with every retry.</summary>
    public ImmutableArray<string> RefusedOn { get; init; } = [];
}

/// <summary>An endpoint that might serve a request.</summary>
/// <param name="Id">Its id, as the router calls it.</param>
/// <param name="Provider">The provider's code.</param>
/// <param name="Model">The model that will be served.</param>
/// <param name="Region">Where it runs; null where that is not known.</param>
/// <param name="ZeroRetention">True where it keeps nothing; null where that is not known.</param>
/// <param name="RetentionDays">For how long it keeps what it is sent; null where that is not known.</param>
/// <param name="Distillable">True where its terms let outputs train a model; null where that is not known.</param>
/// <param name="KeyKind">Whose key it is reached with; null for that of the request.</param>
public sealed record ModelEndpoint(string Id, string Provider, string Model, string? Region, bool? ZeroRetention, int? RetentionDays,
    bool? Distillable, string? KeyKind);

/// <summary>An endpoint that may not serve the request.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Row">The row, control or check that says so.</param>
/// <param name="Verdict">What that row says, or <c>block</c>.</param>
/// <param name="Text">Why, for a person.</param>
public sealed record RouteExclusion(string Endpoint, string Row, string Verdict, string Text);

/// <summary>Where a request may go.</summary>
/// <param name="Eligible">Endpoints that may serve it.</param>
/// <param name="Excluded">Endpoints that may not, each with why.</param>
/// <param name="Require">What must be sent along, in order: <c>safety_identifier</c>, <c>zero_retention</c>.</param>
public sealed record RouteAnswer(ImmutableArray<ModelEndpoint> Eligible, ImmutableArray<RouteExclusion> Excluded,
    ImmutableArray<string> Require);
