using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class OpenApiTests
{
    private const int MostPageBytes = 100 * 1024;

    /// <summary>The reference is the document as pages: every address and every field that it names, without script, of a size that
    /// loads at once.</summary>
    [Fact]
    public async Task The_reference_shows_every_address_and_type_of_the_document_and_no_page_is_heavy()
    {
        await using var service = await RunningService.StartReadyAsync();
        var document = (await service.GetAsync("/openapi/v1.json")).Json;
        var index = await PageAsync(service, "/openapi/reference");
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(path.Name), index, StringComparison.Ordinal);
        }

        var tags = System.Text.RegularExpressions.Regex.Matches(index, "class=\"count\" href=\"(/openapi/reference/[^\"]+)\"")
            .Select(match => match.Groups[1].Value).ToList();
        Assert.True(tags.Count > 5);
        foreach (var tag in tags)
        {
            var page = await PageAsync(service, tag);
            foreach (var link in System.Text.RegularExpressions.Regex.Matches(page, "href=\"#(type-[^\"]+)\"").Select(match => match.Groups[1].Value))
            {
                Assert.Contains($"id=\"{link}\"", page, StringComparison.Ordinal);
            }
        }

        Assert.Contains("screeningId", await PageAsync(service, "/openapi/reference/Screenings"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await service.Http.GetAsync("/openapi/reference/none")).StatusCode);
    }

    private static async Task<string> PageAsync(RunningService service, string path)
    {
        using var answer = await service.Http.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(page.Length < MostPageBytes, $"{path} has {page.Length} bytes");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }

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
