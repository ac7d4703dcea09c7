using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Records;

/// <summary>The record over HTTP: who read, who was refused, proofs for whoever audits from outside, reports.</summary>
public sealed class RecordApiTests : IAsyncLifetime
{
    private ConsoleHost host = null!;
    private string screening = "";

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        screening = await host.ScreenAsync(
            new
            {
                id = "acct_1",
                type = "individual",
                name = "Oleg Maratovich Ferrostanov",
                birthDate = "1962-05-02",
                nationalities = new[] { "RU" }
            }, "payment");
        await host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Who_reads_personal_data_stands_in_the_log_and_who_is_refused_too()
    {
        await host.Client.GetAsync($"/api/v1/screenings/{screening}");
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await host.Client.PostAsJsonAsync("/api/v1/alerts/0123456789abcdef-1/claim", new { })).StatusCode);
        await PostAsync("/api/v1/audit/checkpoints");
        var records = (await GetAsync($"/api/v1/audit/records?about={screening}")).GetProperty("records").EnumerateArray()
            .Select(record => (record.GetProperty("act").GetString(), record.GetProperty("actor").GetString())).ToList();
        Assert.Equal([("screening.decided", "key.development"), ("personal_data.read", "key.development")], records);
        var all = await GetAsync("/api/v1/audit/records?limit=1000");
        Assert.Contains(all.GetProperty("records").EnumerateArray(), record => record.GetProperty("act").GetString() == "access.denied");
    }

    [Fact]
    public async Task A_proof_from_the_service_leads_an_auditor_s_own_arithmetic_to_the_checkpoint()
    {
        var first = await PostAsync("/api/v1/audit/checkpoints");
        await host.ScreenAsync(new { id = "acct_2", name = "Quentin Oyelaran" });
        var second = await PostAsync("/api/v1/audit/checkpoints");
        var (from, to) = (first.GetProperty("size").GetInt64(), second.GetProperty("size").GetInt64());
        Assert.True(from < to);
        var proof = await GetAsync($"/api/v1/audit/records/1/proof?size={to}");
        Assert.True(MerkleProof.VerifyInclusion(
            MerkleHash.OfLeaf(Convert.FromHexString(proof.GetProperty("recordHash").GetString()!)), 0, to, Path(proof),
                MerkleHash.Parse(second.GetProperty("root").GetString()!)));
        var consistency = await GetAsync($"/api/v1/audit/consistency?first={from}&second={to}");
        Assert.True(MerkleProof.VerifyConsistency(
            from, to, MerkleHash.Parse(first.GetProperty("root").GetString()!), MerkleHash.Parse(second.GetProperty("root").GetString()!),
                Path(consistency)));
        Assert.Equal(HttpStatusCode.NotFound,
            (await host.Client.GetAsync($"/api/v1/audit/consistency?first={to}&second={from}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/v1/audit/records/999999/proof")).StatusCode);

        static MerkleHash[] Path(JsonElement proof)
            => [.. proof.GetProperty("path").EnumerateArray().Select(hash => MerkleHash.Parse(hash.GetString()!))];
    }

    [Fact]
    public async Task Verify_replay_and_export_answer_over_http()
    {
        var verified = await PostAsync("/api/v1/audit/verify");
        Assert.True(verified.GetProperty("whole").GetBoolean(), verified.ToString());
        Assert.Equal(1, verified.GetProperty("screenings").GetInt32());
        var replayed = await PostAsync("/api/v1/audit/replay");
        Assert.Equal(1, replayed.GetProperty("replayed").GetInt32());
        using var zip = await host.Client.GetAsync("/api/v1/audit/export/subject/acct_1");
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (zip.StatusCode, zip.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/v1/audit/export/subject/acct_9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/v1/audit/export/nothing/acct_1")).StatusCode);
    }

    [Fact]
    public async Task A_machine_s_block_is_a_report_that_is_completed_filed_and_counted_for_the_year()
    {
        var report = (await GetAsync("/api/v1/reports")).GetProperty("reports").EnumerateArray().First();
        var id = report.GetProperty("id").GetString()!;
        Assert.Equal(("blocked", "incomplete", false),
            (report.GetProperty("kind").GetString(), report.GetProperty("state").GetString(), report.GetProperty("confirmed")
            .GetBoolean()));
        var missing = report.GetProperty("missing").EnumerateArray().Select(code => code.GetString()!).ToList();
        var (bad, problem) =
            await ActAsync(id, "facts", new { facts = new Dictionary<string, string> { ["property.value_usd"] = "a lot" } });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (bad, problem.GetProperty("code").GetString()));
        var (_, stated) =
            await ActAsync(id, "facts",
            new { facts = missing.ToDictionary(code => code, code => code == "property.value_usd" ? "1250.00" : "known") });
        Assert.Equal("ready", stated.GetProperty("state").GetString());
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        var (_, filed) = await ActAsync(id, "filed", new { on = today, reference = "ORS-0001" });
        Assert.Equal(("filed", "done"), (filed.GetProperty("state").GetString(), filed.GetProperty("clock").GetString()));
        var year = today > new DateOnly(today.Year, 6, 30) ? today.Year + 1 : today.Year;
        var annual = await GetAsync($"/api/v1/reports/annual/{year}");
        Assert.Equal(1250m, annual.GetProperty("knownUsd").GetDecimal());
        var page = await host.Client.GetStringAsync($"/api/v1/reports/{id}?format=html");
        Assert.Contains("ORS-0001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.True((await PostAsync("/api/v1/audit/verify")).GetProperty("whole").GetBoolean());
    }

    [Fact]
    public async Task Holds_and_erasures_need_an_officer_a_subject_and_a_reason()
    {
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await host.Client.PostAsJsonAsync("/api/v1/retention/holds", new { subjectId = "acct_1", reason = "case" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await OfficerPostAsync("/api/v1/retention/holds", new { subjectId = "acct_1" })).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await OfficerPostAsync("/api/v1/retention/holds", new { subjectId = "acct_l", reason = "case" })).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await OfficerPostAsync("/api/v1/retention/holds", new { subjectId = "acct_1", reason = "case" })).Status);
        Assert.Equal(HttpStatusCode.Conflict,
            (await OfficerPostAsync("/api/v1/retention/holds", new { subjectId = "acct_1", reason = "case" })).Status);
        var request = new { subjectId = "acct_1", reason = "request" };
        Assert.Equal(HttpStatusCode.Accepted, (await OfficerPostAsync("/api/v1/retention/erasures", request)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficerPostAsync("/api/v1/retention/erasures", request)).Status);
        var (_, erased) = await OfficerPostAsync("/api/v1/retention/erasures", request, "eve");
        Assert.Single(erased.GetProperty("kept").EnumerateArray());
        Assert.Equal(HttpStatusCode.Accepted,
            (await OfficerPostAsync("/api/v1/retention/holds/release", new { subjectId = "acct_1", reason = "over" })).Status);
        Assert.Single((await GetAsync("/api/v1/approvals")).EnumerateArray());
        Assert.Equal(HttpStatusCode.OK,
            (await OfficerPostAsync("/api/v1/retention/holds/release", new { subjectId = "acct_1", reason = "over" }, "eve")).Status);
        Assert.Empty((await GetAsync("/api/v1/retention/holds")).GetProperty("holds").EnumerateArray());
    }

    [Fact]
    public async Task A_key_without_the_scope_reads_nothing_of_the_record()
    {
        const string Key = "a-key-for-screening-only";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Key)));
        await using var service =
            await RunningService.StartAsync(environment: "Production", settings: ["--COMPLIANCE_API_KEYS", $"shop:{hash}:screening"]);
        service.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        foreach (var path
            in new[] { "/api/v1/audit", "/api/v1/audit/records", "/api/v1/audit/export/subject/a", "/api/v1/reports",
            "/api/v1/retention/holds", "/api/v1/webhooks/deliveries" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await service.GetAsync(path)).Status);
        }
    }

    private async Task<JsonElement> GetAsync(string path) => await host.Client.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> PostAsync(string path)
    {
        using var answer = await host.Client.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> ActAsync(string id, string act, object body)
        => OfficerPostAsync($"/api/v1/reports/{id}/{act}", body);

    private async Task<(HttpStatusCode Status, JsonElement Body)> OfficerPostAsync(string path, object body, string officer = "ben")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Officer", officer);
        request.Headers.Add("X-Officer-Role", "approver");
        using var answer = await host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
