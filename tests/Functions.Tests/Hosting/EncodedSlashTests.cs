using System.Net;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>An id with a slash could be monitored, but <c>DELETE /api/v1/subjects/a%2Fb</c> was 404.</summary>
public sealed class EncodedSlashTests
{
    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("/", "%2F")]
    [InlineData("org/7/x+~", "org%2F7%2Fx%2B~")]
    [InlineData("a%b", "a%25b")]
    [InlineData("a/b", "a%252Fb")] // As the Functions host passes it on.
    public async Task A_subject_is_forgotten_by_its_encoded_id(string id, string encoded)
    {
        await using var service = await RunningService.StartReadyAsync();
        var monitored = await service.ScreenAsync(
            $$$"""{"subject":{"id":"{{{id}}}","name":"{{{InventedLists.Unlisted}}}"},"monitor":true}""");
        Assert.Equal(HttpStatusCode.OK, monitored.Status);

        Assert.True((await service.Http.DeleteAsync("/api/v1/subjects/" + encoded)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.DeleteAsync("/api/v1/subjects/" + encoded)).StatusCode);
    }
}
