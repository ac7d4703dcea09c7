using System.Collections.Immutable;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Notices;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Functions.Appeals.Page;

/// <summary>
/// <c>/appeals/{token}</c>: the public page behind a signed link. It needs no account, no script and no cookie. What it may do stands in
/// the link: nothing more is shown than the notice told, and the link is used up with the form.
/// </summary>
internal sealed class AppealPages(AppealLinks links, SubjectStreamStore streams, AppealService service, AppealFiles files,
    TimeProvider time)
{
    private const int MostWords = AppealDecider.MaxTextChars;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/appeals/{token}", (string token, HttpContext http, AppealPages pages) => pages.ShowAsync(token, http))
            .ExcludeFromDescription();
        routes.MapPost("/appeals/{token}", (string token, HttpContext http, AppealPages pages) => pages.SendAsync(token, http))
            .ExcludeFromDescription().DisableAntiforgery();
    }

    private async Task<IResult> ShowAsync(string token, HttpContext http)
    {
        var (found, refused) = await OpenAsync(token, http);
        return refused ?? Render(http, FormOf(found!, http));
    }

    private async Task<IResult> SendAsync(string token, HttpContext http)
    {
        var (found, refused) = await OpenAsync(token, http);
        if (found is not { } open)
        {
            return refused!;
        }

        var words = AppealPageWords.Of(open.Link.Locale);
        if (!http.Request.HasFormContentType)
        {
            return Render(http, FormOf(open, http), StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (text, chosen) = (AppealTexts.Tidy(form["text"]), form["ground"].OfType<string>().Distinct().ToList());
        var grounds = chosen.Select(one => WireNames.TryRead<AppealGround>(one, out var ground) ? ground : (AppealGround?)null).ToList();
        var problems = new List<string>();
        if (open.Question is null && (grounds.Count == 0 || grounds.Contains(null)))
        {
            problems.Add(words.ChooseGround);
        }

        if (CommandTexts.Problem(text, MostWords) is not null)
        {
            problems.Add(words.WriteWords);
        }

        var (kept, problem) = problems.Count > 0 ? ([], null)
            : await files.KeepAsync(open.Stream.Subject.Ref, await FilesOf(form, http.RequestAborted), http.RequestAborted);
        if (problem is not null)
        {
            problems.Add(words.FilesHint);
        }

        if (problems.Count > 0)
        {
            return Render(http, FormOf(open, http) with { Problems = problems, Words = text, Chosen = chosen },
                StatusCodes.Status400BadRequest);
        }

        var reply = await service.GiveAsync(open.Stream.Subject.Ref, CommandOf(open, grounds, text, kept), Officer.Service, null, null,
            open.Link, http.RequestAborted);
        return reply is AppealReply.Done done ? Render(http, ReceiptOf(open, done), StatusCodes.Status201Created)
            : Refuse(http, open.Link.Locale, words, ((AppealReply.Refused)reply).Refusal.Code);
    }

    private AppealCommand CommandOf(OpenLink open, List<AppealGround?> grounds, string text, ImmutableArray<AppealAttachment> kept)
    {
        if (open.Question is not null)
        {
            return new AppealCommand.Answer(open.Link.About, text, kept);
        }

        var (action, now) = (open.Action, time.GetUtcNow());
        return new AppealCommand.Receive(
            new Appeal(Appeal.IdOf(action.Subject, action.Id, AppealParty.Subject), action.Id, action.DecisionId,
            action.Subject, AppealParty.Subject, [.. grounds.Select(ground => ground!.Value)], text, open.Link.Locale, "link", now, now,
                kept));
    }

    /// <summary>What a link opens; where it opens nothing, the page that says so.</summary>
    private async Task<(OpenLink? Open, IResult? Refused)> OpenAsync(string token, HttpContext http)
    {
        if (links.Read(token) is not { } link)
        {
            var locale = NoticeLocales.Nearest(http.Request.Headers.AcceptLanguage.ToString().Split(',')[0]);
            return (null, Refuse(http, locale, AppealPageWords.Of(locale), RefusalCode.NotFound));
        }

        var words = AppealPageWords.Of(link.Locale);
        if (time.GetUtcNow() >= link.ExpiresAt)
        {
            return (null, Refuse(http, link.Locale, words, RefusalCode.OutOfTime));
        }

        var isAnswer = link.Purpose == AppealLink.ToAnswer;
        var key = isAnswer ? SubjectItemIds.KeyOf("apl", link.About) : ActionIds.KeyOf(link.About);
        if (key is null || await streams.FindAsync(key, http.RequestAborted) is not { Subject.ErasedAt: null } stream)
        {
            return (null, Refuse(http, link.Locale, words, RefusalCode.NotFound));
        }

        if (await streams.RowAsync(stream.Subject.Ref, link.UsedRow, http.RequestAborted) is not null)
        {
            return (null, Refuse(http, link.Locale, words, RefusalCode.BadLink));
        }

        var appeal = isAnswer ? stream.Appeals.All.GetValueOrDefault(link.About) : null;
        var state = stream.Actions.Actions.GetValueOrDefault(isAnswer ? appeal?.Appeal.Action ?? "" : link.About);
        return state?.Action is not { } action || (isAnswer && (appeal?.Question is null || appeal.Questions != link.Round))
            ? (null, Refuse(http, link.Locale, words, isAnswer ? RefusalCode.BadLink : RefusalCode.NotFound))
            : (new OpenLink(link, stream, action, state, appeal?.Question?.Question), null);
    }

    private static AppealPageModel FormOf(OpenLink open, HttpContext http)
    {
        var (words, locale) = (AppealPageWords.Of(open.Link.Locale), open.Link.Locale);
        string Day(DateTimeOffset at) => NoticeLocales.Write(locale, DateOnly.FromDateTime(at.UtcDateTime));
        var told = NoticeWriter.ToldAt(open.Stream, open.Action.Id);
        return new AppealPageModel(locale, open.Question is null ? words.Title : words.QuestionTitle)
        {
            Text = open.Question is null ? words.Free : null,
            Question = open.Question,
            Action = http.Request.Path.Value,
            Facts =
            [
                (words.Decided, NoticeWords.Find(locale, "measure." + NoticeContent.NameOf(open.Action.Measure)) ?? ""),
                (words.DecidedOn, Day(open.State.DecidedAt!.Value)),
                .. open.Action.Until is { } until ? [(words.Until, Day(until))] : Array.Empty<(string, string)>(),
                .. told is { } at && open.Question is null ? [(words.LastDay, NoticeLocales.Write(locale, AppealClock.LastDay(at)))]
                    : Array.Empty<(string, string)>(),
            ],
        };
    }

    private static AppealPageModel ReceiptOf(OpenLink open, AppealReply.Done done)
    {
        var (words, locale) = (AppealPageWords.Of(open.Link.Locale), open.Link.Locale);
        var appeal = done.Stream.Appeals.All[done.Appeal];
        return open.Question is not null ? new AppealPageModel(locale, words.AnswerTitle) { Text = words.AnswerReceived }
            : new AppealPageModel(locale, words.Received)
            {
                Text = $"{words.DueBy} {NoticeLocales.Write(locale, DateOnly.FromDateTime(appeal.DueAt.AddTicks(-1).UtcDateTime))}.",
                Facts = [(words.Number, done.Appeal)],
            };
    }

    private static IResult Refuse(HttpContext http, string locale, AppealPageWords words, RefusalCode code) => code switch
    {
        RefusalCode.OutOfTime => Render(http, new AppealPageModel(locale, words.ExpiredTitle) { Text = words.Expired },
            StatusCodes.Status410Gone),
        RefusalCode.BadLink or RefusalCode.AlreadyAppealed or RefusalCode.AlreadyEnded or RefusalCode.WrongState => Render(http,
            new AppealPageModel(locale, words.UsedTitle) { Text = words.Used }, StatusCodes.Status409Conflict),
        _ => Render(http, new AppealPageModel(locale, words.ForgedTitle) { Text = words.Forged }, StatusCodes.Status404NotFound),
    };

    private static RazorComponentResult<AppealPageView> Render(HttpContext http, AppealPageModel model, int status =
        StatusCodes.Status200OK)
    {
        http.Response.Headers.ContentSecurityPolicy = AppealPageStyle.Policy;
        http.Response.Headers.ContentLanguage = model.Locale;
        http.Response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        return new RazorComponentResult<AppealPageView>(new Dictionary<string, object?> { ["Model"] = model })
        { StatusCode = status, PreventStreamingRendering = true };
    }

    private static async Task<List<SentFile>> FilesOf(IFormCollection form, CancellationToken cancellation)
    {
        var sent = new List<SentFile>();
        foreach (var file in form.Files.Where(file => file.Length > 0))
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            sent.Add(new SentFile(file.FileName, bytes.ToArray()));
        }

        return sent;
    }

    private sealed record OpenLink(AppealLink Link, SubjectStream Stream, EnforcementAction Action, ActionState State, string? Question);
}
