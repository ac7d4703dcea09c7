using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_names_every_address_with_a_summary_and_its_example_is_accepted()
    {
        await using var service = await RunningService.StartReadyAsync();

        var document = (await service.GetAsync("/openapi/v1.json")).Json;

        var paths = document.GetProperty("paths");
        foreach (var path in new[]
        {
            "/api/v1/screenings", "/api/v1/screenings/batch", "/api/v1/screenings/{id}", "/api/v1/lists", "/api/v1/lists/{code}/refresh",
            "/api/v1/lists/{code}/history", "/api/v1/lists/{code}/changes", "/api/v1/lists/{code}/rollback", "/api/v1/lists/{code}/accept",
                "/api/v1/lists/{code}/release",
            "/api/v1/parties/{listEntry}", "/health/live", "/health/ready",
        })
        {
            var operation = paths.GetProperty(path).EnumerateObject().First().Value;
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        }

        var body = paths.GetProperty("/api/v1/screenings").GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await service.ScreenAsync(body.GetProperty("example").GetRawText())).Status);
        var subject = document.GetProperty("components").GetProperty("schemas").GetProperty("SubjectBody").GetProperty("properties");
        Assert.All(subject.EnumerateObject(),
            property => Assert.True(property.Value.TryGetProperty("description", out _), $"{property.Name} has no description"));
        var events = paths.GetProperty("/api/v1/events").GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/cloudevents+json").GetProperty("schema").GetProperty("oneOf");
        Assert.Equal(EnforcementCore.Signals.Events.EventTypes.All.Length, events.GetArrayLength());
        var usage = document.GetProperty("components").GetProperty("schemas").GetProperty("Event.usage.window");
        Assert.Equal(JsonValueKind.False, usage.GetProperty("properties").GetProperty("data").GetProperty("additionalProperties").ValueKind);
        Assert.DoesNotContain("Timer", paths.EnumerateObject().Select(path => path.Name)
            .Aggregate(string.Concat), StringComparison.Ordinal);
    }
}
