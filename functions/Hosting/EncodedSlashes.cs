namespace Compliance.Functions.Hosting;

/// <summary>
/// Ids may hold a slash, which callers write as <c>%2F</c>. The server leaves that as it is, because it must not part the path; so the
/// values
/// of a route are freed of it here, once for all addresses. The Functions host encodes it a second time, and the server undoes that: both
/// forms arrive alike, and an id can hold a slash but not the text <c>%2F</c>.
/// </summary>
internal static class EncodedSlashes
{
    private const string Encoded = "%2F";

    /// <summary>Decodes them; after routing.</summary>
    public static void UseEncodedSlashes(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.Value?.Contains(Encoded, StringComparison.OrdinalIgnoreCase) == true)
        {
            var values = http.Request.RouteValues;
            foreach (var (key, value) in values.Where(pair => pair.Value is string).ToArray())
            {
                values[key] = ((string)value!).Replace(Encoded, "/", StringComparison.OrdinalIgnoreCase);
            }
        }

        return next(http);
    });
}
