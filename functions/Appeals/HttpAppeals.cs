using System.Collections.Immutable;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Appeals;

/// <summary><c>/api/v1/appeals</c>: appeals come, are worked on and decided; <c>/api/v1/learnings</c>: what is to be learnt.</summary>
internal static class HttpAppeals
{
    /// <summary>Commands that officers give.</summary>
    public static readonly ImmutableArray<string> Commands = ["assign", "release", "refuse", "ask", "decide", "second", "decline"];

    private const int MaxBodyBytes = 1_900_000;
    private const int Shown = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/appeals", ReceiveAsync), "receiveAppeal",
            "Takes an appeal in, as the platform got it from its customer",
            Scopes.Screening).Accepts<AppealBody>("application/json").Produces<AppealAnswer>(StatusCodes.Status201Created);
        Describe(routes.MapGet("/api/v1/appeals", (bool? all, HttpContext http, AppealReader appeals, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ =>
            {
                AccessRecording.Note(http, "appeals");
                return Answers.Json(new AppealsAnswer([.. (await appeals.AllAsync(Shown, all != true, http.RequestAborted)).Select(one =>
                    AppealWire.Of(one.State, time.GetUtcNow()))]), AppealWire.Json.AppealsAnswer);
            })), "listAppeals",
                    "Open appeals in the order in which they are worked; with all=true every one",
            Scopes.Alerts).Produces<AppealsAnswer>();
        Describe(routes.MapGet("/api/v1/appeals/{id}", (string id, HttpContext http, AppealReader appeals, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
            async _ => await appeals.FindAsync(id, http.RequestAborted) is { } one
                ? Noted(http, one, Answers.Json(AppealWire.Of(one.State, time.GetUtcNow()), AppealWire.Json.AppealAnswer))
                : Answers.Problem(Problems.NotFound("No appeal has this id.")))), "findAppeal", "One appeal", Scopes.Alerts)
            .Produces<AppealAnswer>();
        Describe(routes.MapGet("/api/v1/appeals/{id}/files/{sha256}", (string id, string sha256, HttpContext http, AppealReader appeals,
            AppealFiles files) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => DownloadAsync(id, sha256, http, appeals, files))), "downloadAppealFile",
                    "A file of an appeal, to be saved: never shown",
            Scopes.Alerts).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        foreach (var name in Commands)
        {
            var permission = name == "second" ? ReviewPermission.ApproveVerdicts : ReviewPermission.WorkEnforcement;
            Describe(routes.MapPost("/api/v1/appeals/{id}/" + name, (string id, HttpContext http, AppealReader appeals,
                AppealService service, TimeProvider time) => OfficerGate.ActAsync(http, permission,
                    officer => CommandAsync(id, name, officer, http, appeals, service, null, time))), name + "Appeal",
                $"Command on an appeal: {name}", Scopes.Alerts).Accepts<AppealCommandBody>("application/json").Produces<AppealAnswer>();
        }

        foreach (var name in new[] { "answer", "withdraw" })
        {
            Describe(routes.MapPost("/api/v1/appeals/{id}/" + name, (string id, HttpContext http, AppealReader appeals,
                AppealService service, AppealFiles files, TimeProvider time) =>
                    CommandAsync(id, name, Officer.Service, http, appeals, service,
                    files, time)), name + "Appeal", $"The party's own command: {name}", Scopes.Screening)
                .Accepts<AppealCommandBody>("application/json").Produces<AppealAnswer>();
        }

        Describe(routes.MapGet("/api/v1/learnings", (HttpContext http, AppealReader appeals) => OfficerGate.ReadAsync(http,
            ReviewPermission.ReadScreenings, async _ => Answers.Json(new LearningsAnswer([.. await appeals.LearningsAsync(Shown,
                http.RequestAborted)]), AppealWire.Json.LearningsAnswer))), "listLearnings",
            "What is to be learnt from appeals that were successful", Scopes.Alerts).Produces<LearningsAnswer>();
    }

    /// <summary>Reads a ruling; null where something is wrong.</summary>
    public static AppealRuling? Ruling(string? outcome, string? reasons, string? defect, int? rung, string? until, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var read = fields.Word<AppealOutcome>("$.outcome", outcome ?? "");
        LearningDefect? fault = defect is null ? null : fields.Word<LearningDefect>("$.defect", defect);
        var end = fields.Moment("$.until", until);
        if (rung is not (null or (>= 1 and <= 7)) || rung is 3 or 4)
        {
            errors.Add("$.rung", null, "A milder measure is 1 warn, 2 challenge, 5 payment hold or 6 suspend.");
        }

        return errors.Any ? null : new AppealRuling(read, reasons ?? "", fault, rung is { } one ? Measure.Of((Rung)one) : null, end);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, SubjectStreamStore streams, AppealService service, AppealFiles files,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, ApiKeyGuard.ClientOf(http), MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, AppealWire.Json.AppealBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var fields = new FieldReading(errors);
        var party = fields.Word<AppealParty>("$.party", body.Party ?? "subject");
        var locale = fields.OneOf("$.locale", body.Locale ?? NoticeLocales.Default, NoticeLocales.All);
        ImmutableArray<AppealGround> grounds = [.. (body.Grounds ?? []).Select((ground, place) =>
            fields.Word<AppealGround>($"$.grounds[{place}]", ground ?? ""))];
        var sent = Files(body.Attachments, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (ActionIds.KeyOf(body.Action ?? "") is not { } subject || await streams.FindAsync(subject, http.RequestAborted) is not { } stream
            || stream.Actions.Actions.GetValueOrDefault(body.Action!)?.Action is not { } action)
        {
            return Answers.Problem(Problems.NotFound("No action has this id."));
        }

        var (kept, problem) = await files.KeepAsync(action.Subject, sent, http.RequestAborted);
        if (problem is not null)
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("$.attachments", null, problem)]));
        }

        var now = time.GetUtcNow();
        var appeal = new Appeal(Appeal.IdOf(action.Subject, action.Id, party), action.Id, action.DecisionId, action.Subject, party, grounds,
            AppealTexts.Tidy(body.Text), locale!, "api", now, now, kept);
        return Answer(await service.GiveAsync(action.Subject, new AppealCommand.Receive(appeal), Officer.Service, null, key, null,
            http.RequestAborted), now, StatusCodes.Status201Created, null, null);
    }

    private static async Task<IResult> CommandAsync(string id, string name, Officer officer, HttpContext http, AppealReader appeals,
        AppealService service, AppealFiles? files, TimeProvider time)
    {
        var errors = new FieldErrors();
        var client = officer.Role == OfficerRole.System ? ApiKeyGuard.ClientOf(http) : officer.Id.Value;
        var (key, text) = await CommandBody.KeyAsync(http, client, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, AppealWire.Json.AppealCommandBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var sent = files is null ? [] : Files(body.Attachments, errors);
        var ruling = name == "decide" ? Ruling(body.Outcome, body.Text, body.Defect, body.Rung, body.Until, errors) : null;
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (await appeals.FindAsync(id, http.RequestAborted) is not { } found)
        {
            return Answers.Problem(Problems.NotFound("No appeal has this id."));
        }

        var (kept, problem) = files is null ? ([], null)
            : await files.KeepAsync(found.Stream.Subject.Ref, sent, http.RequestAborted);
        if (problem is not null)
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("$.attachments", null, problem)]));
        }

        var keyed = key.About(id, name, text!);
        return Answer(await service.GiveAsync(found.Stream.Subject.Ref, Command(id, name, body.Text ?? "", ruling, kept), officer,
            body.Version, keyed, null, http.RequestAborted), time.GetUtcNow(), StatusCodes.Status200OK, body.Version, found.State.Version);
    }

    /// <summary>A command by its name.</summary>
    public static AppealCommand Command(string id, string name, string text, AppealRuling? ruling, ImmutableArray<AppealAttachment> files)
        => name switch
        {
            "assign" => new AppealCommand.Assign(id),
            "release" => new AppealCommand.Release(id),
            "refuse" => new AppealCommand.Refuse(id, text),
            "ask" => new AppealCommand.Ask(id, text),
            "answer" => new AppealCommand.Answer(id, AppealTexts.Tidy(text), files),
            "withdraw" => new AppealCommand.Withdraw(id),
            "decide" => new AppealCommand.Decide(id, ruling!),
            "second" => new AppealCommand.Second(id),
            "decline" => new AppealCommand.Decline(id, text),
            _ => throw new InvalidOperationException($"Unknown command {name}."),
        };

    private static List<SentFile> Files(AttachmentBody[]? bodies, FieldErrors errors)
    {
        var files = new List<SentFile>();
        for (var place = 0; place < bodies?.Length; place++)
        {
            var bytes = new byte[(bodies[place]?.Content?.Length ?? 0) * 3 / 4 + 3];
            if (bodies[place] is not { Name.Length: > 0, Content: { } content }
                || !Convert.TryFromBase64String(content, bytes, out var count))
            {
                errors.Add($"$.attachments[{place}]", null, "A file has a name and its bytes in base64.");
                continue;
            }

            files.Add(new SentFile(bodies[place].Name!, bytes[..count]));
        }

        return files;
    }

    private static async Task<IResult> DownloadAsync(string id, string sha256, HttpContext http, AppealReader appeals, AppealFiles files)
    {
        if (await appeals.FindAsync(id, http.RequestAborted) is not { } found
            || AppealWire.FilesOf(found.State).FirstOrDefault(file => file.Sha256 == sha256) is not { } file
            || await files.OpenAsync(found.Stream.Subject.Ref, sha256, http.RequestAborted) is not { } stream)
        {
            return Answers.Problem(Problems.NotFound("The appeal has no such file."));
        }

        AccessRecording.Note(http, found.Stream.Subject.Ref.Key);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(stream, "application/octet-stream", file.Name);
    }

    private static IResult Answer(AppealReply reply, DateTimeOffset now, int status, int? seen, int? current) => reply switch
    {
        AppealReply.Done done => Answers.Json(AppealWire.Of(done.Stream.Appeals.All[done.Appeal], now), AppealWire.Json.AppealAnswer,
            done.Replayed ? StatusCodes.Status200OK : status),
        AppealReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal, seen,
            refused.Refusal.Code == RefusalCode.StaleVersion ? current : null)),
        _ => Answers.Problem(Problems.KeyReused()),
    };

    private static IResult Noted(HttpContext http, FoundAppeal appeal, IResult answer)
    {
        AccessRecording.Note(http, appeal.Stream.Subject.Ref.Key);
        return answer;
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary, string scope)
        => ApiKeyGuard.RequireScope(route.WithName(name).WithTags("Appeals").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType), scope);
}

/// <summary>Words of a party, as they are kept.</summary>
internal static class AppealTexts
{
    /// <summary>The words without marks of direction: phones write them unasked into Arabic, and they change nothing that is
    /// said.</summary>
    public static string Tidy(string? text)
        => string.Concat((text ?? "").Where(c => c is not ('\u200E' or '\u200F' or '\u061C'))).ReplaceLineEndings("\n").Trim();
}
