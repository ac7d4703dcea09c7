using System.Globalization;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Leads;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Tests.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.ProviderNotices;

/// <summary>A double made from OpenAI's documentation of safety cases: it is busy, fails, answers with another case, and then answers.</summary>
public sealed class CasePullingTests : IAsyncLifetime
{
    private readonly Queue<Func<HttpResponse, Task>> _answers = new();
    private readonly List<string> _asked = [];
    private readonly WebApplication _provider = WebApplication.CreateSlimBuilder().Build();
    private RecordHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider.Urls.Add("http://127.0.0.1:0");
        _provider.MapGet("/v1/safety/cases/{id}", async (string id, HttpContext http) =>
        {
            _asked.Add($"{id} {http.Request.Headers.Authorization}");
            await _answers.Dequeue()(http.Response);
        });
        await _provider.StartAsync();
        _host = new RecordHost(("COMPLIANCE_OPENAI_API_KEY", "key"), ("COMPLIANCE_OPENAI_URL", _provider.Urls.First()));
        await TakeAsync(_host, Usage(_host, "e1"));
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_case_is_read_until_the_provider_answers_and_its_lead_is_matched_once()
    {
        _answers.Enqueue(Status(429, retryAfter: 60));
        _answers.Enqueue(Status(500));
        _answers.Enqueue(Case("C-2", "u1"));
        _answers.Enqueue(Case("C-1", "u1"));
        var lead = await ToldAsync("C-1");
        Assert.Null(lead.Subject);
        Assert.Equal(0, await PullAsync());
        _host.Time.Advance(TimeSpan.FromSeconds(59)); // The provider wants to be left alone for a minute.
        Assert.Equal(0, await PullAsync());
        Assert.Single(_asked);
        foreach (var (minutes, read) in new[] { (1, 0), (2, 0), (5, 1), (60, 0) })
        {
            _host.Time.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Equal(read, await PullAsync());
        }

        Assert.Equal(Enumerable.Repeat("C-1 Bearer key", 4), _asked);
        lead = Assert.Single(await _host.Get<LeadStore>().OpenAsync(10, default));
        Assert.Equal((User, 2L), (lead.Subject!.Value, lead.Count));
    }

    [Fact]
    public async Task A_case_that_the_provider_does_not_know_and_an_identifier_that_nobody_sent_stay_in_the_queue_of_the_unmatched()
    {
        _answers.Enqueue(Status(404));
        _answers.Enqueue(Case("C-4", "nobody"));
        await ToldAsync("C-3");
        await PullAsync();
        await ToldAsync("C-4");
        await PullAsync();
        _host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await PullAsync());
        Assert.Equal(2, _asked.Count);
        Assert.All(await _host.Get<LeadStore>().OpenAsync(10, default), lead => Assert.Null(lead.Subject));
    }

    [Fact]
    public async Task One_case_is_one_lead_also_where_it_is_told_of_again_after_the_lead_ended_and_a_graver_one_is_looked_into()
    {
        var lead = await ToldAsync("C-5");
        var store = _host.Get<LeadStore>();
        Assert.Null((await store.GiveAsync(lead.Id, new LeadCommand.Claim(), Ana, null, default)).Refusal);
        Assert.Null((await store.GiveAsync(lead.Id, new LeadCommand.Dismiss("a test of the provider"), Ana, null, default)).Refusal);
        await ToldAsync("C-5", delivery: "again");
        Assert.Empty(await store.OpenAsync(10, default));
        Assert.Equal(2, (await store.FindAsync(lead.Id, default))!.Count);
        await ToldAsync("C-5", "deactivation", "worse");
        Assert.Equal(4, Assert.Single(await store.OpenAsync(10, default)).Severity);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private async Task<Lead> ToldAsync(string id, string kind = "warning", string delivery = "first")
    {
        var notice = new ProviderNotice(OpenAiNotices.Provider, id, kind, null, null);
        var lead = await _host.Get<ProviderNoticeService>().ReceiveAsync(notice, $"openai\n{delivery}-{id}", default);
        await _host.Get<CasePulling>().AwaitAsync(notice, default);
        return lead;
    }

    private Task<int> PullAsync() => _host.Get<CasePulling>().PullAsync(default);

    private static Func<HttpResponse, Task> Status(int status, int? retryAfter = null) => answer =>
    {
        answer.StatusCode = status;
        if (retryAfter is { } seconds)
        {
            answer.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    };

    private static Func<HttpResponse, Task> Case(string id, string identifier) => answer => answer.WriteAsync(
        $$"""{"id":"{{id}}","object":"safety.case","created_at":1787659100,"entity_identifier":"{{identifier}}","reason":null,"notice":{"type":"warning"} }""");
}
