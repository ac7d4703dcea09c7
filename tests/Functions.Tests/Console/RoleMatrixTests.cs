using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Console;

/// <summary>Every page and every call, for every role: what the matrix allows opens, everything else is refused and recorded.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private const string Subject = "Qasim Abd al-Latif al-Warraq";
    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await host.ScreenAsync(
            new
            {
                id = "acct_1",
                type = "individual",
                name = Subject,
                identifiers = new[] { new { type = "passport", value = "N1234567", country = "DE" } }
            });
        await host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Each_role_opens_the_pages_of_its_permissions_and_no_others()
    {
        var alert = AlertId.FirstOfSubject("acct_1");
        var pages = new (string Path, ReviewPermission Needs)[]
        {
            ("/app/alerts", ReviewPermission.ReadAlerts), ($"/app/alerts/{alert}", ReviewPermission.ReadAlerts),
                ("/app/bulk", ReviewPermission.ProposeBulk), ("/app/good-guys", ReviewPermission.ReadScreenings),
            ("/app/dashboard", ReviewPermission.ReadDashboard), ("/app/lists", ReviewPermission.ReadLists),
                ("/app/policy", ReviewPermission.ReadPolicy),
                ("/app/policy/rows", ReviewPermission.ReadPolicy), ("/app/policies/platform", ReviewPermission.ReadPolicy),
                ("/app/risk", ReviewPermission.ReadPolicy), ("/app/ladder", ReviewPermission.ReadPolicy),
                ("/app/reachability", ReviewPermission.ReadPolicy), ("/app/controls", ReviewPermission.ReadScreenings),
                ("/app/audit", ReviewPermission.ReadAudit),
                ("/app/keys", ReviewPermission.ReadLists), ("/app/home", ReviewPermission.ReadLists),
                ("/app/search?q=Qasim", ReviewPermission.ReadLists), ("/app/screen", ReviewPermission.ReadScreenings),
                ("/app/people", ReviewPermission.ReadAudit), ("/app/networks", ReviewPermission.ReadScreenings),
                ("/app/api-keys", ReviewPermission.ReadAudit),
            ($"/app/subjects/{alert.SubjectKey}", ReviewPermission.ReadScreenings),
        };
        var denials = 0;
        foreach (var role in RolePermissions.OfPeople)
        {
            using var client = await host.SignInAsync("person", role.ToString(), "us-ofac-sdn");
            foreach (var (path, needs) in pages)
            {
                using var answer = await client.GetAsync(path);
                Assert.True(answer.StatusCode == (RolePermissions.May(role, needs) ? HttpStatusCode.OK : HttpStatusCode.Forbidden),
                    $"{role} {path}: {answer.StatusCode}");
                denials += answer.StatusCode == HttpStatusCode.Forbidden ? 1 : 0;
            }
        }

        Assert.True(denials > 15, $"only {denials} denials");
        Assert.Equal(denials, await DenialsAsync());
    }

    [Fact]
    public async Task Each_role_calls_what_its_permissions_allow_and_every_denial_is_recorded_in_a_chain_that_verifies()
    {
        var alert = $"/api/v1/alerts/{AlertId.FirstOfSubject("acct_1")}";
        var calls = new (HttpMethod Method, string Path, object? Body, ReviewPermission Needs)[]
        {
            (HttpMethod.Get, "/api/v1/alerts", null, ReviewPermission.ReadAlerts),
                (HttpMethod.Get, alert, null, ReviewPermission.ReadAlerts),
                (HttpMethod.Post, alert + "/note", new { text = "Seen." }, ReviewPermission.WorkAlerts),
            (HttpMethod.Get, "/api/v1/review/work", null, ReviewPermission.ReadDashboard),
                (HttpMethod.Get, "/api/v1/review/good-guys", null, ReviewPermission.ReadScreenings),
                (HttpMethod.Get, "/api/v1/review/subjects/acct_1", null, ReviewPermission.ReadScreenings),
            (HttpMethod.Get, "/api/v1/review/bulk", null, ReviewPermission.ProposeBulk),
                (HttpMethod.Get, "/api/v1/review/views", null, ReviewPermission.ReadAlerts),
        };
        var denials = 0;
        foreach (var role in RolePermissions.OfPeople)
        {
            foreach (var (method, path, body, needs) in calls)
            {
                var (status, _) =
                    await host.SendAsync(method, path, "person", role.ToString(), body, role == OfficerRole.ExternalReviewer
                    ? "us-ofac-sdn" : null);
                Assert.True(RolePermissions.May(role, needs) ? status is HttpStatusCode.OK
                    : status is HttpStatusCode.Forbidden, $"{role} {method} {path}: {status}");
                denials += status == HttpStatusCode.Forbidden ? 1 : 0;
            }
        }

        Assert.Equal(denials, await DenialsAsync());
        Assert.Empty((await host.Services.GetRequiredService<AuditTrail>().VerifyAllAsync(default)).Faults);
    }

    [Fact]
    public void Every_address_behind_the_sign_in_names_what_it_needs()
    {
        var unnamed = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && path.StartsWith("/app/", StringComparison.Ordinal)
                && !path.StartsWith("/app/sign-", StringComparison.Ordinal) && !path.StartsWith("/app/assets", StringComparison.Ordinal)
                && path != "/app/")
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredPermission>() is null);
        Assert.Empty(unnamed.Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task A_policy_manager_sees_the_alert_without_the_person()
    {
        using var client = await host.SignInAsync("mia", "PolicyManager");
        var path = $"/app/alerts/{AlertId.FirstOfSubject("acct_1")}";
        foreach (var page in new[] { await client.GetStringAsync("/app/alerts"), await client.GetStringAsync(path) })
        {
            Assert.DoesNotContain("acct_1", page, StringComparison.Ordinal);
            Assert.DoesNotContain("1234567", page, StringComparison.Ordinal);
            Assert.Contains("Q• A• a• a•", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        var (_, body) =
            await host.SendAsync(HttpMethod.Get, "/api" + "/v1/alerts/" + AlertId.FirstOfSubject("acct_1"), "mia", "policy_manager");
        Assert.DoesNotContain("acct_1", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_external_reviewer_sees_documents_by_their_end_and_nothing_outside_the_scope()
    {
        var path = $"/app/alerts/{AlertId.FirstOfSubject("acct_1")}";
        using var inside = await host.SignInAsync("out", "ExternalReviewer", "us-ofac-sdn");
        var page = await inside.GetStringAsync(path);
        Assert.Contains(Subject, page, StringComparison.Ordinal);
        Assert.Contains("•••567", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("N1234567", page, StringComparison.Ordinal);
        Assert.DoesNotContain("acct_1", page, StringComparison.Ordinal);
        using var outside = await host.SignInAsync("out", "ExternalReviewer", "un-sc");
        using var answer = await outside.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, await host.Services.GetRequiredService<QueueIndex>()
            .AskAsync(content => content.Open().Count(row => QueueReader.Sees(Reviewer("un-sc"), row)), default));
        Assert.Equal(1, await DenialsAsync());
    }

    private static Officer Reviewer(string scope)
        => new(OfficerId.Parse("out"), OfficerRole.ExternalReviewer)
        {
            Scope = ReviewScope.TryParse(scope, out var read) ? read
        : ReviewScope.Nothing
        };

    private async Task<int> DenialsAsync()
    {
        await host.Services.GetRequiredService<LogSealer>().SealAsync(default);
        var count = 0;
        await foreach (var record in host.Services.GetRequiredService<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            count += record.Act == RecordActs.Denied ? 1 : 0;
        }

        return count;
    }
}
