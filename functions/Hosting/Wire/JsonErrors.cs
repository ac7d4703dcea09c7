using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>Turns the serializer's errors into a path and a sentence without the names of types.</summary>
internal static partial class JsonErrors
{
    /// <summary>Explains.</summary>
    /// <param name="error">What the serializer said.</param>
    /// <param name="options">Those it read with; they know the fields of its types.</param>
    public static FieldError Explain(JsonException error, JsonSerializerOptions options)
    {
        var path = string.IsNullOrEmpty(error.Path) ? "$" : error.Path;
        var text = error.Message;
        if (error is UnreadableTextException)
        {
            return new FieldError(path, null, $"{text} Send the body as UTF-8.");
        }

        if (UnknownField().Match(text) is { Success: true } unknown)
        {
            var field = unknown.Groups[1].Value;
            var nearest = NearestWord.Of(field, FieldsOf(unknown.Groups[2].Value, options));
            return new FieldError(path.EndsWith(field, StringComparison.Ordinal) ? path
                : $"{path}.{field}", field, nearest is null ? "There is no such field; see /openapi/v1.json for those there are."
                : $"There is no such field; {nearest}? All are in /openapi/v1.json.");
        }

        if (RepeatedField().Match(text) is { Success: true } repeated)
        {
            return new FieldError(path, repeated.Groups[1].Value, "The field stands twice in its object.");
        }

        if (MissingFields().Match(text) is { Success: true } missing)
        {
            return new FieldError(path, null, $"Missing: {missing.Groups[1].Value}.");
        }

        if (text.Contains("could not be converted", StringComparison.Ordinal))
        {
            // Bytes and escapes that are no text come as the same error, with the decoder's failure inside it.
            return new FieldError(path, null, error.InnerException is DecoderFallbackException
                or InvalidOperationException { InnerException: DecoderFallbackException }
                || error.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true
                ? "The text holds bytes that are not UTF-8, or half of a surrogate pair. Send the body as UTF-8."
                : $"The value is of another JSON type than the field, which takes {ExpectedOf(text)}; see /openapi/v1.json.");
        }

        var place = error is { LineNumber: { } line, BytePositionInLine: { } column } ? $" (line {line + 1}, byte {column + 1})" : "";
        return text.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
            ? new FieldError(path, null, $"The JSON is nested deeper than {(options.MaxDepth == 0 ? 64 : options.MaxDepth)} levels{place}.")
            : new FieldError(path, null, $"The body is not well-formed JSON{place}.");
    }

    /// <summary>The fields of a type of the wire, by the name that the serializer gives it; empty for one that is not ours.</summary>
    private static IEnumerable<string> FieldsOf(string type, JsonSerializerOptions options) =>
        typeof(JsonErrors).Assembly.GetType(type) is { } known && options.TryGetTypeInfo(known, out var info)
            ? info.Properties.Select(property => property.Name) : [];

    private static string ExpectedOf(string text) => WantedType().Match(text).Groups[1].Value switch
    {
        "System.String" => "a string",
        var name when name.Contains("[]", StringComparison.Ordinal) || name.Contains("ImmutableArray", StringComparison.Ordinal) =>
            "an array",
        var name when name.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        var name when name.Contains("Int", StringComparison.Ordinal) => "a whole number",
        var name when name.Contains("Decimal", StringComparison.Ordinal) || name.Contains("Double", StringComparison.Ordinal) => "a number",
        _ => "an object",
    };

    [GeneratedRegex(@"converted to ([^\s]+?)\.? ?(Path|$)", RegexOptions.CultureInvariant)]
    private static partial Regex WantedType();

    [GeneratedRegex("The JSON property '(.*)' could not be mapped to any \\.NET member contained in type '(.*)'",
        RegexOptions.CultureInvariant)]
    private static partial Regex UnknownField();

    [GeneratedRegex("missing required properties including: (.*?)\\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex MissingFields();

    [GeneratedRegex("Duplicate property '(.*)' encountered", RegexOptions.CultureInvariant)]
    private static partial Regex RepeatedField();
}
