using System.ComponentModel;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>Two subjects that are one.</summary>
internal sealed record MergeBody(
    [property: Description("The subject that is merged, such as account:a-17.")] string? Subject,
    [property: Description("The one that goes on; of the same kind.")] string? Into,
    [property: Description("Why, in words.")] string? Text);

/// <summary>What is erased, and why.</summary>
internal sealed record EraseBody(
    [property: Description("The subject, such as end_user:a-17/u-9; whatever it contains is erased with it.")] string? Subject,
    [property: Description("Why, in words: the person's request.")] string? Reason);

/// <summary>A merge as it stands.</summary>
internal sealed record MergeAnswer(string Id, string Subject, string Into, bool Undone);

/// <summary>What was erased.</summary>
internal sealed record ErasedSubjectAnswer(string Subject, DateTimeOffset ErasedAt);

/// <summary>JSON of merges and erasures: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MergeBody))]
[JsonSerializable(typeof(EraseBody))]
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(ErasedSubjectAnswer))]
internal sealed partial class MergeWireJson : JsonSerializerContext;

/// <summary><c>/api/v1/subjects/merges</c> and <c>/api/v1/subjects/erasures</c>: two subjects are one, and nothing of a subject is kept
/// that need not be.</summary>
internal static class HttpMerges
{
    private const int MaxBodyBytes = 16 * 1024;
    private const int MaxReasonChars = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/subjects/merges", (HttpContext http, SubjectMerges merges) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => MergeAsync(http, officer, merges))),
            "mergeSubjects", "Two subjects are one: what holds for either holds for both")
            .Accepts<MergeBody>("application/json").Produces<MergeAnswer>();
        Describe(routes.MapPost("/api/v1/subjects/merges/{id}/undo",
            (string id, HttpContext http, SubjectMerges merges, SubjectStreamStore streams) =>
                OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => UndoAsync(id, http, officer, merges, streams))),
            "undoMerge", "Takes a merge back by its id").Accepts<ReasonBody>("application/json").Produces<MergeAnswer>();
        ApiKeyGuard.RequireScope(routes.MapPost("/api/v1/subjects/erasures", (HttpContext http, SubjectErasure erasure,
                TimeProvider time) => OfficerGate.ActAsync(http, ReviewPermission.EraseSubjects,
                    officer => EraseAsync(http, officer, erasure, time)))
            .WithName("eraseKnownSubject").WithTags("Subjects")
            .WithSummary("Erases what is known of a subject: the first person asks (202), a second one asks for the same")
            .WithDescription("Events, counters, signals, links and aliases go; actions, strikes and merges remain, and the log verifies.")
            .Accepts<EraseBody>("application/json").Produces<ErasedSubjectAnswer>().Produces<PendingApproval>(202)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), Scopes.Admin);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Subjects").WithSummary(summary).WithDescription("A POST needs an Idempotency-Key.")
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> MergeAsync(HttpContext http, Officer officer, SubjectMerges merges)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        var body = key is null ? null : CommandBody.Read(text!, MergeWireJson.Default.MergeBody, errors);
        var subject = body is null ? default : ActionReading.Subject("$.subject", body.Subject, errors);
        var into = body is null ? default : ActionReading.Subject("$.into", body.Into, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : Answer(await merges.MergeAsync(subject, into, body!.Text ?? "", officer, key!, http.RequestAborted));
    }

    private static async Task<IResult> UndoAsync(string id, HttpContext http, Officer officer, SubjectMerges merges,
        SubjectStreamStore streams)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, StrikeWire.Json.ReasonBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return SubjectMerges.KeyOf(id) is { } subject && await streams.FindAsync(subject, http.RequestAborted) is { } stream
            ? Answer(await merges.UndoAsync(stream, id, body.Text ?? "", officer,
                key.About(id, "undo", text!), http.RequestAborted))
            : Answers.Problem(Problems.NotFound("No merge has this id."));
    }

    private static IResult Answer(ActionReply reply) => reply switch
    {
        ActionReply.Done done when done.Stream.Subject.Merges.GetValueOrDefault(done.Action ?? "") is { } merge => Answers.Json(
            new MergeAnswer(merge.Id, done.Stream.Subject.Ref.ToString(), merge.Other.ToString(), merge.Undone),
            MergeWireJson.Default.MergeAnswer),
        ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
        ActionReply.KeyReused => Answers.Problem(Problems.KeyReused()),
        _ => Answers.Problem(Problems.NotFound("No merge has this id.")),
    };

    private static async Task<IResult> EraseAsync(HttpContext http, Officer officer, SubjectErasure erasure, TimeProvider time)
    {
        var errors = new FieldErrors();
        var body = await BodyReading.ReadAsync(http, MergeWireJson.Default.EraseBody, MaxBodyBytes, errors);
        var subject = body is null ? default : ActionReading.Subject("$.subject", body.Subject, errors);
        if (body is not null && CommandTexts.Problem(body.Reason, MaxReasonChars) is { } problem)
        {
            errors.Add("$.reason", null, problem);
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (result, refusal) = await erasure.AskAsync(subject, body!.Reason!, officer, http.RequestAborted);
        return refusal is not null ? Answers.Problem(EnforcementMapping.Of(refusal))
            : await TwoPersonAnswers.OfAsync(http, result, officer, () => Task.FromResult(Answers.Json(
                new ErasedSubjectAnswer(subject.ToString(), time.GetUtcNow()), MergeWireJson.Default.ErasedSubjectAnswer)),
                "Nothing is known of this subject.");
    }
}
