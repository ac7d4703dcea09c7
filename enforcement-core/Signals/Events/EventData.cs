using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>Reads the data of an event by the table of its type.</summary>
internal static class EventData
{
    public static ImmutableSortedDictionary<string, EventValue> Read(EventType type, JsonElement data, string path, DateTimeOffset now,
        EventValues values)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, EventValue>(StringComparer.Ordinal);
        if (data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            values.Add(path, "The data is a JSON object.");
            return read.ToImmutable();
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in data.ValueKind == JsonValueKind.Object ? data.EnumerateObject().ToArray() : [])
        {
            var place = $"{path}.{EventReader.Shown(property.Name)}";
            if (type.Fields.FirstOrDefault(field => field.Name == property.Name) is not { } known)
            {
                values.Add(place, $"A {type.Name} has no such field. It has {string.Join(", ", type.Fields.Select(field => field.Name))}.");
            }
            else if (!seen.Add(property.Name))
            {
                values.Add(place, "A field stands once.");
            }
            else if (Value(known, property.Value, place, now, values) is { } value)
            {
                read[property.Name] = value;
            }
        }

        foreach (var missing in type.Fields.Where(field => field.Required && !seen.Contains(field.Name)))
        {
            values.Add($"{path}.{missing.Name}", "This is needed.");
        }

        return read.ToImmutable();
    }

    private static EventValue? Value(EventField field, JsonElement json, string path, DateTimeOffset now, EventValues values)
        => field.Kind switch
        {
            FieldKind.Text => OfText(values.Text(json, path, field.Max)),
            FieldKind.Code => OneOf(field, json, path, values),
            FieldKind.Whole => values.Whole(json, path, field.Max) is { } number ? new EventValue(null, number, null) : null,
            FieldKind.Moment => values.Moment(json, path, now, mayLieAhead: field.Name == "due") is { } moment
                ? OfText(moment.ToString("O", CultureInfo.InvariantCulture)) : null,
            FieldKind.Country => Country(json, path, values),
            FieldKind.Subject => Subject(field, json, path, values),
            FieldKind.Counts => Counts(field, json, path, values),
            _ => throw new InvalidOperationException($"Unknown kind of field {field.Kind}."),
        };

    private static EventValue? OneOf(EventField field, JsonElement json, string path, EventValues values)
    {
        if (json.ValueKind == JsonValueKind.String && field.Codes.Contains(json.GetString()))
        {
            return OfText(json.GetString());
        }

        values.Add(path, $"Allowed are {string.Join(", ", field.Codes)}.");
        return null;
    }

    private static EventValue? Country(JsonElement json, string path, EventValues values)
    {
        if (values.Text(json, path, 2) is not { } text)
        {
            return null;
        }

        if (text.Length == 2 && text.All(char.IsAsciiLetterUpper))
        {
            return OfText(text);
        }

        values.Add(path, "A country is two letters of ISO 3166-1, such as DE.");
        return null;
    }

    private static EventValue? Subject(EventField field, JsonElement json, string path, EventValues values)
    {
        if (values.Text(json, path, 200) is not { } text)
        {
            return null;
        }

        // An address stands for its range, so the address itself is not kept.
        if (SubjectRef.TryMake(field.Names, text, out var subject, out var problem))
        {
            return OfText(subject.Id);
        }

        values.Add(path, problem);
        return null;
    }

    private static EventValue? Counts(EventField field, JsonElement json, string path, EventValues values)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            values.Add(path, "An object of codes and how often each is allowed.");
            return null;
        }

        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var entry in json.EnumerateObject())
        {
            var place = $"{path}.{EventReader.Shown(entry.Name)}";
            if (entry.Name.Length is 0 or > 60 || !entry.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            {
                values.Add(place, "A code has 1 to 60 letters, digits and . _ - of ASCII.");
            }
            else if (counts.ContainsKey(entry.Name) || counts.Count >= field.Max)
            {
                values.Add(place, $"A code stands once, and there are at most {field.Max}.");
            }
            else if (values.Whole(entry.Value, place, EventTypes.MaxWhole) is { } count)
            {
                counts[entry.Name] = count;
            }
        }

        return new EventValue(null, null, counts.ToImmutable());
    }

    private static EventValue? OfText(string? text) => text is null ? null : new EventValue(text, null, null);
}
