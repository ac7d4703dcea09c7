using System.Text.Json;
using System.Text.Unicode;

namespace Compliance.Lists.Reading;

/// <summary>Walks the records of a JSON list one at a time.</summary>
internal static class JsonRecords
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Hands over every element of the first array that bears the name, at any depth.</summary>
    /// <param name="file">The file, already expanded.</param>
    /// <param name="array">Name of the property that holds the array.</param>
    /// <param name="take">Takes a record and its number, from 0; the element is valid only during the call.</param>
    /// <exception cref="ListFormatException">Empty, not JSON, cut off, or without that array.</exception>
    public static void ForEach(ListFile file, string array, Action<JsonElement, int> take)
    {
        var bytes = BytesOf(file);
        var content = bytes.AsSpan();
        var reader = new Utf8JsonReader(content.StartsWith("\uFEFF"u8) ? content[3..] : content, Options);
        try
        {
            if (!MoveInto(ref reader, array))
            {
                throw new ListFormatException($"{file.Path}: no array '{array}'.");
            }

            for (var number = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
            {
                using var record = JsonDocument.ParseValue(ref reader);
                take(record.RootElement, number);
            }

            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            var place = error.LineNumber is { } line
                ? $"at line {line + 1}, byte {error.BytePositionInLine}: the file is damaged or cut off" : $"({error.Message})";
            throw new ListFormatException($"{file.Path}: not well-formed JSON {place}.", error);
        }
    }

    /// <summary>A value as cleaned text: strings and numbers; null for null, absent and other kinds.</summary>
    public static string? Text(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>The texts of an array of values; none where it is absent.</summary>
    public static IEnumerable<string> Texts(this JsonElement record, string name) =>
        record.Elements(name).Select(TextOf).OfType<string>();

    /// <summary>The texts of an array itself; none where the value is no array.</summary>
    public static IEnumerable<string> Texts(this JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().Select(TextOf).OfType<string>() : [];

    /// <summary>The elements of an array; none where it is absent or no array.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray() : [];

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => PublishedValue.Clean(StringOf(value)),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Half a surrogate pair can be escaped in JSON and is no text.</summary>
    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("a text holds half a surrogate pair", error);
        }
    }

    private static bool MoveInto(ref Utf8JsonReader reader, string array)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(array) && reader.Read()
                && reader.TokenType == JsonTokenType.StartArray)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] BytesOf(ListFile file)
    {
        using var stream = file.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var bytes = buffer.Length > 0 ? buffer.ToArray() : throw new ListFormatException($"{file.Path}: the file is empty.");
        return Utf8.IsValid(bytes) ? bytes
            : throw new ListFormatException($"{file.Path}: not UTF-8, which JSON must be; the file is damaged or in another encoding.");
    }
}
