using System.Collections.Immutable;
using System.Net;
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
/// the HTTP functions (404 where none fits), and reach the handler as newer hosts pass them on (streamed) or as older ones do (rebuilt,
/// buffered, repeated query values merged).
/// </summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private static readonly string[] HopHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Proxy-Connection"];
    private readonly WebApplication _app;
    private readonly Func<Uri> _handler;
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly ImmutableArray<(ImmutableArray<string> Methods, string Prefix)> _routes;
    private readonly bool _proxies;

    private HttpFront(WebApplication app, HostFiles files, bool proxies, Func<Uri> handler)
    {
        (_app, _proxies, _handler) = (app, proxies, handler);
        _routes = [.. files.Functions.Where(function => function.Trigger == FunctionFile.Http)
            .Select(function => (function.Methods, PrefixOf(files.RoutePrefix, function)))];
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<HttpFront> StartAsync(HostFiles files, bool proxies, Func<Uri> handler)
    {
        Assert.True(proxies ? files.Proxies : files.Forwards, "host.json does not allow HTTP to be passed on in this way.");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024);
        var app = builder.Build();
        var front = new HttpFront(app, files, proxies, handler);
        app.Run(front.PassAsync);
        await app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>The route without its catch-all: only prefixed routes are allowed, so that nobody outside can post to a trigger.</summary>
    private static string PrefixOf(string prefix, FunctionFile function)
    {
        var pattern = RoutePatternFactory.Parse($"/{prefix}/{function.Values["route"]}".Replace("//", "/", StringComparison.Ordinal));
        Assert.True(pattern.PathSegments.Count is 1 or 2
            && pattern.PathSegments[0] is { IsSimple: true, Parts: [RoutePatternLiteralPart] },
            $"{function.Name}: the route has no fixed prefix.");
        Assert.False(function.Values["route"].StartsWith("admin", StringComparison.Ordinal)
            || function.Values["route"].StartsWith("runtime", StringComparison.Ordinal), "The host refuses such routes.");
        Assert.Equal("anonymous", function.Values["authLevel"]);
        Assert.Equal(2, function.Bindings);
        return "/" + ((RoutePatternLiteralPart)pattern.PathSegments[0].Parts[0]).Content;
    }

    private async Task PassAsync(HttpContext http)
    {
        if (!_routes.Any(route => http.Request.Path.StartsWithSegments(route.Prefix, StringComparison.OrdinalIgnoreCase)
            && route.Methods.Contains(http.Request.Method)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Request.Headers["X-ARR-LOG-ID"] = Guid.NewGuid().ToString();
        http.Request.Headers["X-Forwarded-For"] = "203.0.113.9:50000";
        http.Request.Headers["X-Forwarded-Proto"] = "https";
        http.Request.Headers["X-Original-URL"] = http.Request.Path + http.Request.QueryString;
        using var request =
            new HttpRequestMessage(new HttpMethod(http.Request.Method),
            new Uri(_handler(), http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        if (_proxies)
        {
            Proxied(http, request);
        }
        else if (!await ForwardedAsync(http, request))
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        await AnswerAsync(http, request);
    }

    private static void Proxied(HttpContext http, HttpRequestMessage request)
    {
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        CopyHeaders(http, request);
        request.Headers.TryAddWithoutValidation("x-ms-invocation-id", Guid.NewGuid().ToString());
    }

    private static async Task<bool> ForwardedAsync(HttpContext http, HttpRequestMessage request)
    {
        var query = string.Join('&',
            http.Request.Query.Select(pair =>
            $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(string.Join(',', pair.Value.ToArray()))}"));
        request.RequestUri = new UriBuilder(request.RequestUri!) { Query = query }.Uri;
        if (http.Request.Headers.TransferEncoding.Count > 0)
        {
            return false; // Older hosts fail on a chunked request.
        }

        if (http.Request.ContentLength > 0)
        {
            using var buffer = new MemoryStream();
            await http.Request.Body.CopyToAsync(buffer);
            request.Content = new ByteArrayContent(buffer.ToArray());
        }

        CopyHeaders(http, request);
        request.Headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/4.1037.0");
        return true;
    }

    private static void CopyHeaders(HttpContext http, HttpRequestMessage request)
    {
        foreach (var header in http.Request.Headers.Where(header => !HopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0");
    }

    private async Task AnswerAsync(HttpContext http, HttpRequestMessage request)
    {
        try
        {
            using var answer =
                await _client.SendAsync(request, _proxies ? HttpCompletionOption.ResponseHeadersRead
                : HttpCompletionOption.ResponseContentRead, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var header in answer.Headers.Concat(answer.Content.Headers)
                .Where(header => !HopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            {
                http.Response.Headers[header.Key] = header.Value.ToArray();
            }

            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            await FlushedAsync(body, http);
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
