using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Hosting.Worker;

/// <summary>
/// HTTP under the Functions host: one function for each part of the interface, which takes whatever lies below its prefix. Who may ask,
/// what there is and how it answers is the service's own affair, so the host asks for no key.
/// </summary>
internal sealed class HttpFunctions(HttpEntry entry)
{
    /// <summary>The API.</summary>
    [Function("Api")]
    public Task ApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", Route = "api/{*path}")]
        HttpRequest request) => entry.ServeAsync(request.HttpContext);

    /// <summary>The pages of officers.</summary>
    [Function("Console")]
    public Task ConsoleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "app/{*path}")] HttpRequest request) =>
        entry.ServeAsync(request.HttpContext);

    /// <summary>The public pages of appeals.</summary>
    [Function("Appeals")]
    public Task AppealsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "appeals/{*path}")] HttpRequest request) =>
        entry.ServeAsync(request.HttpContext);

    /// <summary>Whether the service lives and is ready.</summary>
    [Function("Health")]
    public Task HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/{*path}")] HttpRequest request) =>
        entry.ServeAsync(request.HttpContext);

    /// <summary>The description of the API.</summary>
    [Function("Openapi")]
    public Task OpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi/{*path}")] HttpRequest request) =>
        entry.ServeAsync(request.HttpContext);
}
