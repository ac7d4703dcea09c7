using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Extraction;

/// <summary><c>/api/v1/radar</c>: campaigns of extraction, what is ordinary, prompts on their way through, and how much is used.</summary>
internal static class HttpRadar
{
    public const int MostConfirmed = 1000;
    public const int MostOfClass = 5000;
    private const int MaxBatch = 1000;
    private const int MaxBodyBytes = 16 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/radar/prompts", TakeAsync), "takePrompts",
            "Takes prompts or sketches of prompts in; nothing of them is kept but what they add to the evidence", Scopes.Screening)
            .Accepts<PromptsBody>("application/json").Produces<PromptsAnswer>();
        Describe(routes.MapGet("/api/v1/radar", (HttpContext http, RadarReader radar) => OfficerGate.ReadAsync(http,
            ReviewPermission.ReadScreenings, async officer =>
            {
                AccessRecording.Note(http, "radar");
                return Answers.Json(RadarMapping.For(officer, await radar.ReadAsync(http.RequestAborted)), RadarWire.Json.RadarPage);
            })), "showRadar", "Campaigns with their calibration, classes of ordinary traffic, alarms, and the choice of each day")
            .Produces<RadarPage>();
        Describe(routes.MapGet("/api/v1/radar/usage", (string? subject, bool? cluster, HttpContext http, UsageReader usage) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => UsageAsync(subject, cluster ?? false, http, usage))),
            "showUsage", "Use of an account or of its cluster by the hour, from counters: metadata alone").Produces<UsageFacts>();
        Describe(routes.MapPost("/api/v1/radar/campaigns", (HttpContext http, CampaignService campaigns) => OfficerGate.ActAsync(http,
            ReviewPermission.WorkEnforcement, officer => MakeAsync(http, officer, campaigns))), "makeCampaign",
            "Watches for more of what a reviewer confirmed").Accepts<CampaignBody>("application/json").Produces<CampaignRow>();
        Describe(routes.MapPost("/api/v1/radar/campaigns/{id}/end", (string id, HttpContext http, CampaignService campaigns) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => EndAsync(id, http, officer, campaigns))), "endCampaign",
            "Ends a campaign, when a second person asks for the same").Accepts<RadarReasonBody>("application/json").Produces(200)
            .Produces<PendingApproval>(202);
        Describe(routes.MapPost("/api/v1/radar/classes", (HttpContext http, CampaignService campaigns) => OfficerGate.ActAsync(http,
            ReviewPermission.WorkEnforcement, officer => ProposeAsync(http, officer, campaigns))), "proposeClass",
            "Proposes a class of ordinary traffic; it counts when a second person agrees").Accepts<ClassBody>("application/json")
            .Produces<ClassRow>(202);
        Describe(routes.MapPost("/api/v1/radar/classes/second", (HttpContext http, CampaignService campaigns) => OfficerGate.ActAsync(http,
            ReviewPermission.ApproveVerdicts, officer => SecondAsync(http, officer, campaigns))), "secondClass",
            "Agrees to a class of ordinary traffic; every campaign is judged anew").Accepts<RadarReasonBody>("application/json")
            .Produces(200);
        Describe(routes.MapPost("/api/v1/radar/classes/decline", (HttpContext http, CampaignService campaigns) => OfficerGate.ActAsync(http,
            ReviewPermission.WorkEnforcement, officer => DeclineAsync(http, officer, campaigns))), "declineClass",
            "Declines a proposed class, or takes one's own back").Accepts<RadarReasonBody>("application/json").Produces(200);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary, string scope = Scopes.Alerts)
        => ApiKeyGuard.RequireScope(route.WithName(name).WithTags("Radar").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType), scope);

    private static async Task<IResult> TakeAsync(HttpContext http, RadarIntake intake, ServiceOptions options)
    {
        if (options.Radar == RadarMode.Off)
        {
            return Answers.Problem(Problems.NotFound("The platform lets the radar have no prompts: set COMPLIANCE_RADAR."));
        }

        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RadarWire.Json.PromptsBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var batch = new FieldReading(errors).Text("$.id", body.Id ?? "", 200);
        if (body.Prompts is not { Length: > 0 and <= MaxBatch } prompts)
        {
            errors.Add("$.prompts", null, $"1 to {MaxBatch} prompts.");
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (taken, passed) = RadarReading.Prompts(prompts, options.Radar == RadarMode.Prompts, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var again = await intake.TakeAsync(batch!, taken, http.RequestAborted);
        return Answers.Json(new PromptsAnswer(taken.Count - again, passed, again), RadarWire.Json.PromptsAnswer);
    }

    private static async Task<IResult> UsageAsync(string? text, bool cluster, HttpContext http, UsageReader usage)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("query subject", text, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, subject.Key);
        return Answers.Json(await usage.ReadAsync(subject, cluster, http.RequestAborted), RadarWire.Json.UsageFacts);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, Officer officer, CampaignService campaigns)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RadarWire.Json.CampaignBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (name, why) = RadarMapping.Named(body.Name, body.Text, errors);
        var seeds = RadarReading.Sketches("$.confirmed", body.Confirmed, MostConfirmed, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (row, refusal) = await campaigns.MakeAsync(name!, why!, seeds, officer, http.RequestAborted);
        return refusal is null ? Answers.Json(row!, RadarWire.Json.CampaignRow) : Answers.Problem(EnforcementMapping.Of(refusal));
    }

    private static async Task<IResult> EndAsync(string id, HttpContext http, Officer officer, CampaignService campaigns)
    {
        var errors = new FieldErrors();
        var body = await BodyReading.ReadAsync(http, RadarWire.Json.RadarReasonBody, MaxBodyBytes, errors);
        var (_, why) = RadarMapping.Named(id, body?.Text, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All)) : await TwoPersonAnswers.OfAsync(http,
            await campaigns.EndAsync(id, why!, officer, http.RequestAborted), officer, () => Task.FromResult(Results.Ok()),
            "No campaign that is watched for has this id.");
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, Officer officer, CampaignService campaigns)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RadarWire.Json.ClassBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (name, why) = RadarMapping.Named(body.Name, body.Text, errors);
        var prompts = RadarReading.Sketches("$.prompts", body.Prompts, MostOfClass, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (row, refusal) = await campaigns.ProposeClassAsync(name!, why!, prompts, officer, http.RequestAborted);
        return refusal is null ? Answers.Json(row!, RadarWire.Json.ClassRow, StatusCodes.Status202Accepted)
            : Answers.Problem(EnforcementMapping.Of(refusal));
    }

    private static async Task<IResult> SecondAsync(HttpContext http, Officer officer, CampaignService campaigns)
    {
        var errors = new FieldErrors();
        var body = await BodyReading.ReadAsync(http, RadarWire.Json.RadarReasonBody, MaxBodyBytes, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All)) : await TwoPersonAnswers.OfAsync(http,
            await campaigns.SecondClassAsync(body!.Name?.Trim() ?? "", body.Seen ?? "", officer, http.RequestAborted), officer,
            () => Task.FromResult(Results.Ok()), "No class of this name waits.");
    }

    private static async Task<IResult> DeclineAsync(HttpContext http, Officer officer, CampaignService campaigns)
    {
        var errors = new FieldErrors();
        var body = await BodyReading.ReadAsync(http, RadarWire.Json.RadarReasonBody, MaxBodyBytes, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : await campaigns.DeclineClassAsync(body!.Name?.Trim() ?? "", officer, http.RequestAborted) ? Results.Ok()
            : Answers.Problem(Problems.NotFound("No class of this name waits."));
    }
}
