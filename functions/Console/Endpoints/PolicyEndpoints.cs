using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Policies;
using Compliance.Functions.Routing;
using Compliance.Lists.Providers;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Console.Endpoints.AlertEndpoints;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Policies and their versions, where requests may go, and what customers narrow.</summary>
internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/policies", () => Results.Redirect("/app/policies/" + PolicyService.Platform)).Needs(ReviewPermission.ReadPolicy);
        officers.MapGet("/policies/{name}", async (string name, HttpContext http, ConsolePage page, PolicyService policies,
            TimeProvider time,
            CancellationToken cancellation) => PolicyService.Names.Contains(name)
                ? Show(page, http, await policies.FindAsync(name, cancellation), time, null, false) : Missing(page, http))
            .Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/policies/{name}", WriteAsync).Needs(ReviewPermission.ManagePolicy);
        officers.MapGet("/policies/{name}/{version}", VersionAsync).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/policies/{name}/{version}", CommandAsync).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/policies/{name}/{version}/backtest", TrialAsync).Needs(ReviewPermission.ManagePolicy);
        officers.MapGet("/reachability", async (HttpContext http, ConsolePage page, RouteService routes, CancellationToken cancellation) =>
            Reach(page, http, await routes.TermsAsync(cancellation), null)).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/reachability", async (HttpContext http, ConsolePage page, RouteService routes, CancellationToken cancellation) =>
            Reach(page, http, await routes.TermsAsync(cancellation), (await http.Request.ReadFormAsync(cancellation))["setup"].ToString()))
            .Needs(ReviewPermission.ReadPolicy);
        officers.MapGet("/controls", async (string? organisation, HttpContext http, ConsolePage page, ControlStore controls,
            CancellationToken cancellation) => page.Render<ControlsView>(http, OfficerOf(http), new()
            {
                ["Model"] = new ControlsPage(organisation, await RowsAsync(controls, organisation, cancellation), Example(organisation),
                    [], null),
            })).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/controls/try", TryAsync).Needs(ReviewPermission.ReadScreenings);
    }

    private static async Task<IResult> WriteAsync(string name, HttpContext http, ConsolePage page, PolicyService policies,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (!PolicyService.Names.Contains(name))
        {
            return Missing(page, http);
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var (text, act) = (form["text"].ToString().ReplaceLineEndings("\n"), form["act"].ToString());
        var policy = await policies.FindAsync(name, cancellation);
        if (act == "check" || (act is "draft" or "tighten" && text.Length is 0 or > PolicyService.MaxTextChars))
        {
            return Show(page, http, policy, time, text, true);
        }

        EnforcementCore.Policies.PolicyCommand command = act == "tighten" ? new EnforcementCore.Policies.PolicyCommand.Tighten(text)
            : new EnforcementCore.Policies.PolicyCommand.Draft(text);
        var (after, refusal) = await policies.GiveAsync(name, command, OfficerOf(http), null, cancellation);
        return refusal is null ? Results.Redirect($"/app/policies/{name}/{after.Registry.Versions.Length}?done=policy-{act}")
            : page.Say(http, OfficerOf(http), "Nothing was changed", refusal.Text, StatusCodes.Status409Conflict);
    }

    private static Task<IResult> VersionAsync(string name, string version, HttpContext http, ConsolePage page, PolicyService policies,
        TimeProvider time, CancellationToken cancellation) => ShowAsync(name, version, http, page, policies, time, null, cancellation);

    /// <summary>Tries a version on cases: those kept of some days, or those of a file.</summary>
    private static async Task<IResult> TrialAsync(string name, string version, HttpContext http, ConsolePage page, PolicyService policies,
        PolicyTrials trials, TimeProvider time, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var file = form.Files.Count > 0 ? form.Files[0] : null;
        var (from, to) = (form["from"].ToString(), form["to"].ToString());
        var errors = new FieldErrors();
        using var sent = new MemoryStream();
        if (file is { Length: > PolicyTrials.MaxBytes })
        {
            errors.Add("$", null, $"The file has {file.Length} bytes; at most {PolicyTrials.MaxBytes} are read.");
        }
        else if (file is { Length: > 0 })
        {
            await file.CopyToAsync(sent, cancellation);
            (from, to) = ("", "");
        }

        var trial = errors.Any ? null : await trials.RunAsync(name, HttpPolicies.Number(version), from.Length > 0 ? from : null,
            to.Length > 0 ? to : null, sent.ToArray(), OfficerOf(http), errors, cancellation);
        return await ShowAsync(name, version, http, page, policies, time, new PolicyTrialPage(trial?.Result,
            trial?.Refusal is { } refusal ? [refusal.Text] : [.. errors.All.Select(error => error.Message)], form["from"].ToString(),
            form["to"].ToString()), cancellation);
    }

    private static async Task<IResult> ShowAsync(string name, string version, HttpContext http, ConsolePage page, PolicyService policies,
        TimeProvider time, PolicyTrialPage? trial, CancellationToken cancellation)
    {
        if (!PolicyService.Names.Contains(name) || await policies.FindAsync(name, cancellation) is not { } policy
            || policy.Registry.Find(HttpPolicies.Number(version)) is not { } found)
        {
            return Missing(page, http);
        }

        var now = time.GetUtcNow();
        var (active, running) = (policy.Registry.ActiveAt(now), policy.Registry.ActivationAt(now));
        return page.Render<PolicyVersionView>(http, OfficerOf(http), new()
        {
            ["Model"] = new PolicyVersionPage(policy, found, policies.Prove(found), active == found ? null
                : policies.Compare(active, found),
                running is { DiesAt: { } end } && running.Version == found.Number && !policy.Registry.IsConfirmed(running) ? end : null,
                trial),
        });
    }

    private static async Task<IResult> CommandAsync(string name, string version, HttpContext http, ConsolePage page, PolicyService policies,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var act = form["act"].ToString();
        if (!PolicyService.Names.Contains(name) || !HttpPolicies.Commands.Contains(act))
        {
            return Missing(page, http);
        }

        var number = HttpPolicies.Number(version);
        var (_, refusal) = await policies.GiveAsync(name, HttpPolicies.CommandOf(act, number, form["text"].ToString(), 0), officer, null,
            cancellation);
        return refusal is null ? Results.Redirect($"/app/policies/{name}/{number}?done=policy-{act}")
            : page.Say(http, officer, "Nothing was changed", refusal.Text, refusal.IsDenial ? StatusCodes.Status403Forbidden
                : StatusCodes.Status409Conflict);
    }

    private static IResult Show(ConsolePage page, HttpContext http, StoredPolicy policy, TimeProvider time, string? text, bool check)
    {
        var active = policy.Registry.ActiveAt(time.GetUtcNow());
        var fallback = policy.Name == PolicyService.Terms ? ProviderTerms.Text : "";
        return page.Render<PoliciesView>(http, OfficerOf(http), new()
        {
            ["Model"] = new StoredPolicyPage(policy, active?.Program ?? (fallback.Length > 0 ? PolicyParser.Read(fallback).Program : null),
                text ?? active?.Text ?? fallback, check, check ? PolicyParser.Read(text ?? "").Problems : []),
        });
    }

    private static IResult Reach(ConsolePage page, HttpContext http, ProviderPolicies terms, string? setup)
    {
        var (problem, ways) = (default(string?), default(System.Collections.Immutable.ImmutableArray<RouteBypass>?));
        try
        {
            ways = setup is null ? null : Reachability.Find(terms, LiteLlmConfiguration.Read(setup), [ReachabilityQuestions.Plain("US")],
                ReachabilityQuestions.Grounds, ControlSet.Open);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            problem = error is JsonException ? "The set-up is no JSON." : error.Message;
        }

        var (asked, providers) = ReachabilityQuestions.Ask(terms);
        return page.Render<ReachabilityView>(http, OfficerOf(http), new()
        { ["Model"] = new ReachabilityPage(terms.Hash, asked, providers, setup ?? ReachabilityQuestions.Example, problem, ways) });
    }

    private static async Task<IResult> TryAsync(HttpContext http, ConsolePage page, ControlStore controls, RouteService routes,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var (organisation, text) = (form["organisation"].ToString(), form["body"].ToString());
        var errors = new FieldErrors();
        RouteAnswer? answer = null;
        if (BodyJson.Read(Encoding.UTF8.GetBytes(text), RouteWire.Json.RouteBody, errors) is { } body
            && RouteReading.Read(body with { Organisation = organisation }, errors) is { } read)
        {
            answer = (await routes.DecideAsync(body with { Organisation = organisation, Token = null }, read.Request, read.Candidates,
                cancellation) as RouteReply.Decided)?.Answer;
        }

        return page.Render<ControlsView>(http, OfficerOf(http), new()
        {
            ["Model"] = new ControlsPage(organisation, await RowsAsync(controls, organisation, cancellation), text,
                [.. errors.All.Select(one => $"{one.Path}: {one.Message}")], answer),
        });
    }

    private static async Task<IReadOnlyList<ControlRow>> RowsAsync(ControlStore controls, string? organisation,
        CancellationToken cancellation)
        => string.IsNullOrEmpty(organisation) ? [] : await controls.AllAsync(organisation, cancellation);

    private static string Example(string? organisation) => organisation is null ? "" : """
        {
          "origin": { "residence": "DE", "parts": [], "owners": [] },
          "keyKind": "platform", "userAge": 18, "use": [], "dataClass": "public",
          "linkedToSuspended": false, "creditFromSuspended": false,
          "candidates": [{ "id": "a", "provider": "openai", "model": "gpt-5", "zeroRetention": true, "retentionDays": 0,
              "distillable": false }]
        }
        """;

    private static IResult Missing(ConsolePage page, HttpContext http)
        => page.Say(http, OfficerOf(http), "No such policy", "The address names a policy or version that does not exist.",
            StatusCodes.Status404NotFound);
}
