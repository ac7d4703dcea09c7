using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>Reads the JSON of a caller: every text of it can be read, and what is wrong is said with its place.</summary>
internal static class BodyJson
{
    /// <summary>Reads one object.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="type">What is read; its options say what is refused.</param>
    /// <param name="wrong">What is wrong, where nothing is returned.</param>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, out FieldError? wrong)
        where T : class
    {
        wrong = null;
        try
        {
            WellFormedJson.RequireReadable(body, type.Options.MaxDepth);
            if (JsonSerializer.Deserialize(body, type) is { } read)
            {
                return read;
            }

            wrong = new FieldError("$", "null", "The body must be a JSON object.");
        }
        catch (JsonException error)
        {
            wrong = JsonErrors.Explain(error, type.Options);
        }

        return null;
    }

    /// <summary>Reads one object; what is wrong goes to the errors.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, FieldErrors errors)
        where T : class
    {
        var read = Read(body, type, out var wrong);
        if (wrong is not null)
        {
            errors.Add(wrong.Path, wrong.Value, wrong.Message);
        }

        return read;
    }
}
