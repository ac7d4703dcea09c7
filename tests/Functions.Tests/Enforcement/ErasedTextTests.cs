using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Regressions;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>What was written of a person in operations, words, bands, leads and statements outlived the erasure of that person.</summary>
public sealed class ErasedTextTests : IDisposable
{
    private readonly RecordHost _host = new(("COMPLIANCE_SECRET", Convert.ToBase64String(new byte[32])));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task What_was_written_of_an_erased_account_is_nowhere_and_the_record_verifies_as_before()
    {
        await DecidedWorld.FillAsync(_host);
        var lead = new Lead(Lead.IdOf(LeadSource.Reporter, "r1"), LeadSource.Reporter, "", "web", DecidedWorld.One, "abuse.coordination",
            "Jane Roe sells accounts", 3, 50, 1, _host.Time.GetUtcNow(), _host.Time.GetUtcNow(), null);
        var leads = _host.Get<LeadStore>();
        await leads.ReceiveAsync(lead, "once", default);
        Assert.Null((await leads.GiveAsync(lead.Id, new LeadCommand.Claim(), Ana, null, default)).Refusal);
        Assert.Null((await leads.GiveAsync(lead.Id, new LeadCommand.Dismiss("Jane Roe has none"), Ana, null, default)).Refusal);
        await _host.Get<LogSealer>().SealAsync(default);
        Assert.Empty((await VerifyAsync(_host)).Faults);
        Assert.NotEmpty(await NamingAsync("Jane"));

        // The one that texts lie at is not erased: those of the pair go with the other as well.
        await EraseAsync(DecidedWorld.Stranger);
        Assert.Empty((await VerifyAsync(_host)).Faults);
        await EraseAsync(DecidedWorld.One);
        Assert.Empty(await NamingAsync("Jane"));
        Assert.Empty((await VerifyAsync(_host)).Faults);
        var rulings = (await _host.Get<SubjectStreamStore>().FindAsync(DecidedWorld.Stranger, default)).Rulings;
        Assert.Equal(RulingWord.None, rulings.Of(DecidedWorld.One)); // Who said what stays: two agreed that nothing is said.
        Assert.Equal((Ben.Id, ""), (rulings.Given[DecidedWorld.One].By, rulings.Given[DecidedWorld.One].Text));
        Assert.Equal(LeadStatus.Dismissed, (await leads.FindAsync(lead.Id, default))!.Ended);

        // What lost its reasons cannot be agreed to, and without the act of erasure a lost text is named.
        var waiting = (await _host.Get<OperationService>().AllAsync(null, default)).Single(one => one.Status == OperationStatus.Proposed);
        Assert.Equal(RefusalCode.ErasedSubject, (await _host.Get<OperationService>().SecondAsync(waiting.Id, Ben, default)).Refusal!.Code);
    }

    [Fact]
    public async Task An_operation_that_two_agreed_on_is_carried_out_before_its_texts_go()
    {
        await DecidedWorld.FillAsync(_host);
        var waiting = (await _host.Get<OperationService>().AllAsync(null, default)).Single(one => one.Status == OperationStatus.Proposed);
        var head = await Networks.NetworkWorld.BreakAsync(_host, SubjectRef.Account("ring-03"));
        Assert.Equal(OperationStatus.Agreed, (await _host.Get<OperationService>().SecondAsync(waiting.Id, Ben, default)).Row!.Status);
        await Assert.ThrowsAnyAsync<TimeoutException>(() => EraseAsync(DecidedWorld.One));
        Assert.NotEmpty(await NamingAsync("Jane"));
        await Networks.NetworkWorld.WriteHeadAsync(_host, SubjectRef.Account("ring-03"), head);
        await _host.Get<LogSealer>().SealAsync(default);
        await _host.Get<Functions.Enforcement.Following.EnforcementFollower>().FollowAsync(default);
        Assert.DoesNotContain(await NamingAsync("Jane"), row => row.Contains("operations", StringComparison.Ordinal));
        Assert.Equal(OperationStatus.Done, (await _host.Get<OperationService>().AllAsync(null, default))
            .Single(one => one.Id == waiting.Id).Status);
    }

    /// <summary>That it was tried to prove an identity, where and with what outcome, outlived the erasure.</summary>
    [Fact]
    public async Task What_a_provider_said_of_an_erased_account_is_nowhere_and_the_record_verifies_as_before()
    {
        await TakeAsync(_host, LadderWorld.Event(_host, Account, "v1", "verification.completed",
            """{"kind":"document","outcome":"failed","level":0,"provider":"jane-provider"}"""));
        await _host.Get<LogSealer>().SealAsync(default);
        Assert.Contains(await NamingAsync("jane-provider"), row => row.EndsWith('v'));
        await EraseAsync(Account);
        Assert.Empty(await NamingAsync("jane-provider"));
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task What_was_stated_of_a_report_goes_with_its_alert()
    {
        const string Subject = "acct_7";
        await _host.ScreenAsync(Subject, InventedLists.Listed, "1961-04-17");
        var reports = _host.Get<PropertyReports>();
        var report = (await reports.AllAsync(default)).First();
        Assert.IsType<TwoPersonResult.Done>(await reports.RecordAsync(report.Occasion.Id,
            new ReportFiled(Ana.Id, _host.Time.GetUtcNow(), new DateOnly(2026, 3, 2), "JANE-ROE-1"), Ana, default));
        await _host.DecideAsync(Subject, Disposition.FalsePositive, "different_name");
        await _host.LiveAsync(TimeSpan.FromDays(365 * 11));
        Assert.NotEmpty(await NamingAsync("JANE"));
        Assert.NotEmpty((await _host.EraseAsync(Subject)).Alerts);
        Assert.Empty(await NamingAsync("JANE"));
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private async Task EraseAsync(SubjectRef account)
    {
        foreach (var officer in new[] { Ben, Eve })
        {
            await _host.Get<SubjectErasure>().AskAsync(account, "request 18", officer, default);
        }
    }

    /// <summary>Rows of the database that hold a text, as whoever reads the file finds them; those of decisions on accounts, which keep
    /// their reasons, left out.</summary>
    private async Task<List<string>> NamingAsync(string text)
    {
        await using var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_host.DatabaseFile};Mode=ReadOnly");
        await database.OpenAsync();
        var command = database.CreateCommand();
        command.CommandText = "SELECT table_name, partition, row, json FROM records WHERE json LIKE $1";
        command.Parameters.AddWithValue("$1", $"%{text}%");
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = $"{reader.GetString(0)} {reader.GetString(1)} {reader.GetString(2)}";
            if (!reader.GetString(2).EndsWith('a'))
            {
                found.Add(row);
            }
        }

        return found;
    }
}
