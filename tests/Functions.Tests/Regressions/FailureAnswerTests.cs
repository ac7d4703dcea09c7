using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A request that fails is answered with one document and the right status, and what was denied is recorded however many are
/// denied at once.</summary>
public sealed class FailureAnswerTests
{
    [Fact]
    public async Task A_request_whose_time_is_over_gets_one_document_and_503()
    {
        await using var service = await RunningService.StartAsync(mapped: app => app.MapGet("/slow", async (HttpContext http) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
            return Results.Ok();
        }).WithRequestTimeout(TimeSpan.FromMilliseconds(200)));
        using var answer = await service.Http.GetAsync("/slow");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            $"{answer.StatusCode}: {text}");
        Assert.NotNull(JsonDocument.Parse(text)); // Two documents would not parse.
    }

    [Fact]
    public async Task A_problem_is_written_although_the_request_was_cancelled()
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await Answers.WriteAsync(http, Compliance.Functions.Identity.Limits.RequestBounds.Late);
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Equal("too_slow", JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Six_hundred_denials_at_once_are_six_hundred_records()
    {
        const int Denials = 640;
        using var host = new RecordHost();
        var log = host.Get<DenialLog>();
        var officer = new Officer(OfficerId.Parse("out"), OfficerRole.ExternalReviewer);
        await Parallel.ForEachAsync(Enumerable.Range(0, Denials), new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, cancellation) =>
                await log.OfAddressAsync(officer, ReviewPermission.ReadScreenings, "GET", $"/app/subjects/{i}", cancellation));
        await host.Get<LogSealer>().SealAsync(default);
        var recorded = 0;
        await foreach (var record in host.Get<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            recorded += record.Act == RecordActs.Denied ? 1 : 0;
        }

        Assert.Equal(Denials, recorded);
    }
}
