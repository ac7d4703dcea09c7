using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.ProviderNotices;

/// <summary>A safety case in the shape in which providers tell of theirs: what was decided about an end user, for the customer who sends
/// the end user's identifier. Source of the shape: the schema SafetyCaseResource of OpenAI's API.</summary>
/// <param name="Id">The action.</param>
/// <param name="Object">Always <c>safety.case</c>.</param>
/// <param name="CreatedAt">When it was decided, in seconds since 1970.</param>
/// <param name="EntityIdentifier">The safety identifier as the customer sends it.</param>
/// <param name="Reason">The code of the first ground; null where it may not be told.</param>
/// <param name="Notice">What kind of notice it is.</param>
internal sealed record SafetyCaseAnswer(string Id, string Object, long CreatedAt, string EntityIdentifier,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason, SafetyCaseNotice Notice);

/// <summary>The kind of a notice: <c>warning</c>, or <c>deactivation</c> where nothing goes on.</summary>
internal sealed record SafetyCaseNotice(string Type);

/// <summary>JSON of safety cases: names as providers write them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SafetyCaseAnswer))]
internal sealed partial class SafetyCaseJson : JsonSerializerContext;

/// <summary><c>GET /api/v1/safety/cases/{id}</c>: notices out, in the shape in which they come in. A customer that reads its providers'
/// cases reads ours with the same code.</summary>
internal static class HttpSafetyCases
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/safety/cases/{id}", async (string id, HttpContext http, SubjectStreamStore streams) =>
                ActionIds.KeyOf(id) is { } key && await streams.FindAsync(key, http.RequestAborted) is { } stream
                    && Of(stream, id) is { } answer
                    ? Answers.Json(answer, SafetyCaseJson.Default.SafetyCaseAnswer)
                    : Answers.Problem(Problems.NotFound("No case of an end user has this id.")))
            .WithName("findSafetyCase").WithTags("Provider notices")
            .WithSummary("What was decided about an end user, in the shape of a provider's safety case")
            .WithDescription("The id is that of the action, as GET /api/v1/standing names it. Grounds of law are not told.")
            .Produces<SafetyCaseAnswer>().Produces<ProblemBody>(404, Problems.ContentType), Scopes.Read);

    /// <summary>The case of an action that was decided about an end user; null where it is none.</summary>
    internal static SafetyCaseAnswer? Of(SubjectStream stream, string id)
    {
        var subject = stream.Subject.Ref;
        if (subject.Kind != SubjectKind.EndUser
            || stream.Actions.Actions.GetValueOrDefault(id) is not { DecidedAt: { } decided, Action: { } action })
        {
            return null;
        }

        // Whether the law asks for it may be what must not be told: the harm says so, and then no reason is given.
        var ground = action.Grounds.Select(one => GroundCatalogue.Find(one.Code)).FirstOrDefault(one => one is { Harm: not Harm.Law });
        return new SafetyCaseAnswer(id, "safety.case", decided.ToUnixTimeSeconds(),
            subject.Identifier!,
            action.Grounds.Any(one => GroundCatalogue.Find(one.Code)?.Harm == Harm.Law) ? null : ground?.Code,
            new SafetyCaseNotice(action.Measure.Freeze || action.Measure.Rung >= Rung.Suspend ? "deactivation" : "warning"));
    }
}
