using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Console.Views;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Signing in and out.</summary>
internal static class SignInEndpoints
{
    public static void Map(RouteGroupBuilder console)
    {
        console.MapGet("/sign-in",
            (HttpContext http, ConsolePage page, ConsoleSignIn signIn) =>
            Show(http, page, signIn, null, null, http.Request.Query["return"]));
        console.MapPost("/sign-in", async (HttpContext http, ConsolePage page, ConsoleSignIn signIn) =>
        {
            var form = await http.Request.ReadFormAsync();
            if (!signIn.IsOpenTo(http))
            {
                return Show(http, page, signIn, null, null, null);
            }

            if (OfficerClaims.Read(form["name"], form["role"], form["scope"]) is not { } officer)
            {
                return Show(http, page, signIn,
                    "Enter a name of 2 to 64 letters, digits and . _ @ - and choose a role. A scope is made of list codes, gates and "
                        + "alert:ID, with blanks between.", form["name"], form["return"]);
            }

            await ConsoleSignIn.SignInAsync(http, officer);
            return Results.Redirect(Local(form["return"]));
        });
        console.MapPost("/sign-out", async (HttpContext http) =>
        {
            await ConsoleSignIn.SignOutAsync(http);
            return Results.Redirect("/app/sign-in");
        });
    }

    private static IResult Show(HttpContext http, ConsolePage page, ConsoleSignIn signIn, string? problem, string? name, string? back)
    {
        var open = signIn.IsOpenTo(http);
        var status = !open ? StatusCodes.Status403Forbidden : problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return page.Render<SignInView>(http, null,
            new() { ["Open"] = open, ["Problem"] = problem, ["Name"] = name, ["Return"] = Local(back) }, status);
    }

    /// <summary>Only the console's own pages: a sign-in that leads elsewhere is a phisher's tool. What a header cannot hold is
    /// escaped.</summary>
    internal static string Local(string? path)
        => path is not null && path.StartsWith("/app/", StringComparison.Ordinal) && !path.Contains("..", StringComparison.Ordinal)
        && Uri.TryCreate("http://localhost" + path, UriKind.Absolute, out var uri)
        && uri.PathAndQuery.StartsWith("/app/", StringComparison.Ordinal) ? uri.PathAndQuery : "/app/";
}
