using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Every address of the API stands in the one table of permissions, and answers every role and every scope as the table
/// says.</summary>
public sealed class PermissionTableTests
{
    private const string Key = "a-key-of-one-scope-";

    [Fact]
    public async Task Every_address_of_the_api_has_a_row_in_the_table_and_every_row_an_address()
    {
        await using var service = await RunningService.StartAsync();
        var names = Endpoints(service)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "?").ToList();
        Assert.Equal(RoutePermissions.Table.Keys.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.All(Endpoints(service), endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<RequiredScope>()));
    }

    [Fact]
    public async Task Every_role_is_let_in_or_refused_as_the_table_says_and_every_denial_is_recorded()
    {
        await using var service = await RunningService.StartAsync(settings: ["--COMPLIANCE_RATE_CALLER", "0"]);
        var denials = 0;
        foreach (var endpoint in Endpoints(service))
        {
            var permission = RoutePermissions.Of(endpoint)!.Value;
            foreach (var role in RolePermissions.OfPeople)
            {
                using var request = RequestOf(endpoint);
                request.Headers.Add(ApiOfficer.NameHeader, "person");
                request.Headers.Add(ApiOfficer.RoleHeader, OfficerClaims.WordOf(role));
                using var answer = await service.Http.SendAsync(request);
                var refused = RoutePermissions.StandsAgainst(CallerKind.User, new Officer(OfficerId.Parse("person"), role), permission);
                Assert.True(refused == (answer.StatusCode == HttpStatusCode.Forbidden) || (!refused && MayStillBeRefused(endpoint)),
                    $"{role} {endpoint.RoutePattern.RawText} ({permission}): {answer.StatusCode}");
                denials += answer.StatusCode == HttpStatusCode.Forbidden && refused ? 1 : 0;
            }
        }

        Assert.True(denials > 200, $"only {denials} denials");
        await service.App.Services.GetRequiredService<LogSealer>().SealAsync(default);
        var recorded = 0;
        await foreach (var record in service.App.Services.GetRequiredService<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            recorded += record.Act == RecordActs.Denied ? 1 : 0;
        }

        Assert.True(recorded >= denials, $"{recorded} of {denials} denials stand in the log");
    }

    [Fact]
    public async Task Every_scope_opens_its_addresses_and_no_others_and_nobody_comes_in_without_a_credential()
    {
        var keys = string.Join(',', Scopes.All.Select(scope =>
            $"{scope}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key + scope)))}:{scope}"));
        await using var service = await RunningService.StartAsync(environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", keys, "--COMPLIANCE_RATE_CALLER", "0", "--COMPLIANCE_RATE_ADDRESS", "0"]);
        foreach (var endpoint in Endpoints(service))
        {
            var needed = endpoint.Metadata.GetMetadata<RequiredScope>()!.Scope;
            using var nobody = await service.Http.SendAsync(RequestOf(endpoint));
            Assert.True(nobody.StatusCode == HttpStatusCode.Unauthorized, $"nobody {endpoint.RoutePattern.RawText}: {nobody.StatusCode}");
            foreach (var scope in Scopes.All)
            {
                using var request = RequestOf(endpoint);
                request.Headers.Add("X-Api-Key", Key + scope);
                using var answer = await service.Http.SendAsync(request);
                var opens = Scopes.Opens([scope], needed);
                Assert.True(opens || answer.StatusCode == HttpStatusCode.Forbidden,
                    $"{scope} {endpoint.RoutePattern.RawText}: {answer.StatusCode}");
                Assert.True(!opens || answer.StatusCode != HttpStatusCode.Unauthorized, $"{scope} {endpoint.RoutePattern.RawText}");
            }
        }
    }

    [Theory]
    [InlineData("audit", "/api/v1/retention/holds/release")]
    [InlineData("admin", "/api/v1/retention/erasures")]
    public async Task A_key_releases_no_hold_and_erases_nothing(string scope, string path)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var service = await RunningService.StartAsync(environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", $"ops:{hash}:{scope}", "--COMPLIANCE_HOLDERS", "key.ops=mia"]);
        service.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var answer = await service.Http.PostAsJsonAsync(path, new { subjectId = "acct_1", reason = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Every_address_asks_for_a_permission_or_is_one_of_the_few_that_anybody_may_ask()
    {
        await using var service = await RunningService.StartAsync();
        var open = service.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => RoutePermissions.Of(endpoint) is null && endpoint.Metadata.GetMetadata<SignedByProvider>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "/", "/app/", "/app/assets/{name}", "/app/sign-in", "/app/sign-out", "/appeals/{token}", "/health/controls", "/health/live",
            "/health/ready", "/openapi/reference", "/openapi/reference/{tag}", "/openapi/{documentName}.json",
        ], open);
    }

    [Fact]
    public async Task A_service_asks_again_where_a_door_would_forget()
    {
        await using var service = await RunningService.StartAsync();
        var reader = new Officer(OfficerId.Parse("rita"), OfficerRole.Auditor);
        await Assert.ThrowsAsync<NotPermittedException>(() => service.App.Services.GetRequiredService<Functions.Routing.ControlStore>().SetAsync(
            new Functions.Routing.ControlPlace("org-1", EnforcementCore.Routing.ControlScope.Organisation, "org-1"),
            EnforcementCore.Routing.ControlSet.Open, reader, default));
    }

    private static IEnumerable<RouteEndpoint> Endpoints(RunningService service)
        => service.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true
                && endpoint.Metadata.GetMetadata<SignedByProvider>() is null); // Their credential is the signature of the body.

    /// <summary>Acts on alerts ask the core, which refuses roles that only read.</summary>
    private static bool MayStillBeRefused(RouteEndpoint endpoint)
        => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/alerts/{id}/", StringComparison.Ordinal);

    private static HttpRequestMessage RequestOf(RouteEndpoint endpoint)
    {
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        var path = string.Join('/', endpoint.RoutePattern.PathSegments
            .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "year" } => "2026",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "sequence" or "run" or "number" } => "1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => "x1",
            _ => "-",
        }))));
        return new HttpRequestMessage(new HttpMethod(method), "/" + path)
        {
            Content = method is "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
        };
    }
}
