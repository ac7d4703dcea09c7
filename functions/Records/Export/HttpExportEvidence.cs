using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Records.Export;

/// <summary><c>GET /api/v1/audit/export/{kind}/{id}</c>: everything that proves a decision, as one zip.</summary>
internal static class HttpExportEvidence
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/audit/export/{kind}/{id}",
            (string kind, string id, HttpContext http, EvidenceExport export, long? at = null) => RunAsync(kind, id, at, http, export))
            .WithName("exportEvidence").WithTags("Audit")
            .WithSummary("Exports evidence, decision trail and proofs as one zip")
            .WithDescription(
                "kind: screening, alert or subject (the caller's id). at: size of the checkpoint to prove against, for the same bytes as "
                    + "an earlier export. viewer.html in the zip checks all of it without network.")
            .Produces(200, contentType: "application/zip")
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Audit);

    /// <summary>Name of the file: what it is and the beginning of its hash, never whose it is.</summary>
    public static string FileName(string kind, EvidenceBundle bundle) => $"evidence-{kind.ToLowerInvariant()}-{bundle.Sha256[..12]}.zip";

    private static async Task<IResult> RunAsync(string kind, string id, long? at, HttpContext http, EvidenceExport export)
    {
        if (!Enum.TryParse<ExportKind>(kind, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed) || char.IsAsciiDigit(kind[0])
            || id.Length > 200)
        {
            return Answers.Problem(Problems.NotFound("Exports are of a screening, an alert or a subject."));
        }

        try
        {
            if (await export.MakeAsync(parsed, id, at, AccessRecording.ActorOf(http), http.RequestAborted) is not { } bundle)
            {
                return Answers.Problem(Problems.NotFound($"Nothing is stored of the {parsed.ToString().ToLowerInvariant()} of this id."));
            }

            http.Response.Headers["Compliance-Checkpoint"] =
                bundle.CheckpointSize.ToString(System.Globalization.CultureInfo.InvariantCulture);
            http.Response.Headers["Compliance-Sha256"] = bundle.Sha256;
            return Results.Bytes(bundle.Zip, "application/zip", FileName(kind, bundle));
        }
        catch (InvalidDataException error) when (at is not null)
        {
            return Answers.Problem(Problems.NotFound(error.Message));
        }
    }
}
