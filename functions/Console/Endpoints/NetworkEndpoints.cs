using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Networks: clusters, the graph around one, what links two accounts, officers' words, and actions on an operation.</summary>
internal static class NetworkEndpoints
{
    private const int MostClusters = 200;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/networks", ListAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/networks/run", RunAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/networks/{key}", ShowAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/networks/{key}/rule", RuleAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/networks/{key}/act", ActAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/operations/{id}/decide", DecideAsync).Needs(ReviewPermission.WorkEnforcement);
    }

    private static async Task<IResult> ListAsync(string? q, HttpContext http, ConsolePage page, NetworkReader networks,
        RulingService rulings, OperationService operations, CancellationToken cancellation)
    {
        if (q?.Trim() is { Length: > 0 and <= 300 } asked && (SubjectRef.TryParse(asked, out var subject, out _)
            || SubjectRef.TryMake(SubjectKind.Account, asked, out subject, out _)))
        {
            return Results.Redirect("/app/networks/" + subject.Key);
        }

        AccessRecording.Note(http, "networks");
        return page.Render<NetworksView>(http, OfficerOf(http), new()
        {
            ["List"] = await networks.ListAsync(MostClusters, cancellation),
            ["Waiting"] = await rulings.WaitingAsync(cancellation),
            ["Operations"] = await operations.AllAsync(null, cancellation),
        });
    }

    private static async Task<IResult> RunAsync(HttpContext http, NetworkRunner runner, AuditIntake intake, CancellationToken cancellation)
    {
        await intake.RecordAsync(OfficerOf(http).Id.Value, "networks.run", "networks", cancellation);
        await runner.RunAsync(cancellation);
        return Results.Redirect("/app/networks?done=network-run");
    }

    private static async Task<IResult> ShowAsync(string key, string? day, string? from, string? to, HttpContext http, ConsolePage page,
        OperationPageReader reader, AroundReader around, SubjectStreamStore streams, AuditIntake intake, CancellationToken cancellation)
    {
        var officer = OfficerOf(http);
        var shown = DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (int?)(date - EventFacts.Epoch.DateTime).Days : int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture,
                out var number) ? number : null;
        if (await reader.FindAsync(key, shown, from, to, officer, cancellation) is not { } model)
        {
            var known = await streams.FindAsync(key, cancellation) is { } stream ? await around.FindAsync(stream.Subject.Ref, cancellation)
                : null;
            return page.Say(http, officer, "No network", "The last run found nobody who belongs together with this account, or does not "
                + "know it yet." + InWords(known), StatusCodes.Status404NotFound);
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, model.Cluster, cancellation);
        return page.Render<NetworkView>(http, officer, new() { ["Model"] = model, ["Key"] = key, ["Once"] = http.TraceIdentifier });
    }

    private static string InWords(AroundAnswer? around)
        => around is null ? "" : string.Concat(around.Uses.Where(one => one.Clusters.Length > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture,
                $" A {one.Type} of it is used by {one.Accounts} accounts, some in the cluster {one.Clusters[0][..12]}.")));

    private static async Task<IResult> RuleAsync(string key, HttpContext http, ConsolePage page, RulingService rulings,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (one, other) = (await streams.FindAsync(form["one"].ToString(), cancellation),
            await streams.FindAsync(form["other"].ToString(), cancellation));
        if (one is null || other is null)
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no two accounts.", StatusCodes.Status400BadRequest);
        }

        if (form["act"].ToString() is not ("second" or "decline" or "same" or "not_same" or "none"))
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no act.", StatusCodes.Status400BadRequest);
        }

        var (a, b) = (one.Subject.Ref, other.Subject.Ref);
        var reply = form["act"].ToString() switch
        {
            "second" => await rulings.SecondAsync(a, b, officer, null, cancellation),
            "decline" => await rulings.DeclineAsync(a, b, form["text"], officer, null, cancellation),
            "same" => await rulings.SayAsync(a, b, RulingWord.Same, form["text"], officer, null, cancellation),
            "not_same" => await rulings.SayAsync(a, b, RulingWord.NotSame, form["text"], officer, null, cancellation),
            _ => await rulings.SayAsync(a, b, RulingWord.None, form["text"], officer, null, cancellation),
        };
        return EnforcementEndpoints.Answer(reply, http, page, key == "list" ? "networks?done=network-ruled"
            : $"networks/{Uri.EscapeDataString(key)}?done=network-ruled");
    }

    private static async Task<IResult> ActAsync(string key, HttpContext http, ConsolePage page, OperationService operations,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        int? Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : null;
        var except = new HashSet<SubjectRef>();
        foreach (var left in form["except"])
        {
            if (await streams.FindAsync(left ?? "", cancellation) is not { } stream)
            {
                return page.Say(http, officer, "Nothing was changed", "The form names an account to leave out that is not known.",
                    StatusCodes.Status400BadRequest);
            }

            except.Add(stream.Subject.Ref);
        }

        foreach (var id in form["others"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!SubjectRef.TryMake(SubjectKind.Account, id, out var other, out _))
            {
                return page.Say(http, officer, "Nothing was changed", "A line of the accounts to leave out is no id of an account.",
                    StatusCodes.Status400BadRequest);
            }

            except.Add(other);
        }

        // The form shows days for every measure; a termination has none.
        var rung = (Rung)(Number("rung") ?? 0);
        var (_, refusal) = await operations.ProposeAsync(new OperationWish(form["cluster"].ToString(), rung,
            rung == Rung.Terminate ? null : Number("days"), form["ground"].ToString(), form["row"].ToString(), form["facts"].ToString(),
            form["text"].ToString(), except)
        { Once = form["once"].ToString() }, officer, cancellation);
        return refusal is null ? Results.Redirect($"/app/networks/{Uri.EscapeDataString(key)}?done=operation-proposed")
            : page.Say(http, officer, "Nothing was changed", refusal.Text, EnforcementMapping.Of(refusal).Status);
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext http, ConsolePage page, OperationService operations,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        if (form["act"].ToString() is not ("second" or "decline"))
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no act.", StatusCodes.Status400BadRequest);
        }

        var second = form["act"] == "second";
        var (_, refusal) = second ? await operations.SecondAsync(id, officer, cancellation)
            : await operations.DeclineAsync(id, officer, cancellation);
        return refusal is null ? Results.Redirect($"/app/networks?done=operation-{(second ? "done" : "declined")}")
            : page.Say(http, officer, "Nothing was changed", refusal.Text, EnforcementMapping.Of(refusal).Status);
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}
