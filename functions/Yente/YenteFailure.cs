using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>A request that cannot be answered, in the shape in which yente says so: <c>{"detail": …}</c>.</summary>
internal sealed class YenteFailure : Exception
{
    private readonly JsonNode _detail;

    private YenteFailure(int status, JsonNode detail)
        : base(detail.ToJsonString()) => (Status, _detail) = (status, detail);

    /// <summary>The status code.</summary>
    public int Status { get; }

    /// <summary>Refused with words.</summary>
    public static YenteFailure Of(int status, string detail) => new(status, JsonValue.Create(detail));

    /// <summary>A value that does not fit its parameter or field (422).</summary>
    /// <param name="place">Where it stands: query or body, then the names on the way to it.</param>
    /// <param name="message">What it should be.</param>
    /// <param name="input">What it is; null where nothing is there.</param>
    public static YenteFailure Unfit(IEnumerable<string> place, string message, string? input = null) => new(422, new JsonArray(
        new JsonObject
        {
            ["type"] = input is null ? "missing" : "value_error",
            ["loc"] = new JsonArray([.. place.Select(step => (JsonNode)JsonValue.Create(step))]),
            ["msg"] = message,
            ["input"] = input,
        }));

    /// <summary>A text that cannot be read, with its place; null where something else is wrong.</summary>
    /// <param name="within">What holds it: body, or the field of a form.</param>
    /// <param name="error">What the reader said.</param>
    public static YenteFailure? Unreadable(string within, JsonException error) =>
        error is UnreadableTextException unreadable ? Unfit([within, .. unreadable.Steps], unreadable.Message, "unreadable") : null;

    /// <summary>Nothing can be answered yet.</summary>
    public static YenteFailure NotReady() => Of(StatusCodes.Status503ServiceUnavailable, "Index not ready.");

    /// <summary>The answer.</summary>
    public IResult ToResult() => Answers.Json(new DetailAnswer(_detail.DeepClone()), YenteFormat.Json.DetailAnswer, Status);

    /// <summary>Turns failures of an address into their answers.</summary>
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (YenteFailure failure)
        {
            if (failure.Status == StatusCodes.Status503ServiceUnavailable)
            {
                context.HttpContext.Response.Headers.RetryAfter = "5";
            }

            return failure.ToResult();
        }
    }
}
