using System.Text.Json;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>One resource that a deployment would make.</summary>
/// <param name="Type">Its type, such as <c>Microsoft.Web/sites</c>.</param>
/// <param name="Id">Its id, or the expression that gives it.</param>
/// <param name="Name">Its name, with the names of its parents before it.</param>
/// <param name="Body">All of it.</param>
internal sealed record PredictedResource(string Type, string Id, string Name, JsonElement Body)
{
    /// <summary>The value at a path such as <c>properties.networkAcls.defaultAction</c> as text; null where there is none.</summary>
    public string? Value(string path)
    {
        var at = Body;
        foreach (var step in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at.ToString();
    }
}

/// <summary>What the compiler predicts of a deployment.</summary>
/// <param name="Resources">Every resource, in the order of the templates.</param>
internal sealed record BicepPrediction(IReadOnlyList<PredictedResource> Resources)
{
    private static readonly string[] ByName =
    [
        "Microsoft.Storage/storageAccounts/tableServices/tables", "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.ServiceBus/namespaces/queues", "Microsoft.Authorization/roleAssignments", "Microsoft.Web/sites/config",
    ];

    public static BicepPrediction Of(JsonElement snapshot)
    {
        Assert.Empty(snapshot.GetProperty("diagnostics").EnumerateArray());
        return new BicepPrediction([.. from resource in snapshot.GetProperty("predictedResources").Clone().EnumerateArray()
                                       select new PredictedResource(resource.GetProperty("type").GetString()!,
                                           resource.GetProperty("id").GetString()!, resource.GetProperty("name").GetString()!, resource)]);
    }

    /// <summary>All resources of a type; at least one.</summary>
    public IReadOnlyList<PredictedResource> OfType(string type)
    {
        PredictedResource[] found = [.. Resources.Where(resource => resource.Type == type)];
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>The last part of the names of all resources of a type, in order.</summary>
    public IEnumerable<string> NamesOf(string type) =>
        OfType(type).Select(resource => resource.Name.Split('/')[^1]).Order(StringComparer.Ordinal);

    /// <summary>One line a value, for a file that people review. Left out is what names.json repeats, which tests compare with
    /// it.</summary>
    public IEnumerable<string> Lines() =>
        from resource in Resources
        where !ByName.Contains(resource.Type)
        from value in Flatten("", resource.Body)
        where value.Path is not ("id" or "type" or "name") && !value.Path.Contains("prefixMatch", StringComparison.Ordinal)
        select $"{resource.Type} {resource.Name} {value.Path} = {Short(value.Text)}";

    private static IEnumerable<(string Path, string Text)> Flatten(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(property => Flatten(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Flatten($"{path}[{index}]", item)),
        _ => [(path, value.ToString())],
    };

    private static string Short(string text)
    {
        var group = text.IndexOf("/resourceGroups/", StringComparison.Ordinal);
        return group >= 0 && text.StartsWith("/subscriptions/", StringComparison.Ordinal) ? "…" + text[group..] : text;
    }
}
