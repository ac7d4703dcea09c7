using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Whoever is shown personal data is recorded, on lists too, and on the page of an act that was refused.</summary>
public sealed class ReadRecordingTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        await _host.ScreenAsync(new { id = "acct_1", type = "individual", name = "Qasim Abd al-Latif al-Warraq" });
        await _host.WaitForAlertsAsync(1);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/app/alerts")]
    [InlineData("/app/reports")]
    [InlineData("/app/leads")]
    [InlineData("/app/approvals")]
    [InlineData("/app/subjects")]
    [InlineData("/app/networks")]
    [InlineData("/app/appeals")]
    [InlineData("/app/good-guys")]
    public async Task A_list_that_names_people_is_a_read(string path)
    {
        using var client = await _host.SignInAsync("ana", "Analyst");
        var before = await ReadsAsync();
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        Assert.Equal(before + 1, await ReadsAsync());
    }

    [Theory]
    [InlineData("/api/v1/alerts")]
    [InlineData("/api/v1/reports")]
    [InlineData("/api/v1/leads")]
    [InlineData("/api/v1/actions")]
    [InlineData("/api/v1/appeals")]
    [InlineData("/api/v1/review/good-guys")]
    [InlineData("/api/v1/networks/operations")]
    public async Task A_list_of_the_api_that_names_people_is_a_read(string path)
    {
        var before = await ReadsAsync();
        await _host.DoneAsync(HttpMethod.Get, path, "ana");
        Assert.Equal(before + 1, await ReadsAsync());
    }

    [Fact]
    public async Task The_page_of_an_act_that_was_refused_is_a_read()
    {
        using var client = await _host.SignInAsync("ana", "Analyst");
        var path = $"/app/alerts/{AlertId.FirstOfSubject("acct_1")}";
        var token = ConsoleHost.TokenOf(await client.GetStringAsync(path));
        var before = await ReadsAsync();
        using var form = new FormUrlEncodedContent([token, new("version", "1"), new("finding", "x")]);
        using var answer = await client.PostAsync(path + "/nonsense", form);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before + 1, await ReadsAsync());
    }

    private async Task<int> ReadsAsync()
    {
        await _host.Services.GetRequiredService<LogSealer>().SealAsync(default);
        var reads = 0;
        await foreach (var record in _host.Services.GetRequiredService<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            reads += record.Act == RecordActs.PersonalDataRead ? 1 : 0;
        }

        return reads;
    }
}
