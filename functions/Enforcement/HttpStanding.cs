using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>The router's contract: what holds now, what changed, and what it applies.</summary>
internal static class HttpStanding
{
    private const int MaxBodyBytes = 16 * 1024;
    private const string Anyone = "A standing holds no name and no text: rung, limits, denials, reason codes.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/standing", FindAsync).WithName("findStanding").WithTags("Standing")
            .WithSummary("What holds for a key and an end user, or for any subject, now").WithDescription(Anyone)
            .Produces<StandingAnswer>().Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType),
            Scopes.Read);
        ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/standings", async (string? since, HttpContext http, StandingFeed feed) =>
                long.TryParse(since ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                    ? Answers.Json(await feed.ReadAsync(place, http.RequestAborted), EnforcementWire.Json.StandingsAnswer)
                    : Answers.Problem(Problems.InvalidRequest([new FieldError("query since", null, "Give next of the answer before.")])))
            .WithName("listStandings").WithTags("Standing").WithSummary("Subjects whose standing was decided anew since a place")
            .WithDescription(Anyone).Produces<StandingsAnswer>().Produces<ProblemBody>(400, Problems.ContentType), Scopes.Read);
        ApiKeyGuard.RequireScope(routes.MapPost("/api/v1/standings/acks", AcknowledgeAsync).WithName("acknowledgeStanding")
            .WithTags("Standing").WithSummary("A surface says which version of a standing it applies")
            .WithDescription("Decided, sent and effective are different facts: an action is effective on a surface when it says so.")
            .Accepts<AckBody>("application/json").Produces<AckAnswer>().Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), Scopes.Screening);
    }

    private static async Task<IResult> FindAsync(string? key, string? endUser, string? account, string? subject, HttpContext http,
        StandingService standings, TimeProvider time)
    {
        var errors = new FieldErrors();
        var asked = new[]
        {
            key is null ? null : "api_key:" + key, account is null ? null : "account:" + account, subject,
            endUser is null || !endUser.Contains('/', StringComparison.Ordinal) ? null : "end_user:" + endUser,
        }.OfType<string>().Select(text => ActionReading.Subject("query", text, errors)).ToList();
        if (errors.Any || (asked.Count == 0 && endUser is null))
        {
            errors.Add("query", null, "Give key, account, subject or endUser (ACCOUNT/IDENTIFIER; the identifier alone with a key).");
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var files = await standings.LoadAsync(asked, http.RequestAborted);
        if (endUser is not null && !endUser.Contains('/', StringComparison.Ordinal))
        {
            var parent = asked.Select(one => one.Kind == SubjectKind.Account ? one : files[one].Subject.Parent).OfType<SubjectRef>()
                .FirstOrDefault();
            if (parent == default || !SubjectRef.TryMake(SubjectKind.EndUser, $"{parent.Id}/{endUser}", out var user, out _))
            {
                return Answers.Problem(Problems.InvalidRequest([new FieldError("query endUser", null,
                    "The account of the key is not known: give endUser as ACCOUNT/IDENTIFIER, or a key that was seen.")]));
            }

            asked.Add(user);
            files = await standings.LoadAsync([user], http.RequestAborted, files);
        }

        if (Foreign(asked, files))
        {
            return Answers.Problem(EnforcementMapping.Of(new Refusal(RefusalCode.ForeignSubject,
                "The end user belongs to another account.")));
        }

        var now = time.GetUtcNow();
        var standing = StandingFold.At(asked, now, one => files[one].File);
        return Answers.Json(standing.ToAnswer(asked, now), EnforcementWire.Json.StandingAnswer);
    }

    // An end user is somebody of the account that the key belongs to; of another one their standing says nothing here.
    internal static bool Foreign(IReadOnlyList<SubjectRef> asked, IReadOnlyDictionary<SubjectRef, SubjectStream> files)
    {
        var accounts = asked.Select(one => one.Kind == SubjectKind.Account ? one
            : one.NamedAccount ?? (files.TryGetValue(one, out var file) ? file.Subject.Parent : null)).OfType<SubjectRef>().Distinct();
        return accounts.Count() > 1;
    }

    private static async Task<IResult> AcknowledgeAsync(HttpContext http, ActionService actions, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, EnforcementWire.Json.AckBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var fields = new FieldReading(errors);
        var subject = ActionReading.Subject("$.subject", body.Subject, errors);
        var surface = fields.Text("$.surface", body.Surface, 60);
        var applied = fields.Moment("$.appliedAt", body.AppliedAt);
        if (surface is null || body.Version is null)
        {
            errors.Add(surface is null ? "$.surface" : "$.version", null, "This is needed.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var command = new ActionCommand.Acknowledge(surface!, body.Version!.Value, applied ?? time.GetUtcNow());
        return await actions.GiveAsync(subject, command, Officer.Service, null, null, http.RequestAborted) switch
        {
            ActionReply.Done done => Answers.Json(
                new AckAnswer(subject.ToString(), body.Version.Value, done.Stream.Actions.IsEffectiveOn(surface!)),
                    EnforcementWire.Json.AckAnswer),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            var other => throw new InvalidOperationException($"Unknown reply {other.GetType()}."),
        };
    }
}
