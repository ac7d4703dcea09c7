using System.Collections.Concurrent;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Records who read personal data, before it leaves, and who was refused. A read that cannot be recorded is not answered: the storage
/// failure answers instead. Refusals of the same caller at the same place are recorded once a minute, so that knocking cannot fill the log.
/// </summary>
internal sealed class AccessRecording(AuditIntake intake, TimeProvider time)
{
    private const int MostPlaces = 10_000;
    private static readonly object RecordedItem = new();
    private static readonly object ReadItem = new();

    /// <summary>Addresses whose answers hold personal data, by the pattern of their route; the first value of the route names what is
    /// read.</summary>
    private static readonly string[] PersonalPages = ["/screenings/{id", "/alerts/{id", "/subjects/{", "/bulk/preview", "/bulk/{id"];

    private readonly ConcurrentDictionary<string, long> _refusedAt = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        if (!pattern.StartsWith("/api/", StringComparison.Ordinal) && !pattern.StartsWith("/app/", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        // Whoever read a person's data into an answer noted it, whatever the answer's method and status are.
        http.Response.OnStarting(() => http.Items.TryGetValue(ReadItem, out var read) && read is string target
            ? intake.RecordAsync(ActorOf(http), RecordActs.PersonalDataRead, target, CancellationToken.None)
            : Task.CompletedTask);
        if (HttpMethods.IsGet(http.Request.Method) && PersonalPages.Any(page => pattern.Contains(page, StringComparison.Ordinal)))
        {
            // The console learns who is signed in only inside the page's own guard, so its reads are recorded when the answer begins.
            http.Response.OnStarting(() => http.Response.StatusCode == StatusCodes.Status200OK && !http.Items.ContainsKey(ReadItem)
                ? intake.RecordAsync(ActorOf(http), RecordActs.PersonalDataRead, TargetOf(http), http.RequestAborted)
                : Task.CompletedTask);
        }

        await next(http);
        // Who knows the role and the permission that was missing has recorded the refusal with them; the console always does.
        if (!http.Items.ContainsKey(RecordedItem) && pattern.StartsWith("/api/", StringComparison.Ordinal)
            && http.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            await RecordRefusalAsync(ActorOf(http), $"{http.Request.Method} {pattern}");
        }
    }

    private async Task RecordRefusalAsync(string actor, string place)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_refusedAt.Count > MostPlaces)
        {
            _refusedAt.Clear();
        }

        if (_refusedAt.TryGetValue(actor + place, out var last) && last == minute)
        {
            return;
        }

        _refusedAt[actor + place] = minute;
        await intake.RecordAsync(actor, RecordActs.AccessDenied, place.Replace('/', '.'), CancellationToken.None);
    }

    /// <summary>Notes that the answer of a request holds personal data, where the model of it is read: it is recorded when the answer
    /// begins, and where it cannot be recorded there is no answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="target">What is read: an id, or the name of a page.</param>
    public static void Note(HttpContext http, string target) => http.Items[ReadItem] = target;

    /// <summary>Says that the refusal of a request stands in the log already.</summary>
    public static void MarkRecorded(HttpContext http) => http.Items[RecordedItem] = true;

    /// <summary>Who asks: an officer, an API key, or nobody who is known.</summary>
    public static string ActorOf(HttpContext http) =>
        http.Items.TryGetValue(ConsoleGuard.OfficerItem, out var officer) && officer is Officer one ? one.Id.Value
        : ApiKeyGuard.FindCallerOf(http) is { } caller ? "key." + caller.Name
        : "unknown";

    private static string TargetOf(HttpContext http)
        => http.Request.RouteValues.Values.OfType<string>().FirstOrDefault(value => value.Length is > 0 and <= 200) is { } id
        ? string.Concat(id.Where(letter => letter is not ('/' or '\\' or '#' or '?' or '|') && !char.IsControl(letter)))
        : "unknown";
}
