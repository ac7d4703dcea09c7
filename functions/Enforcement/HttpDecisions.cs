using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Policies;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Screening;
using Compliance.Functions.Screening.Contracts;

namespace Compliance.Functions.Enforcement;

/// <summary>What somebody wants to do.</summary>
internal sealed record DecisionBody
{
    [Description("signup, login, payment, api_request, key_create or model_access.")]
    public string? Action { get; init; }

    [Description("The account's id.")]
    public string? Account { get; init; }

    [Description("The key's id.")]
    public string? Key { get; init; }

    [Description("The safety identifier of the end user, within the account.")]
    public string? EndUser { get; init; }

    [Description("What only the platform knows, a field a feature of its policy, such as {\"age_days\": 3}.")]
    public JsonElement? Facts { get; init; }

    [Description("A screening to make now: the body of POST /api/v1/screenings. Needed for signup. Its channel is the one of the action: "
        + "signup (org_verification too), login, payment; api_request or org_verification for the others. Not stated, it is the action's.")]
    public JsonElement? Screening { get; init; }
}

internal sealed record DecisionAnswer(
    [property: Description("allow, challenge, review, restrict or block: the strictest of the reasons; a restriction beside a review is a "
        + "review.")] string Decision,
    DecisionReasonAnswer[] Reasons,
    [property: Description("What to tell the customer; null where nothing stands against it.")] string? Customer,
    StandingAnswer Standing, ScreeningAnswer? Screening,
    [property: Description("The score that stands worst, of the subjects that were named and the account they belong to.")]
    DecisionRiskAnswer Risk,
    [property: Description("What is asked of the customer where the decision is challenge: verify_identity.")] string[] Requirements,
    [property: Description("Whose identity is to be proved, to be begun by POST /api/v1/verifications; null where the decision is no "
        + "challenge.")] AskedProofAnswer[]? Verifications,
    [property: Description("Hash of the version of the platform's policy that was asked; null where none decides.")] string? Policy);

internal sealed record DecisionReasonAnswer(string Code, string Decision, string Text);

/// <summary>JSON of decisions: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DecisionWireJson : JsonSerializerContext;

/// <summary><c>POST /api/v1/decisions</c>: standing, screening, score and policy joined into one verdict.</summary>
internal static class HttpDecisions
{
    private static readonly DecisionWireJson Json = new(new JsonSerializerOptions(DecisionWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/decisions", RunAsync).WithName("decide").WithTags("Decisions")
            .WithSummary("Decides one thing somebody wants to do: their standing, their score, the policy and, where asked, a screening")
            .WithDescription("The strictest reason counts, and nothing allows what something else forbids. What cannot be known is review.")
            .Accepts<DecisionBody>("application/json")
            .Produces<DecisionAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType), Scopes.Screening);

    private static async Task<IResult> RunAsync(HttpContext http, StandingService standings, SubjectStreamStore streams,
        ScreeningIntake intake, PolicyDecision policy, RiskService risk, DecisionSamples samples, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.DecisionBody, RequestBody.MaxScreeningBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var moment = new FieldReading(errors).Word<DecisionMoment>("$.action", body.Action ?? "");
        var asked = Subjects(body, errors);
        if (body.Facts is { ValueKind: not JsonValueKind.Object })
        {
            errors.Add("$.facts", null, "Facts are an object, a field a feature of the policy.");
        }

        if (body.Screening is { ValueKind: JsonValueKind.Object } screened && screened.TryGetProperty("channel", out var channel)
            && channel.ValueKind == JsonValueKind.Null)
        {
            errors.Add("$.screening.channel", "null", $"Leave the channel out, or state it: {ScreeningReason.Allowed(moment)}.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var files = await standings.LoadAsync(asked, http.RequestAborted);
        if (HttpStanding.Foreign(asked, files))
        {
            return Answers.Problem(EnforcementMapping.Of(new Refusal(RefusalCode.ForeignSubject, "The subjects belong to two accounts.")));
        }

        if (body.Screening is { } whose && ScreeningReason.AccountOf(whose) is { } other && !files.ContainsKey(other)
            && (await streams.FoldedAsync(other, http.RequestAborted)).Subject.IsKnown)
        {
            errors.Add("$.screening.subject.id", null, "It is the id of another account than the decision is about.");
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var now = time.GetUtcNow();
        var standing = StandingFold.At(asked, now, subject => files[subject].File);
        var reasons = DecisionJoin.OfStanding(standing, moment).ToList();
        ScreeningAnswer? screening = null;
        if (body.Screening is { } stated)
        {
            var result = await intake.ScreenAsync(ScreeningReason.BodyOf(stated, moment), ApiKeyGuard.ClientOf(http),
                http.Request.Headers["Idempotency-Key"], http.RequestAborted, channel => ScreeningReason.Unfit(channel, moment));
            if (result.Answer is null)
            {
                return Answers.Problem(result.Problem!.Under("$.screening"));
            }

            screening = result.Answer;
            reasons.AddRange(ScreeningReason.Of(screening));
        }
        else if (moment == DecisionMoment.Signup)
        {
            reasons.Add(new DecisionReason("screening.missing", Verdict.Review, "Nobody was screened.", ScreeningReason.Wait));
        }

        var scored = await risk.AssessAsync(files, now, whole: asked.TrueForAll(one => one.Kind == SubjectKind.Account),
            http.RequestAborted);
        reasons.AddRange(scored.Reasons(moment));
        var said = await policy.DecideAsync(moment, asked, standing, screening?.Decision, body.Facts, http.RequestAborted);
        if (said.Problems.Count > 0)
        {
            return Answers.Problem(Problems.InvalidRequest([.. said.Problems.Select(one => new FieldError("$.facts", null, one))]));
        }

        reasons.AddRange(said.Reasons);
        var decision = DecisionJoin.Of(reasons);
        foreach (var account in files.Values.Where(one => one.Subject.Ref.Kind == SubjectKind.Account))
        {
            await samples.NoteAsync(account, decision, now, http.RequestAborted);
        }

        return Answers.Json(new DecisionAnswer(WireNames.Of(decision),
            [.. reasons.OrderByDescending(reason => reason.Verdict).ThenBy(reason => reason.Code, StringComparer.Ordinal)
                .Select(reason => new DecisionReasonAnswer(reason.Code, WireNames.Of(reason.Verdict), reason.Text))],
            reasons.FirstOrDefault(reason => reason.Verdict == decision)?.Customer, standing.ToAnswer(asked, now), screening,
            scored.Worst.ToDecision(), decision.Requirements(),
            decision == Verdict.Challenge ? scored.Asked(moment, asked) : null, said.Hash),
            Json.DecisionAnswer);
    }

    private static List<SubjectRef> Subjects(DecisionBody body, FieldErrors errors)
    {
        var asked = new List<SubjectRef>();
        foreach (var (path, text) in new[]
        {
            ("$.account", body.Account is null ? null : "account:" + body.Account),
            ("$.key", body.Key is null ? null : "api_key:" + body.Key),
            ("$.endUser", body.EndUser is null ? null : $"end_user:{body.Account}/{body.EndUser}"),
        }.Where(pair => pair.Item2 is not null))
        {
            asked.Add(ActionReading.Subject(path, text, errors));
        }

        if (asked.Count == 0)
        {
            errors.Add("$", null, "Name an account or a key; an end user together with their account.");
        }

        return asked;
    }
}
