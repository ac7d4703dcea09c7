using System.Text.Json;
using Compliance.Functions.Console;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Functions.Hosting.Reference;

/// <summary><c>GET /openapi/reference</c>: the description of the API as pages that people read, made from the document itself. No script,
/// nothing from elsewhere.</summary>
internal static class HttpApiReference
{
    private const string Document = "v1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/reference", (HttpContext http, IServiceProvider services) => ShowAsync(http, services, null))
            .ExcludeFromDescription();
        routes.MapGet("/openapi/reference/{tag}", (string tag, HttpContext http, IServiceProvider services)
            => ShowAsync(http, services, tag)).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IServiceProvider services, string? tag)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document)
            .GetOpenApiDocumentAsync(http.RequestAborted);
        using var json = JsonDocument.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, http.RequestAborted));
        var page = ReferencePage.Of(json.RootElement, tag, "/app/assets/console.css?v=" + ConsoleAssets.Version);
        if (page is null)
        {
            return Answers.Problem(Problems.NotFound("There is no such part of the reference; /openapi/reference names all."));
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(page, "text/html; charset=utf-8");
    }
}
