using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class ApiKeyTests
{
    private const string Body = """{"subject":{"name":"Quentin Oyelaran"}}""";

    [Fact]
    public async Task Outside_Development_every_api_address_needs_a_key()
    {
        await using var service = await StartAsync();

        foreach (var path in new[] { "/api/v1/lists", "/api/v1/screenings/x", "/api/v1/parties/x:1", "/api/v1/nothing", "/API/v1/lists" })
        {
            var reply = await service.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Equal("Bearer", reply.Message.Headers.WwwAuthenticate.ToString());
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.ScreenAsync(Body)).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_key_opens_its_scope_and_no_other()
    {
        await using var service = await StartAsync();
        service.Http.DefaultRequestHeaders.Authorization = new("Bearer", "screener");

        Assert.Equal(HttpStatusCode.OK, (await service.ScreenAsync(Body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await service.Http.PostAsync("/api/v1/lists/test-list/refresh", null)).StatusCode);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task A_wrong_key_opens_nothing(string key)
    {
        await using var service = await StartAsync();
        service.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        service.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", "eyJ9");

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.ScreenAsync(Body)).Status);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_use_the_open_api_of_a_developer()
    {
        await using var service = await RunningService.StartReadyAsync();
        service.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.ScreenAsync(Body)).Status);
    }

    [Fact]
    public async Task A_foreign_name_pointed_at_loopback_does_not_open_the_api_of_a_developer()
    {
        await using var service = await RunningService.StartReadyAsync();
        service.Http.DefaultRequestHeaders.Host = "rebound.example";

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.ScreenAsync(Body)).Status);
    }

    private static Task<RunningService> StartAsync() => RunningService.StartReadyAsync(
        environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", $"router:{HashOf("screener")}:screening,ops:{HashOf("operator")}:lists+alerts"]);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
