using System.Collections.Immutable;
using System.Text.Json;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>A changed field for people: the values that went and those that came. A value that stayed in a list of values is in
/// neither.</summary>
/// <param name="Field">The field in words, such as <c>birth dates</c>.</param>
/// <param name="Gone">Values that the earlier record alone has.</param>
/// <param name="Come">Values that the later record alone has.</param>
internal sealed record ChangedValues(string Field, ImmutableArray<string> Gone, ImmutableArray<string> Come)
{
    private const int LongText = 60;

    public static ChangedValues Of(FieldChange change)
    {
        var (old, now) = (Values(change.Old), Values(change.New));
        var (gone, come) = (Without(old, now), Without(now, old));
        return gone.IsEmpty && come.IsEmpty && old.Length > 1
            ? new ChangedValues(Words(change.Field), [$"in the order {string.Join("; ", old)}"], [$"in the order {string.Join("; ", now)}"])
            : new ChangedValues(Words(change.Field), gone, come);
    }

    /// <summary>The change in one line: <c>birth dates: − 1961; + 1962</c>. Of a long text that changed in one place, that place.</summary>
    public string AsText() => this is { Gone: [{ Length: > LongText } gone], Come: [{ Length: > LongText } come] }
        && TextDifference.Of(gone, come) is { } place
        ? $"{Field}: − {place.Gone}; + {place.Come}"
        : $"{Field}: {string.Join("; ", Gone.Select(value => "− " + value).Concat(Come.Select(value => "+ " + value)))}";

    // A value that stands twice on one side and once on the other differs once.
    private static ImmutableArray<string> Without(ImmutableArray<string> values, ImmutableArray<string> others)
    {
        var rest = others.ToList();
        return [.. values.Where(value => !rest.Remove(value))];
    }

    private static ImmutableArray<string> Values(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(Text)]
            : [Text(document.RootElement)];
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            string.Join(", ", value.EnumerateObject()
            .Select(property => property.Name is "text" or "value" or "programme" ? Text(property.Value)
            : $"{Words(property.Name)} {Text(property.Value)}")),
        JsonValueKind.Array => string.Join(" / ", value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString() ?? "",
        _ => value.GetRawText(),
    };

    private static string Words(string field)
        => string.Concat(field.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
