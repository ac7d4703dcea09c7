using System.Text.Json;

namespace Compliance.Cli.Evaluation;

/// <summary>The fields of a JSON object, by paths with dots, remembering which of them were asked for: what nobody asked for was not
/// carried over.</summary>
internal sealed class JsonFields(JsonElement root)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The element at a path; null where there is none.</summary>
    public JsonElement? Find(string path)
    {
        _asked.Add(path);
        JsonElement? at = root;
        foreach (var step in path.Split('.'))
        {
            at = at is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(step, out var next) ? next : null;
        }

        return at;
    }

    /// <summary>The text or number at a path as text; null where there is none.</summary>
    public string? Text(string path) => Find(path) is { } found ? Text(found) : null;

    /// <summary>The number at a path; null where there is none.</summary>
    public double? Number(string path) => Find(path) is { ValueKind: JsonValueKind.Number } found ? found.GetDouble() : null;

    /// <summary>The elements of the array at a path; none where there is none.</summary>
    public IEnumerable<JsonElement> Items(string path) => Find(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray()
        : [];

    /// <summary>Paths of stated values that nothing asked for, in their order.</summary>
    public IEnumerable<string> NotCarried()
        => Leaves(root, "").Where(path => !_asked.Any(asked => path == asked || path.StartsWith(asked + ".", StringComparison.Ordinal)));

    /// <summary>A text or number as text; null for anything else.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static IEnumerable<string> Leaves(JsonElement value, string path) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject()
            .SelectMany(property => Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
        : [path];
}
