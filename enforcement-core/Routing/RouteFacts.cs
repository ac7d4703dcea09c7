using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.ScreeningCore.Policies;

namespace Compliance.EnforcementCore.Routing;

/// <summary>What a request and an endpoint are, as values of features.</summary>
internal static class RouteFacts
{
    /// <summary>Features that every endpoint has its own value of.</summary>
    public static ImmutableArray<string> OfEndpoint { get; } =
        ["model", "endpoint_region", "zero_retention", "retention_days", "distillable", "key_kind"];

    /// <summary>The word of such a feature, by place; null where it is not known.</summary>
    public static string? WordOf(int place, RouteRequest request, ModelEndpoint endpoint) => place switch
    {
        0 => endpoint.Model,
        1 => endpoint.Region,
        5 => endpoint.KeyKind ?? request.KeyKind,
        _ => null,
    };

    /// <summary>The number of such a feature, by place, a flag as 1 or 0; null where it is not known.</summary>
    public static long? NumberOf(int place, ModelEndpoint endpoint) => place switch
    {
        2 => Flag(endpoint.ZeroRetention)?.Number,
        3 => endpoint.RetentionDays,
        4 => Flag(endpoint.Distillable)?.Number,
        _ => null,
    };

    /// <summary>The values of an endpoint, by name.</summary>
    public static IEnumerable<KeyValuePair<string, PolicyFact>> ValuesOf(RouteRequest request, ModelEndpoint endpoint)
        => OfEndpoint.Select((name, place) => (Name: name,
            Fact: Word(WordOf(place, request, endpoint)) ?? (NumberOf(place, endpoint) is { } number ? PolicyFact.Of(number) : null)))
            .Where(pair => pair.Fact is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Fact!.Value));

    /// <summary>The values that are the same for every endpoint of a provider.</summary>
    public static IEnumerable<KeyValuePair<string, PolicyFact>> OfRequest(RouteRequest request, PolicyList? served)
    {
        var origin = request.Origin;
        return new (string Name, PolicyFact? Fact)[]
        {
            ("residence", Word(origin.Residence)), ("established", Word(origin.Established)), ("billing", Word(origin.Billing)),
            ("located", Word(origin.Located)), ("masked_location", Word(origin.MaskedLocation)),
            ("headquarters", Word(origin.Headquarters)), ("parts", Words(origin.Parts)),
            ("unserved_owners", ProviderRegions.UnservedOwners(served, origin.Owners) is { } share ? PolicyFact.Of(share) : null),
            ("served_from", Word(request.ServedFrom)), ("user_age", request.UserAge is { } age ? PolicyFact.Of(age) : null),
            ("use", Words(request.Use)), ("data_class", Word(request.DataClass)), ("end_user_identified", Flag(request.EndUserIdentified)),
            ("count(end_users, 24h)", request.EndUsersOfDay is { } users ? PolicyFact.Of(users) : null),
            ("linked_to_suspended", Flag(request.LinkedToSuspended)), ("credit_from_suspended", Flag(request.CreditFromSuspended)),
            ("suspended_since_start", Flag(request.SuspendedSinceStart)),
            ("refused_on", Words(request.RefusedOn.IsDefault ? default : [.. request.RefusedOn.Select(EventFeatures.GroundOf)])),
        }.Where(pair => pair.Fact is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Fact!.Value));
    }

    private static PolicyFact? Word(string? word) => string.IsNullOrEmpty(word) ? null : PolicyFact.Of(word);

    private static PolicyFact? Words(ImmutableArray<string> words) => words.IsDefault ? null : new PolicyFact(0, words);

    private static PolicyFact? Flag(bool? flag) => flag is { } known ? PolicyFact.Of(known) : null;
}
