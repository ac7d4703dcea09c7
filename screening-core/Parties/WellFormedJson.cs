using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// Parses JSON whose texts can be read: bytes that are no UTF-8 and half a surrogate pair (<c>\ud800</c>) parse as JSON, and fail only
/// where somebody reads the text, as a defect.
/// </summary>
public static class WellFormedJson
{
    /// <summary>Parses bytes.</summary>
    /// <param name="body">JSON as UTF-8.</param>
    /// <param name="options">As of <see cref="JsonDocument.Parse(ReadOnlyMemory{byte}, JsonDocumentOptions)"/>.</param>
    /// <exception cref="UnreadableTextException">A text of it cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, JsonDocumentOptions options = default)
    {
        // First: a reader that looks for repeated names reads them.
        RequireReadable(body.Span, options.MaxDepth);
        return JsonDocument.Parse(body, options);
    }

    /// <summary>Parses a text, such as a field of a form.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="options">As of <see cref="JsonDocument.Parse(string, JsonDocumentOptions)"/>.</param>
    /// <exception cref="UnreadableTextException">A text of it cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(string json, JsonDocumentOptions options = default) =>
        Parse(Encoding.UTF8.GetBytes(json), options);

    /// <summary>Refuses a body with a text that cannot be read; what is no JSON passes, for the reader to say so.</summary>
    /// <param name="body">JSON as UTF-8.</param>
    /// <param name="maxDepth">Levels at most; 0 for the reader's own limit.</param>
    /// <exception cref="UnreadableTextException">A text cannot be read.</exception>
    public static void RequireReadable(ReadOnlySpan<byte> body, int maxDepth = 0)
    {
        if (!Utf8.IsValid(body))
        {
            throw new UnreadableTextException("The body holds bytes that are not UTF-8.", []);
        }

        if (body.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        var place = new JsonPlace();
        try
        {
            while (reader.Read())
            {
                place.Enter(reader.TokenType);
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    var text = reader.GetString()!;
                    place.Name(reader.TokenType, text);
                }
            }
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableTextException("The text holds half of a surrogate pair.", place.Steps);
        }
        catch (JsonException)
        {
            // Whoever reads the body says what is wrong with it.
        }
    }

    /// <summary>Where a reader stands: the names and numbers on the way there.</summary>
    private sealed class JsonPlace
    {
        // A step is a name, or the number of an entry; null before an object's first name.
        private readonly Stack<object?> _steps = new();

        public IReadOnlyList<string> Steps => [.. _steps.Reverse().Where(step => step is not null)
            .Select(step => step as string ?? ((int)step!).ToString(CultureInfo.InvariantCulture))];

        public void Enter(JsonTokenType token)
        {
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _steps.Pop();
                return;
            }

            if (_steps.TryPeek(out var step) && step is int entry)
            {
                _steps.Pop();
                _steps.Push(entry + 1);
            }

            if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _steps.Push(token == JsonTokenType.StartArray ? -1 : null);
            }
            else if (token == JsonTokenType.PropertyName)
            {
                // A name that cannot be read is its object's fault.
                _steps.Pop();
                _steps.Push(null);
            }
        }

        public void Name(JsonTokenType token, string text)
        {
            if (token == JsonTokenType.PropertyName)
            {
                _steps.Pop();
                _steps.Push(text);
            }
        }
    }
}

/// <summary>A text of a body cannot be read: bytes that are no UTF-8, or half a surrogate pair.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="steps">The names and numbers on the way to the text; for a name, to its object.</param>
public sealed class UnreadableTextException(string message, IReadOnlyList<string> steps) : JsonException(message, PathOf(steps), null, null)
{
    /// <summary>The way to the text.</summary>
    public IReadOnlyList<string> Steps => steps;

    private static string PathOf(IReadOnlyList<string> steps) => steps.Aggregate("$", (path, step) => path
        + (step.All(char.IsAsciiDigit) ? $"[{step}]" : step.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? $".{step}"
        : $"['{step}']"));
}
