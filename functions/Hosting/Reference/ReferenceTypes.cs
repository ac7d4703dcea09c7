using System.Text.Json;

namespace Compliance.Functions.Hosting.Reference;

/// <summary>Types of the document as words with links, and which of them a page used.</summary>
internal sealed class ReferenceTypes(JsonElement document)
{
    private const string Prefix = "#/components/schemas/";
    private const int MostWords = 40;

    private readonly List<string> _names = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The types that were named, and those that they name; the list grows while it is read.</summary>
    public IEnumerable<(string Name, JsonElement Schema)> Used()
    {
        for (var at = 0; at < _names.Count; at++)
        {
            if (document.GetProperty("components").GetProperty("schemas").TryGetProperty(_names[at], out var schema))
            {
                yield return (_names[at], schema);
            }
        }
    }

    /// <summary>A type in words.</summary>
    public string Write(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference) && reference.GetString() is { } target
            && target.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var name = target[Prefix.Length..];
            if (_seen.Add(name))
            {
                _names.Add(name);
            }

            return $"<a href=\"#type-{ReferencePage.Encode(name)}\">{ReferencePage.Encode(name)}</a>";
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            var all = words.EnumerateArray().Select(word => $"<code>{ReferencePage.Encode(word.ToString())}</code>").ToList();
            return string.Join(" ", all.Take(MostWords)) + (all.Count > MostWords ? $" and {all.Count - MostWords} more" : "");
        }

        foreach (var combined in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(combined, out var parts))
            {
                return string.Join(" or ", parts.EnumerateArray().Select(Write).Where(one => one.Length > 0 && one != "null"));
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            return "list of " + Write(items);
        }

        if (schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object)
        {
            return "map to " + Write(values);
        }

        return schema.TryGetProperty("type", out var type) ? Named(type)
            + (schema.TryGetProperty("format", out var format) ? $" ({ReferencePage.Encode(format.GetString())})" : "") : "any";
    }

    private static string Named(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? string.Join(" or ", type.EnumerateArray().Select(one => one.GetString()).Where(one => one != "null").Select(ReferencePage.Encode))
        : ReferencePage.Encode(type.GetString());
}
