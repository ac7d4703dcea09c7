using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Leads;

/// <summary><c>/api/v1/leads</c>: what to look into, and what it came to.</summary>
internal static class HttpLeads
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int Shown = 200;
    public static readonly string[] Commands = ["triage", "claim", "release", "match", "park", "dismiss", "act", "promote"];

    internal static readonly LeadWireJson Json = new(new JsonSerializerOptions(LeadWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/leads", (HttpContext http, LeadStore leads, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => ReceiveAsync(http, officer, leads, time))),
            "receiveLead",
            "Receives a lead; the same source and id again appends to it").Accepts<LeadBody>("application/json");
        Describe(routes.MapGet("/api/v1/leads/queues", (HttpContext http, LeadStore leads, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ => Answers.Json(new LeadQueuesAnswer(
                [.. LeadQueues.StateAt(await leads.OpenAsync(int.MaxValue, http.RequestAborted), time.GetUtcNow())
                    .Select(LeadQueueAnswer.Of)]), Json.LeadQueuesAnswer))), "listLeadQueues",
            "The queues of leads: how each stands, and what is recommended in it").Produces<LeadQueuesAnswer>();
        Describe(routes.MapGet("/api/v1/leads", (string? queue, string? surface, HttpContext http, LeadStore leads, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ =>
            {
                AccessRecording.Note(http, "leads");
                return Answers.Json(new LeadsAnswer([.. (await leads.OpenAsync(int.MaxValue, http.RequestAborted))
                    .Where(lead => (queue is null || LeadQueues.Of(lead).Name == queue) && (surface is null || lead.Surface == surface))
                    .Take(Shown).Select(lead => LeadAnswer.Of(lead, time.GetUtcNow()))]), Json.LeadsAnswer);
            })), "listLeads", "Leads that have not ended, in the order in which they should be worked")
            .Produces<LeadsAnswer>();
        Describe(routes.MapGet("/api/v1/leads/{id}", (string id, HttpContext http, LeadStore leads, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
            async _ =>
            {
                if (await leads.FindAsync(id, http.RequestAborted) is not { } lead)
                {
                    return Answers.Problem(Problems.NotFound("No lead has this id."));
                }

                AccessRecording.Note(http, lead.Id);
                return Answers.Json(LeadAnswer.Of(lead, time.GetUtcNow()), Json.LeadAnswer);
            })), "findLead", "One lead");
        Describe(routes.MapPost("/api/v1/leads/{id}/contest", ContestAsync), "contestLead",
            "Who reported it contests that it came to nothing: once, within 184 days; somebody else than who dismissed it decides",
            Scopes.Screening).Accepts<ContestBody>("application/json");
        foreach (var name in Commands)
        {
            Describe(routes.MapPost("/api/v1/leads/{id}/" + name, (string id, HttpContext http, LeadStore leads, TimeProvider time) =>
                OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => GiveAsync(id, name, http, officer, leads, time))),
                name + "Lead", $"Command on a lead: {name}").Accepts<LeadCommandBody>("application/json");
        }
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary, string scope = Scopes.Alerts)
        => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Leads").WithSummary(summary)
            .Produces<LeadAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), scope);

    private static async Task<IResult> ContestAsync(string id, HttpContext http, LeadStore leads, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.ContestBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (await leads.FindAsync(id, http.RequestAborted) is null)
        {
            return Answers.Problem(Problems.NotFound("No lead has this id."));
        }

        var (lead, refusal) = await leads.GiveAsync(id, new LeadCommand.Contest(body.Text ?? ""), Officer.Service, null,
            http.RequestAborted);
        return refusal is null ? Answers.Json(LeadAnswer.Of(lead!, time.GetUtcNow()), Json.LeadAnswer)
            : Answers.Problem(EnforcementMapping.Of(refusal));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, Officer officer, LeadStore leads, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.LeadBody, MaxBodyBytes, errors) is not { } body
            || Read(body, officer, time.GetUtcNow(), errors) is not { } lead)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var occurrence = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 200 } key ? $"{officer.Id}\n{key}"
            : lead.ExternalId;
        return Answers.Json(LeadAnswer.Of(await leads.ReceiveAsync(lead, occurrence, http.RequestAborted), time.GetUtcNow()),
            Json.LeadAnswer);
    }

    private static Lead? Read(LeadBody body, Officer officer, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var source = fields.Word("$.source", body.Source ?? "", LeadSource.Detector, LeadSource.Provider);
        var (id, surface) = (fields.Text("$.externalId", body.ExternalId ?? "", 200), fields.Text("$.surface", body.Surface ?? "api", 60));
        var ground = fields.OneOf("$.ground", body.Ground ?? "", [.. GroundCatalogue.All.Select(one => one.Code)]);
        var subject = body.Subject is null ? (SubjectRef?)null : ActionReading.Subject("$.subject", body.Subject, errors);
        var due = fields.Moment("$.dueAt", body.DueAt);
        if (CommandTexts.Problem(body.Text) is { } problem)
        {
            errors.Add("$.text", null, problem);
        }

        if (body.Severity is not (>= 1 and <= 5) || body.CertaintyPercent is < 0 or > 100)
        {
            errors.Add("$.severity", null, "A severity is 1 to 5, a certainty 0 to 100.");
        }

        return errors.Any ? null : new Lead(Lead.IdOf(source, $"{officer.Id}\n{id}"), source, id!, surface!, subject, ground!, body.Text!,
            body.Severity!.Value, body.CertaintyPercent ?? 50, 1, now, now, due);
    }

    private static async Task<IResult> GiveAsync(string id, string name, HttpContext http, Officer officer, LeadStore leads,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await JsonBody.ReadAsync(http, MaxBodyBytes, Json.LeadCommandBody, errors) is not { } body
            || Command(name, body, errors) is not { } command)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (await leads.FindAsync(id, http.RequestAborted) is null)
        {
            return Answers.Problem(Problems.NotFound("No lead has this id."));
        }

        var (lead, refusal) = await leads.GiveAsync(id, command, officer, body.Version, http.RequestAborted);
        return refusal is null ? Answers.Json(LeadAnswer.Of(lead!, time.GetUtcNow()), Json.LeadAnswer)
            : Answers.Problem(EnforcementMapping.Of(refusal, body.Version, lead?.Version));
    }

    private static LeadCommand? Command(string name, LeadCommandBody body, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var until = name == "park" ? fields.Moment("$.until", body.Until ?? "") : null;
        var subject = name == "match" ? ActionReading.Subject("$.subject", body.Subject, errors) : default;
        var outcome = name switch
        {
            "act" => fields.Text("$.action", body.Action ?? "", 100),
            "promote" => fields.Text("$.case", body.Case ?? "", 100),
            _ => null,
        };
        if (name == "triage" && (body.Severity is null || body.Ground is null))
        {
            errors.Add(body.Severity is null ? "$.severity" : "$.ground", null, "This is needed.");
        }

        return errors.Any ? null : name switch
        {
            "triage" => new LeadCommand.Triage(body.Severity!.Value, body.Ground!, body.Text ?? ""),
            "claim" => new LeadCommand.Claim(),
            "release" => new LeadCommand.Release(),
            "match" => new LeadCommand.Match(subject),
            "park" => new LeadCommand.Park(until!.Value, body.Text ?? ""),
            "dismiss" => new LeadCommand.Dismiss(body.Text ?? ""),
            "act" => new LeadCommand.Act(outcome!, body.Text ?? ""),
            "promote" => new LeadCommand.Promote(outcome!, body.Text ?? ""),
            _ => throw new InvalidOperationException($"Unknown command {name}."),
        };
    }
}
