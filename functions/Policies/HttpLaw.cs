using System.Globalization;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Policies;

/// <summary><c>/api/v1/policies/law</c>: the tables of law of a day as the rows by which screenings are decided, with what is proved of
/// them.</summary>
internal static class HttpLaw
{
    public static void Map(IEndpointRouteBuilder routes)
        => ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/policies/law", (string? on, HttpContext http, ScreeningRules rules,
            TimeProvider time) => OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, _ => Task.FromResult(
                DayOf(on, time) is not { } day
                    ? Answers.Problem(Problems.InvalidRequest([new FieldError("on", on, "Write a day such as 2026-11-30.")]))
                    : Answers.Json(new LawAnswer(rules.Policy.Id, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        [.. rules.Policy.LawOn(day).Chapters.Select(chapter => new LawChapterAnswer(chapter.Name, chapter.Question,
                            chapter.Rows.Program.Hash(), chapter.Text, PolicyMapping.Findings(
                                PolicyProver.Prove(chapter.Rows.Program, day))))]), PolicyWire.Json.LawAnswer))))
            .WithName("readLaw").WithSummary("The tables of law of a day as the rows by which screenings are decided, and what is proved")
            .WithTags("Policies").WithDescription("The text of a chapter is in the language of policies; these rows cannot be changed "
                + "here: they are written from the tables that ship.")
            .Produces<LawAnswer>().Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType),
            Scopes.Alerts);

    /// <summary>The day that is asked for; today where none is. Null where it is no day.</summary>
    internal static DateOnly? DayOf(string? on, TimeProvider time)
        => string.IsNullOrEmpty(on) ? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
            : DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
