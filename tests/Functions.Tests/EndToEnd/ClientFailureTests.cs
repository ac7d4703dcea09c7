using Compliance.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Whatever comes back, the clients of all three languages let nobody in by it, and fail with the error that they
/// promise.</summary>
public sealed class ClientFailureTests : IAsyncLifetime
{
    private WebApplication _service = null!;
    private (int Status, string Body, string? Retry, bool Cut) _answer;

    private Uri Address => new(_service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _service = builder.Build();
        _service.Run(AnswerAsync);
        await _service.StartAsync();
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData(200, """{"screeningId":"s","decision":"perhaps","action":"none"}""")]
    [InlineData(200, """{"screeningId":"s","action":"none"}""")]
    [InlineData(200, "<html>Sign in to the network</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    [InlineData(200, """{"screeningId":"s","decision":"allow",""", null, true)]
    [InlineData(502, "[1]")]
    [InlineData(503, """{"code":"busy","errors":7}""", "Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task An_answer_that_nobody_described_never_opens_nor_takes(int status, string body, string? retry = null, bool cut = false)
    {
        _answer = (status, body, retry, cut);
        using var http = new HttpClient { BaseAddress = Address };
        var client = new ComplianceClient(http, attempts: 2);
        Assert.Equal("hold", await Examples.MayOpenAsync(client, "a", "Ines Hoffmann", "1990-02-03"));
        Assert.Equal("wait", await Examples.MayPayAsync(client, "a", "Ines Hoffmann"));
        foreach (var (program, folder, ending) in new[] { ("python3", "python", "py"), ("node", "typescript", "mjs") })
        {
            if (ClientPrograms.IsThere(program))
            {
                var runs = new[]
                {
                    ClientPrograms.RunAsync(program, folder, "signup." + ending, Address.ToString(), "Ines Hoffmann", "1990-02-03"),
                    ClientPrograms.RunAsync(program, folder, "checkout." + ending, Address.ToString(), "a", "Ines Hoffmann"),
                };
                Assert.Equal((program, "hold", "wait"), (program, await runs[0], await runs[1]));
            }
        }
    }

    [Fact]
    public async Task What_is_allowed_and_what_is_blocked_is_told_apart()
    {
        foreach (var (decision, signup, checkout) in new[] { ("allow", "open", "take"), ("block", "refuse", "refuse") })
        {
            _answer = (200, $$"""{"screeningId":"s","decision":"{{decision}}","action":"none"}""", null, false);
            using var http = new HttpClient { BaseAddress = Address };
            var client = new ComplianceClient(http, attempts: 1);
            Assert.Equal(signup, await Examples.MayOpenAsync(client, "a", "Ines Hoffmann", "1990-02-03"));
            Assert.Equal(checkout, await Examples.MayPayAsync(client, "a", "Ines Hoffmann"));
            foreach (var (program, folder, ending) in new[] { ("python3", "python", "py"), ("node", "typescript", "mjs") })
            {
                if (ClientPrograms.IsThere(program))
                {
                    Assert.Equal((program, signup), (program, await ClientPrograms.RunAsync(program, folder, "signup." + ending,
                        Address.ToString(), "Ines Hoffmann", "1990-02-03")));
                    Assert.Equal((program, checkout), (program, await ClientPrograms.RunAsync(program, folder, "checkout." + ending,
                        Address.ToString(), "a", "Ines Hoffmann")));
                }
            }
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var (status, body, retry, cut) = _answer;
        http.Response.StatusCode = status;
        if (retry is not null)
        {
            http.Response.Headers.RetryAfter = retry;
        }

        if (cut)
        {
            http.Response.ContentLength = body.Length + 100;
        }

        await http.Response.WriteAsync(body);
        if (cut)
        {
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
    }
}
