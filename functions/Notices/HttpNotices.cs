using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary><c>/api/v1/subjects/{id}/notices</c> and <c>/api/v1/notices</c>: the inbox, and what becomes of notices.</summary>
internal static class HttpNotices
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPut("/api/v1/subjects/{id}/contact", SetContactAsync), "setContact",
            "Says where notices to a subject go, and in which language", Scopes.Screening)
            .Accepts<ContactBody>("application/json").Produces(StatusCodes.Status204NoContent);
        Describe(routes.MapGet("/api/v1/subjects/{id}/notices", InboxAsync), "listNotices",
            "The notices to a subject, latest first: the inbox of the product", Scopes.Screening)
            .WithDescription("What is kept back is named with its basis and date, without its text.").Produces<NoticesAnswer>();
        Describe(routes.MapGet("/api/v1/notices/{id}", FindAsync), "findNotice",
            "One notice; with locale or audience, as it reads in another language or for somebody else", Scopes.Screening)
            .Produces<NoticeAnswer>();
        foreach (var name in new[] { "delivered", "bounced" })
        {
            Describe(routes.MapPost($"/api/v1/notices/{{id}}/{name}", (string id, HttpContext http, NoticeDispatch dispatch,
                TimeProvider time) => NoteAsync(id, name, http, dispatch, time)), name + "Notice",
                $"The platform or its relay says that a notice {(name == "delivered" ? "arrived" : "came back")}", Scopes.Screening)
                .Accepts<NoticeCommandBody>("application/json").Produces(StatusCodes.Status204NoContent);
        }

        foreach (var name in new[] { "withhold", "release" })
        {
            Describe(routes.MapPost($"/api/v1/notices/{{id}}/{name}", (string id, HttpContext http, SubjectStreamStore streams,
                NoticeRows rows, TimeProvider time) => OfficerGate.ActAsync(http, ReviewPermission.ApproveVerdicts,
                    officer => WithholdAsync(id, name, officer, http, streams, rows, time))), name + "Notice",
                name == "withhold" ? "Keeps a notice back until a date, on a basis; then it goes out by itself"
                    : "Lets a notice go before its date", Scopes.Alerts)
                .Accepts<NoticeCommandBody>("application/json").Produces<NoticeAnswer>();
        }
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary, string scope)
        => ApiKeyGuard.RequireScope(route.WithName(name).WithTags("Notices").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), scope);

    private static async Task<IResult> SetContactAsync(string id, HttpContext http, NoticeContacts contacts)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("path id", id, errors);
        if (await BodyReading.ReadAsync(http, NoticeWire.Json.ContactBody, MaxBodyBytes, errors) is not { } body || errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var locale = new FieldReading(errors).OneOf("$.locale", body.Locale ?? NoticeLocales.Default, NoticeLocales.All);
        if (body.Email is { } email
            && (email.Length > 254 || email.Any(char.IsControl) || !MimeKit.MailboxAddress.TryParse(email, out var box)
            || box.Address != email))
        {
            errors.Add("$.email", null, "This is no plain e-mail address.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        await contacts.SetAsync(subject, new NoticeContact(body.Email, locale!), AccessRecording.ActorOf(http), http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> InboxAsync(string id, HttpContext http, SubjectStreamStore streams, NoticeWriter writer,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("path id", id, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var stream = await streams.FindAsync(subject, http.RequestAborted);
        if (stream.ETag is null)
        {
            return Answers.Problem(Problems.NotFound("Nothing is known of this subject."));
        }

        AccessRecording.Note(http, subject.Key);
        var now = time.GetUtcNow();
        var notices = new List<NoticeAnswer>();
        foreach (var (state, owed) in NoticeWire.AllOf(stream))
        {
            notices.Add(NoticeWire.Of(state, owed, now, BodyOf(state, writer)) with
            {
                ForEndUser = await writer.ForEndUserAsync(stream, owed, state, now, http.RequestAborted),
            });
        }

        return Answers.Json(new NoticesAnswer([.. notices]), NoticeWire.Json.NoticesAnswer);
    }

    private static async Task<IResult> FindAsync(string id, string? locale, string? audience, HttpContext http, SubjectStreamStore streams,
        NoticeWriter writer, TimeProvider time)
    {
        var errors = new FieldErrors();
        var fields = new FieldReading(errors);
        fields.OneOf("query locale", locale, NoticeLocales.All);
        NoticeAudience? reader = audience is null ? null : fields.Word<NoticeAudience>("query audience", audience);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (now, stream, state) = (time.GetUtcNow(), default(SubjectStream), default(NoticeState));
        stream = SubjectItemIds.KeyOf("ntc", id) is { } key ? await streams.FindAsync(key, http.RequestAborted) : null;
        state = stream?.Notices.All.GetValueOrDefault(id);
        var owed = stream is null ? null : OwedNotices.Of(stream.Actions).Concat(AppealNotices.Of(stream.Appeals))
            .FirstOrDefault(one => one.Id == id);
        if (stream is null || (state is null && owed is null))
        {
            return Answers.Problem(Problems.NotFound("No notice has this id."));
        }

        AccessRecording.Note(http, stream.Subject.Ref.Key);
        state ??= new NoticeState(id);
        if (state.Notice is { } notice && owed is not null && (locale is not null || reader is not null))
        {
            var (other, refusal) = await writer.WriteAsync(stream, owed, locale ?? notice.Locale, now, http.RequestAborted, reader);
            if (refusal is not null)
            {
                return Answers.Problem(EnforcementMapping.Of(refusal));
            }

            state = state with { Notice = other };
        }

        return Answers.Json(NoticeWire.Of(state, owed, now, BodyOf(state, writer)) with
        {
            ForEndUser = await writer.ForEndUserAsync(stream, owed, state, now, http.RequestAborted),
        }, NoticeWire.Json.NoticeAnswer);
    }

    private static async Task<IResult> NoteAsync(string id, string name, HttpContext http, NoticeDispatch dispatch, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await JsonBody.ReadAsync(http, MaxBodyBytes, NoticeWire.Json.NoticeCommandBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var fields = new FieldReading(errors);
        var channel = fields.Word<NoticeChannel>("$.channel", body.Channel ?? "webhook");
        var reason = fields.Text("$.reason", body.Reason ?? "no reason given", 200);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var now = time.GetUtcNow();
        NoticeEvent happened = name == "delivered" ? new NoticeDelivered(OfficerId.System, now, id, channel)
            : new NoticeBounced(OfficerId.System, now, id, channel, reason!);
        return SubjectItemIds.KeyOf("ntc", id) is { } key
            && await dispatch.NoteAsync(new NoticeWork(key, id, 0, null), happened, http.RequestAborted)
            ? Results.NoContent() : Answers.Problem(Problems.NotFound("No notice has this id, or it was not written yet."));
    }

    private static async Task<IResult> WithholdAsync(string id, string name, Officer officer, HttpContext http, SubjectStreamStore streams,
        NoticeRows rows, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await JsonBody.ReadAsync(http, MaxBodyBytes, NoticeWire.Json.NoticeCommandBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var fields = new FieldReading(errors);
        WithholdingBasis? basis = name == "release" ? null : fields.Word<WithholdingBasis>("$.basis", body.Basis ?? "");
        var until = fields.Moment("$.until", body.Until);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        for (var round = 0; round < 20; round++)
        {
            if (SubjectItemIds.KeyOf("ntc", id) is not { } key || await streams.FindAsync(key, http.RequestAborted) is not { } stream
                || OwedNotices.Of(stream.Actions).FirstOrDefault(one => one.Id == id) is not { } owed)
            {
                return Answers.Problem(Problems.NotFound("No notice of an action has this id."));
            }

            var now = time.GetUtcNow();
            var result = WithholdingRules.Decide(stream.Notices, owed, basis, until, body.Text ?? "", officer, now);
            if (result is CommandResult<NoticeEvent>.Refused { Refusal: var refusal })
            {
                return Answers.Problem(EnforcementMapping.Of(refusal));
            }

            await rows.AddAsync(NoticeRows.Due, basis is null ? now
                : until!.Value, new NoticeWork(key, null, 0, null), http.RequestAborted);
            var events = ((CommandResult<NoticeEvent>.Accepted)result).Events;
            if (await streams.AppendAsync(stream, [.. events.Select(StreamEvent.Of)], [], http.RequestAborted))
            {
                var state = (await streams.FindAsync(key, http.RequestAborted))!.Notices.All[id];
                return Answers.Json(NoticeWire.Of(state, owed, now, null), NoticeWire.Json.NoticeAnswer);
            }
        }

        throw new TimeoutException("A subject changed again and again while a notice was kept back.");
    }

    private static string? BodyOf(NoticeState state, NoticeWriter writer)
        => state.Notice is { } notice ? writer.BodyFor(notice, state.QueuedAt!.Value) : null;
}
