using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The body of an invocation as the host writes it: texts are JSON inside a JSON string, bytes are base64, objects are objects, moments
/// lose their fractions and their zone, and the members of a JSON text are merged into the metadata, over the system's own.
/// </summary>
internal static class InvocationText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A payload from a queue or a bus, in the form its <c>dataType</c> asks for.</summary>
    public static string OfPayload(FunctionFile function, byte[] payload, JsonObject metadata)
    {
        if (function.IsBinary)
        {
            return Envelope(function.Binding, JsonValue.Create(Convert.ToBase64String(payload)), metadata);
        }

        var text = Encoding.UTF8.GetString(payload);
        Merge(text, metadata);
        return Envelope(function.Binding, JsonValue.Create(Quoted(text)), metadata);
    }

    /// <summary>A timer's occurrence.</summary>
    public static string OfTimer(FunctionFile function, DateTimeOffset now, DateTimeOffset next, bool pastDue)
    {
        var status = new JsonObject { ["Last"] = Moment(now), ["Next"] = Moment(next), ["LastUpdated"] = Moment(now) };
        var timer = new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = pastDue ? null
            : status,
            ["IsPastDue"] = pastDue
        };
        return Envelope(function.Binding, timer, System(function.Name, now));
    }

    /// <summary>The metadata that every invocation has.</summary>
    public static JsonObject System(string function, DateTimeOffset now) => new()
    {
        ["sys"] = new JsonObject { ["MethodName"] = function, ["UtcNow"] = Moment(now) + "Z", ["RandGuid"] = Guid.Empty.ToString() },
    };

    /// <summary>A text or number as metadata carries it: as JSON, in a string.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static void Merge(string text, JsonObject metadata)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return;
        }

        foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
        {
            if (value is not JsonArray && !name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
            {
                metadata[name] = value is JsonObject ? value.DeepClone()
                    : value is JsonValue text1 && text1.TryGetValue<string>(out var inner) ? Quoted(inner) : value?.ToJsonString();
            }
        }
    }

    private static string Envelope(string binding, JsonNode? data, JsonObject metadata) =>
        new JsonObject { ["Data"] = new JsonObject { [binding] = data }, ["Metadata"] = metadata }.ToJsonString(Plain);
}
