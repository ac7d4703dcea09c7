using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary><c>/api/v1/notice-templates</c>: templates, how they read, and publishing them by two people.</summary>
internal static class HttpNoticeTemplates
{
    private const int MaxBodyBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/notice-templates", (HttpContext http, NoticeTemplateStore templates) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ => Answers.Json(new TemplatesAnswer(
                [.. (await templates.AllAsync(http.RequestAborted)).Select(Of)]), NoticeWire.Json.TemplatesAnswer))),
            "listTemplates", "Every template in force, with the variables it may use").Produces<TemplatesAnswer>();
        Describe(routes.MapGet("/api/v1/notices/preview", (HttpContext http, NoticeTemplateStore templates, NoticeOptions options) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => PreviewAsync(http, templates, options))),
            "previewNotice", "How a template reads, for a kind of measure, a language and a reader").Produces<PreviewAnswer>();
        Describe(routes.MapPut("/api/v1/notice-templates/{name}/{locale}", (string name, string locale, HttpContext http,
            NoticeTemplateStore templates) => OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement,
                officer => PublishAsync(name, locale, officer, http, templates))),
            "publishTemplate", "Publishes a template where two people ask for the same text")
            .Accepts<TemplateBody>("application/json").Produces<TemplateAnswer>()
            .Produces<PendingApproval>(StatusCodes.Status202Accepted);
    }

    /// <summary>Reads what is to be previewed; null where something is wrong.</summary>
    public static (NoticeKind Kind, string Locale, NoticeAudience Audience, string Measure)? ReadPreview(string? template, string? locale,
        string? audience, string? measure, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var kinds = Enum.GetValues<NoticeKind>().Select(NoticeTemplates.NameOf).ToArray();
        var kind = NoticeTemplates.KindOf(fields.OneOf("template", template ?? "action", kinds));
        fields.OneOf("locale", locale, NoticeLocales.All);
        fields.OneOf("measure", measure, NoticeSamples.Measures);
        var reader = fields.Word<NoticeAudience>("audience", audience ?? "customer");
        return errors.Any ? null : (kind!.Value, locale ?? NoticeLocales.Default, reader, measure ?? "suspend");
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, NoticeTemplateStore templates, NoticeOptions options)
    {
        var errors = new FieldErrors();
        string? Query(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
        if (ReadPreview(Query("template"), Query("locale"), Query("audience"), Query("measure"), errors) is not { } asked)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var template = await templates.FindAsync(asked.Kind, asked.Locale, http.RequestAborted);
        return NoticeSamples.Render(template.Text, asked.Kind, asked.Locale, asked.Audience, NoticeSamples.Of(asked.Measure, asked.Audience),
            options.Platform) switch
        {
            NoticeRendering.Written one => Answers.Json(new PreviewAnswer(template.Id, asked.Locale, WireNames.Of(asked.Audience),
                asked.Measure, one.Text.Title, one.Text.Body), NoticeWire.Json.PreviewAnswer),
            NoticeRendering.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType()}."),
        };
    }

    private static async Task<IResult> PublishAsync(string name, string locale, Officer officer, HttpContext http,
        NoticeTemplateStore templates)
    {
        var errors = new FieldErrors();
        if (NoticeTemplates.KindOf(name) is not { } kind || !NoticeLocales.All.Contains(locale))
        {
            return Answers.Problem(Problems.NotFound("There is no such template; GET /api/v1/notice-templates lists them."));
        }

        if (await BodyReading.ReadAsync(http, NoticeWire.Json.TemplateBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return await templates.PublishAsync(kind, locale, body.Text ?? "", officer, http.RequestAborted) switch
        {
            TemplatePublishing.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            TemplatePublishing.Asked asked => await TwoPersonAnswers.OfAsync(http, asked.Result, officer,
                () => Task.FromResult(Answers.Json(Of(asked.Template!), NoticeWire.Json.TemplateAnswer)), "There is no such template."),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType()}."),
        };
    }

    private static TemplateAnswer Of(NoticeTemplate template)
    {
        var kind = NoticeTemplates.KindOf(template.Name)!.Value;
        return new TemplateAnswer(template.Name, template.Locale, template.Version, template.Text, template.By, template.At,
            [.. NoticeTemplates.VariablesOf(kind).Select(one => new TemplateVariableAnswer(one.Name, one.Type, one.Meaning,
                NoticeTemplates.NeededBy(kind).Contains(one.Name)))]);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Notices").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);
}
