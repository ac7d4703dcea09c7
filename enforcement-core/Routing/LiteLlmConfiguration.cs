using System.Collections.Immutable;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.EnforcementCore.Routing;

/// <summary>
/// Reads the set-up of a LiteLLM proxy, given as JSON (its YAML says the same). Documented behaviour
/// (docs.litellm.ai/docs/proxy/reliability,
/// BerriAI/litellm issue 40406): where a model has no <c>content_policy_fallbacks</c>, its general <c>fallbacks</c>, else
/// <c>default_fallbacks</c>, are also taken after a refusal.
/// </summary>
public static class LiteLlmConfiguration
{
    /// <summary>Reads a set-up.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidDataException">It has no list of models.</exception>
    public static RouterConfiguration Read(string json)
    {
        using var read = WellFormedJson.Parse(json);
        var root = read.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model_list", out var models)
            || models.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException("A set-up of LiteLLM has a model_list.");
        }

        var deployments = models.EnumerateArray().Select(Deployment).ToImmutableArray();
        var names = deployments.Select(one => one.Name).Distinct(StringComparer.Ordinal).ToArray();
        var ways = new List<RouteWay>();
        var (general, refusals) = (Table(root, "fallbacks"), Table(root, "content_policy_fallbacks"));
        var tooLong = Table(root, "context_window_fallbacks");
        var always = Settings(root, "default_fallbacks").SelectMany(pair => pair.Value.ValueKind == JsonValueKind.Array
            ? pair.Value.EnumerateArray().Select(one => (To: one.ValueKind == JsonValueKind.String ? one.GetString()! : "", pair.Setting))
                : []).ToArray();
        foreach (var name in names)
        {
            var plain = general[name].ToArray() is { Length: > 0 } own ? own : always;
            ways.AddRange(plain.Select(way => new RouteWay(name, way.To, RouteHop.Retry, way.Setting)));
            ways.AddRange((refusals[name].ToArray() is { Length: > 0 } named ? named : plain)
                .Select(way => new RouteWay(name, way.To, RouteHop.AfterRefusal, way.Setting)));
            ways.AddRange(tooLong[name].Select(way => new RouteWay(name, way.To, RouteHop.TooLong, way.Setting)));
        }

        foreach (var (aliases, setting) in Settings(root, "model_group_alias"))
        {
            if (aliases.ValueKind == JsonValueKind.Object)
            {
                ways.AddRange(aliases.EnumerateObject().Select(one => new RouteWay(one.Name,
                    one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()! : Text(one.Value, "model") ?? "",
                        RouteHop.Resolve, setting)));
            }
        }

        return new RouterConfiguration(deployments, [.. ways], AsksEachTime: false);
    }

    private static RouteDeployment Deployment(JsonElement model)
    {
        var name = Text(model, "model_name") ?? "";
        var full = model.ValueKind == JsonValueKind.Object && model.TryGetProperty("litellm_params", out var settings)
            ? Text(settings, "model") ?? name : name;
        var slash = full.IndexOf('/', StringComparison.Ordinal);
        var provider = slash > 0 ? full[..slash] : full.StartsWith("claude", StringComparison.Ordinal) ? "anthropic" : "openai";
        return new RouteDeployment(name, new ModelEndpoint(full, provider is "gemini" ? "google" : provider, full[(slash + 1)..], null,
            null,
            null, null, null));
    }

    // Each setting is a list of objects with one name and the names to try after it; it stands under one of two parents.
    private static ILookup<string, (string To, string Setting)> Table(JsonElement root, string name) => Settings(root, name)
        .SelectMany(pair => pair.Value.ValueKind == JsonValueKind.Array
            ? pair.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)
            .SelectMany(one => one.EnumerateObject()).Where(one => one.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(one => one.Value.EnumerateArray().Select(to => (From: one.Name,
                To: to.ValueKind == JsonValueKind.String ? to.GetString()! : Text(to, "model") ?? "", pair.Setting))) : [])
        .ToLookup(way => way.From, way => (way.To, way.Setting), StringComparer.Ordinal);

    private static IEnumerable<(JsonElement Value, string Setting)> Settings(JsonElement root, string name)
    {
        foreach (var parent in new[] { "router_settings", "litellm_settings" })
        {
            if (root.TryGetProperty(parent, out var settings) && settings.ValueKind == JsonValueKind.Object
                && settings.TryGetProperty(name, out var value))
            {
                yield return (value, $"{parent}.{name}");
            }
        }
    }

    private static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
