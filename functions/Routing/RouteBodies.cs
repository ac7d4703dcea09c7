using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Routing;

/// <summary>A question where a request may go. What is left out is not known, and nothing follows from it.</summary>
internal sealed record RouteBody
{
    [Description("The account's id.")]
    public string? Account { get; init; }

    [Description("The key's id.")]
    public string? Key { get; init; }

    [Description("The safety identifier of the end user, within the account.")]
    public string? EndUser { get; init; }

    [Description("The organisation whose controls count; with workspace and member where there are any.")]
    public string? Organisation { get; init; }

    public string? Workspace { get; init; }

    public string? Member { get; init; }

    public RouteOriginBody? Origin { get; init; }

    [Description("platform, byok (the customer's own key) or resold.")]
    public string? KeyKind { get; init; }

    [Description("live, batch or cache. Batches, files and stored answers are asked about like live ones.")]
    public string? ServedFrom { get; init; }

    [Description("Age of the end user in years, or the least age that your terms with them guarantee.")]
    public int? UserAge { get; init; }

    [Description("Declared uses, such as training or clinical; an empty list for none of those that terms name.")]
    public string[]? Use { get; init; }

    [Description("public, internal, personal or sensitive.")]
    public string? DataClass { get; init; }

    [Description("True where the credit that pays came from a suspended account.")]
    public bool? CreditFromSuspended { get; init; }

    [Description("True where the account is linked to a suspended one; merged accounts are known here.")]
    public bool? LinkedToSuspended { get; init; }

    [Description("The token of the answer before, for a retry or a fallback of the same request.")]
    public string? Token { get; init; }

    [Description("Grounds on which a provider refused since that answer, such as cyber; other for any not in the list.")]
    public string[]? RefusedOn { get; init; }

    [Description("The endpoints that the router considers, at most 500.")]
    public RouteEndpointBody[]? Candidates { get; init; }
}

internal sealed record RouteOriginBody
{
    [Description("Country that a person states as theirs.")]
    public string? Residence { get; init; }

    [Description("Country in which an organisation is established.")]
    public string? Established { get; init; }

    public string? Billing { get; init; }

    [Description("Country of the network address; leave out where the connection hides it.")]
    public string? Located { get; init; }

    [Description("Country that a hidden connection claims.")]
    public string? MaskedLocation { get; init; }

    public string? Headquarters { get; init; }

    [Description("Parts of countries to which address or network point, such as UA-43.")]
    public string[]? Parts { get; init; }

    [Description("Owners of an organisation; an empty list for a person.")]
    public RouteOwnerBody[]? Owners { get; init; }
}

internal sealed record RouteOwnerBody(string? Country, double? Percent);

internal sealed record RouteEndpointBody
{
    public string? Id { get; init; }

    public string? Provider { get; init; }

    [Description("The model that will be served; an alias or auto must be resolved first.")]
    public string? Model { get; init; }

    public string? Region { get; init; }

    public bool? ZeroRetention { get; init; }

    public int? RetentionDays { get; init; }

    [Description("True where its terms let outputs train a model.")]
    public bool? Distillable { get; init; }

    [Description("Whose key it is reached with, where that is not the request's.")]
    public string? KeyKind { get; init; }
}

internal sealed record RouteExclusionAnswer(string Endpoint, [property: Description("The row, control or check that says so.")] string Row,
    string Decision, string Text);

internal sealed record RouteAnswerBody(string Id, string[] Eligible, RouteExclusionAnswer[] Excluded,
    [property: Description("What must be sent along: safety_identifier, zero_retention.")] string[] Require,
    [property: Description("Grounds that count for this request.")] string[] RefusedOn,
    [property: Description("The terms that decided.")] string Policy,
    [property: Description("To be sent with every retry or fallback of this request.")] string Token, DateTimeOffset TokenExpires);

/// <summary>What an organisation, workspace, member or key narrows requests to. Absent is inherited, empty is nothing.</summary>
internal sealed record ControlBody
{
    public string[]? Providers { get; init; }

    [Description("provider/model; a star at the end stands for any letters.")]
    public string[]? Models { get; init; }

    public string[]? Regions { get; init; }

    public string[]? DataClasses { get; init; }

    public bool? ZeroRetention { get; init; }

    public bool? RequireEndUser { get; init; }

    public ControlBudgetBody[]? Budgets { get; init; }
}

internal sealed record ControlBudgetBody([property: Description("daily, weekly or monthly.")] string? Window, double? Usd);

internal sealed record ControlAnswer(string Organisation, string Scope, string Id, ControlBody? Own,
    [property: Description("What is left of it beneath the organisation's own.")] ControlBody Effective);

internal sealed record ControlsAnswer(ControlAnswer[] Controls);

/// <summary>JSON of routes and controls: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RouteBody))]
[JsonSerializable(typeof(RouteAnswerBody))]
[JsonSerializable(typeof(ControlBody))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(ControlsAnswer))]
[JsonSerializable(typeof(StoredControl))]
[JsonSerializable(typeof(RouteDecisionLine))]
internal sealed partial class RouteWireJson : JsonSerializerContext;

/// <summary>The form of the interface.</summary>
internal static class RouteWire
{
    public static RouteWireJson Json { get; } = new(new JsonSerializerOptions(RouteWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
