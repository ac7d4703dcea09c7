using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The platform's front end and the host's HTTP dispatch: requests from outside get the front end's headers, are matched with the routes of
/// the HTTP functions (404 where none fits), and go to the worker's own server, streamed, beside the invocation that tells the worker of
/// them. The host writes the path anew: what it had left encoded (an encoded slash) arrives encoded twice.
/// </summary>
internal sealed class HttpFront : IAsyncDisposable
{
    /// <summary>The name that callers outside use.</summary>
    public const string Name = "compliance-double.azurewebsites.net";

    private static readonly string[] HopHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Proxy-Connection"];
    private readonly WebApplication _app;
    private readonly WorkerProcess _worker;
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly ImmutableArray<(FunctionFile Function, string Prefix)> _routes;

    private HttpFront(WebApplication app, HostFiles files, WorkerProcess worker)
    {
        (_app, _worker) = (app, worker);
        _routes = [.. worker.Channel.Functions.Where(function => function.Trigger == FunctionFile.Http)
            .Select(function => (function, PrefixOf(files.RoutePrefix, function)))];
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<HttpFront> StartAsync(HostFiles files, WorkerProcess worker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024);
        var app = builder.Build();
        var front = new HttpFront(app, files, worker);
        app.Run(front.PassAsync);
        await app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>The route without its catch-all.</summary>
    private static string PrefixOf(string prefix, FunctionFile function)
    {
        var pattern = RoutePatternFactory.Parse($"/{prefix}/{function.Values["route"]}".Replace("//", "/", StringComparison.Ordinal));
        Assert.True(pattern.PathSegments.Count is 1 or 2
            && pattern.PathSegments[0] is { IsSimple: true, Parts: [RoutePatternLiteralPart] },
            $"{function.Name}: the route has no fixed prefix.");
        Assert.False(function.Values["route"].StartsWith("admin", StringComparison.Ordinal)
            || function.Values["route"].StartsWith("runtime", StringComparison.Ordinal), "The host refuses such routes.");
        Assert.Equal("Anonymous", function.Values["authLevel"]);
        return "/" + ((RoutePatternLiteralPart)pattern.PathSegments[0].Parts[0]).Content;
    }

    private async Task PassAsync(HttpContext http)
    {
        if (_routes.FirstOrDefault(route => http.Request.Path.StartsWithSegments(route.Prefix, StringComparison.OrdinalIgnoreCase)
            && route.Function.Methods.Contains(http.Request.Method)).Function is not { } function)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Request.Headers["X-ARR-LOG-ID"] = Guid.NewGuid().ToString();
        http.Request.Headers["X-Forwarded-For"] = "203.0.113.9:50000";
        http.Request.Headers["X-Forwarded-Proto"] = "https";
        http.Request.Headers["X-Original-URL"] = http.Request.Path + http.Request.QueryString;
        try
        {
            await _worker.Ready.WaitAsync(http.RequestAborted);
            await PassAsync(http, function);
        }
        catch (Exception error) when (error is HttpRequestException or IOException && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            http.Abort();
        }
    }

    /// <summary>The invocation over the channel and the request over HTTP, told to belong together by a header.</summary>
    private async Task PassAsync(HttpContext http, FunctionFile function)
    {
        var invocation = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method),
            new Uri(_worker.Address, Again(http.Request.Path) + http.Request.QueryString));
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        CopyHeaders(http, request);
        request.Headers.TryAddWithoutValidation("x-ms-invocation-id", invocation);
        await using var cancelled = http.RequestAborted.Register(() => _worker.Channel.Cancel(invocation));
        var invoked = _worker.Channel.InvokeAsync(function, new JsonObject { ["http"] = new JsonObject() }, invocation);
        await AnswerAsync(http, request);
        var verdict = await invoked;
        Assert.True(verdict.Succeeded, verdict.Reason);
    }

    private static string Again(PathString path) => string.Join('/', path.Value!.Split('/').Select(Uri.EscapeDataString));

    private static void CopyHeaders(HttpContext http, HttpRequestMessage request)
    {
        foreach (var header in http.Request.Headers.Where(header => !HopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

    }

    private async Task AnswerAsync(HttpContext http, HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !HopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
        await FlushedAsync(body, http);
    }

    private static async Task FlushedAsync(Stream body, HttpContext http)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
