using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Events;

/// <summary>What became of each event.</summary>
internal sealed record EventsAnswer(
    [property: Description("Stored now.")] int Accepted,
    [property: Description("Stored before.")] int Duplicates,
    [property: Description("Refused; the others are stored. Send these again once they are right.")] RefusedEvent[] Refused);

/// <summary>An event that was refused.</summary>
internal sealed record RefusedEvent(int Index, string? Id, FieldError[] Errors);

/// <summary>JSON of the answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventsAnswer))]
internal sealed partial class EventWireJson : JsonSerializerContext;

/// <summary><c>POST /api/v1/events</c>: one CloudEvent, or a batch of them.</summary>
internal static class HttpEvents
{
    public const string Single = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    private const string Plain = "application/json"; // One or a batch, as its first character says.
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly EventWireJson Json = new(new JsonSerializerOptions(EventWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/events", RunAsync).WithName("takeEvents").WithTags("Events")
            .WithSummary("Takes platform events in: CloudEvents 1.0, one or a batch of up to 1,000")
            .WithDescription("An event is known by its source and id and counts once, however late and in whatever order it comes. "
                + "Attributes and fields that are not known are refused with their path. Types: "
                + string.Join(", ", EventTypes.All.Select(type => type.Name)) + ".")
            .Accepts<JsonElement>(Single, Batch, Plain)
            .Produces<EventsAnswer>()
            .Produces<EventsAnswer>(400)
            .Produces<ProblemBody>(413, Problems.ContentType)
            .Produces<ProblemBody>(415, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType),
        Scopes.Screening);

    private static async Task<IResult> RunAsync(HttpContext http, EventReading reading)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (type is not (Single or Batch or Plain))
        {
            return Answers.Problem(Problems.NotJson($"{Single} or {Batch}"));
        }

        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBytes));
        }

        var (answer, problem) = await reading.TakeAsync(body, http.RequestAborted);
        return answer is null ? Answers.Problem(problem!)
            : Answers.Json(answer, Json.EventsAnswer, answer.Accepted + answer.Duplicates == 0 && answer.Refused.Length > 0
                ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
