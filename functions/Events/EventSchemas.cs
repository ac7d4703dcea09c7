using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;
using Microsoft.OpenApi;

namespace Compliance.Functions.Events;

/// <summary>The schemas of events, made of the table by which they are read, so the document says what is taken.</summary>
internal static class EventSchemas
{
    /// <summary>Describes the body of <c>POST /api/v1/events</c>: one event of any known type, or an array of them.</summary>
    public static void Describe(OpenApiOperation operation, OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var type in EventTypes.All)
        {
            document.Components.Schemas[NameOf(type)] = Of(type);
        }

        var one = new OpenApiSchema
        {
            OneOf = [.. EventTypes.All.Select(type => (IOpenApiSchema)new OpenApiSchemaReference(NameOf(type), document))],
        };
        foreach (var (media, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            var batch = new OpenApiSchema { Type = JsonSchemaType.Array, Items = one, MaxItems = EventReading.MaxEvents };
            content.Schema = media switch
            {
                HttpEvents.Single => one,
                HttpEvents.Batch => batch,
                _ => new OpenApiSchema { OneOf = [one, batch] },
            };
        }
    }

    private static string NameOf(EventType type) => "Event." + type.Name;

    private static OpenApiSchema Of(EventType type) => new()
    {
        Type = JsonSchemaType.Object,
        Description = type.Meaning,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "specversion", "id", "source", "type", "subject", "time" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["specversion"] = OneOf(["1.0"]),
            ["id"] = Text(200, "The sender's id; with the source it names the event for good."),
            ["source"] = Text(200, "Who sent it."),
            ["type"] = OneOf([type.Name]),
            ["subject"] = Text(300, $"Kind and id; {string.Join(" or ", type.About.Select(SubjectKinds.NameOf))}."),
            ["time"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["datacontenttype"] = OneOf(["application/json"]),
            ["sequence"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer | JsonSchemaType.String,
                Description = "Rises by one with each event of this source about this subject: gaps show.",
            },
            ["data"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = false,
                Required = new HashSet<string>(type.Fields.Where(field => field.Required).Select(field => field.Name)),
                Properties = type.Fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)Of(field)),
            },
        },
    };

    private static OpenApiSchema Of(EventField field) => field.Kind switch
    {
        FieldKind.Text => Text((int)field.Max, field.Meaning),
        FieldKind.Code => OneOf(field.Codes),
        FieldKind.Whole => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = "0",
            Maximum = Number(field.Max),
        },
        FieldKind.Moment => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        FieldKind.Country => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{2}$", Description = "ISO 3166-1." },
        FieldKind.Subject => Text(200, field.Names == SubjectKind.IpPrefix
            ? "An address or a range of addresses; the range is kept, not the address."
            : $"The id of a {SubjectKinds.NameOf(field.Names)}."),
        FieldKind.Counts => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            MaxProperties = (int)field.Max,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
        },
        _ => throw new InvalidOperationException($"Unknown kind of field {field.Kind}."),
    };

    private static OpenApiSchema Text(int max, string meaning) => new()
    {
        Type = JsonSchemaType.String,
        MinLength = 1,
        MaxLength = max,
        Description = meaning.Length == 0 ? null : meaning,
    };

    private static OpenApiSchema OneOf(IEnumerable<string> values) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. values.Select(value => (System.Text.Json.Nodes.JsonNode)value)],
    };

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
