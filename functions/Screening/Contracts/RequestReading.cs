using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>What a body says: a request for the core, or everything that is wrong with it.</summary>
internal abstract record RequestReading
{
    private RequestReading()
    {
    }

    /// <summary>The body is a request.</summary>
    internal sealed record Valid(ScreeningRequest Request) : RequestReading;

    /// <summary>The body is not JSON, or not of the shape of a request.</summary>
    internal sealed record Malformed(FieldError Error) : RequestReading;

    /// <summary>The shape is right and values are wrong.</summary>
    internal sealed record Invalid(IReadOnlyList<FieldError> Errors) : RequestReading;

    /// <summary>Reads a body.</summary>
    /// <param name="utf8">The bytes as received.</param>
    /// <param name="now">The moment, which birth dates must not lie after.</param>
    public static RequestReading Read(ReadOnlySpan<byte> utf8, DateTimeOffset now)
    {
        ScreeningRequestBody? body;
        try
        {
            body = JsonSerializer.Deserialize(utf8, WireFormat.Json.ScreeningRequestBody);
        }
        catch (JsonException error)
        {
            return new Malformed(JsonErrors.Explain(error));
        }
        catch (InvalidOperationException error) when (error.InnerException is DecoderFallbackException or null)
        {
            return new Malformed(new FieldError("$", null, "A text holds bytes or escapes that are not Unicode."));
        }

        if (body is null)
        {
            return new Malformed(new FieldError("$", "null", "The body must be a JSON object with a subject."));
        }

        var errors = new FieldErrors();
        var request = new RequestMapping(errors, now).Map(body);
        return errors.Any ? new Invalid(errors.All) : new Valid(request);
    }
}

/// <summary>Turns the serializer's errors into a path and a sentence without the names of types.</summary>
internal static partial class JsonErrors
{
    public static FieldError Explain(JsonException error)
    {
        var path = string.IsNullOrEmpty(error.Path) ? "$" : error.Path;
        var text = error.Message;
        if (UnknownField().Match(text) is { Success: true } unknown)
        {
            var field = unknown.Groups[1].Value;
            var nearest = NearestWord.Of(field, FieldsOf(unknown.Groups[2].Value));
            return new FieldError(path.EndsWith(field, StringComparison.Ordinal) ? path
                : $"{path}.{field}", field, nearest is null ? "There is no such field; see /openapi/v1.json for those there are."
                : $"There is no such field; {nearest}? All are in /openapi/v1.json.");
        }

        if (RepeatedField().Match(text) is { Success: true } repeated)
        {
            return new FieldError(path, repeated.Groups[1].Value, "The field stands twice in its object.");
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
            ? new FieldError(path, null, $"The JSON is nested deeper than 32 levels{place}.")
            : new FieldError(path, null, $"The body is not well-formed JSON{place}.");
    }

    /// <summary>The fields of a type of the wire, by the name that the serializer gives it; empty for one that is not ours.</summary>
    private static IEnumerable<string> FieldsOf(string type) =>
        typeof(JsonErrors).Assembly.GetType(type) is { } known && WireFormat.Json.GetTypeInfo(known) is { } info
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

    [GeneratedRegex("Duplicate property '(.*)' encountered", RegexOptions.CultureInvariant)]
    private static partial Regex RepeatedField();
}
