using System.Globalization;
using Compliance.Cli;
using Compliance.Cli.Service;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Screening;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Records;

/// <summary>The stores and the record on a SQLite file of their own, with the real desk over an invented list.</summary>
internal sealed class RecordHost : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly Dictionary<string, string> _settings;

    public RecordHost(params (string Key, string Value)[] settings)
    {
        _settings = settings.ToDictionary(pair => pair.Key, pair => pair.Value);
        _settings.TryAdd("COMPLIANCE_CHECKPOINT_DIR", _data.File("checkpoints"));
        _settings["COMPLIANCE_DATA_DIR"] = _data.File("data");
        Console = new CliConsole(TextWriter.Null, TextWriter.Null, Time) { Setting = key => _settings.GetValueOrDefault(key) };
        Services = StoredService.Open(Console, mustExist: false);
        UseList();
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public CliConsole Console { get; }

    public string CheckpointFolder => _data.File("checkpoints");

    public string DatabaseFile => Path.Combine(_data.File("data"), "compliance.db");

    public ServiceProvider Services { get; private set; }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Closes the store and opens it again, as a new process would.</summary>
    public void Reopen()
    {
        Services.Dispose();
        Services = StoredService.Open(Console, mustExist: false);
        UseList();
    }

    /// <summary>Closes the store, so that a command can open it.</summary>
    public async Task<(int Code, string Out)> RunAsync(params string[] args)
    {
        Services.Dispose();
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CliCommands.RunAsync(args, Console with { Out = output, Error = output });
        Services = StoredService.Open(Console, mustExist: false);
        UseList();
        return (code, output.ToString());
    }

    public Task<string> ScreenWithoutAlertAsync(string? id, string name) => ScreenAsync(id, name, opens: false);

    public async Task<string> ScreenAsync(string? id, string name, string? birthDate = null, Channel channel = Channel.Signup,
        bool opens = true)
    {
        var request = new ScreeningRequest
        {
            Channel = channel,
            Subject = new ScreeningSubject
            {
                Id = id,
                Name = name,
                Kind = PartyKind.Individual,
                BirthDate = birthDate is null ? default
                : PartialDate.Parse(birthDate)
            },
            Signals = new LocationSignals(),
        };
        var reply = await Get<ScreeningService>().ScreenAsync(request, new ScreeningCall("tests"), default);
        var screening = Assert.IsType<ScreeningReply.Answered>(reply).Screening;
        if (opens && screening.Evidence.Outcome.Decision != Decision.Allow)
        {
            await Get<IAlertOpener>()
                .OpenAsync(new AlertMessage(screening.Evidence.ScreeningId, id, "review", screening.Evidence.DecidedAt), default);
        }

        return screening.Evidence.ScreeningId;
    }

    /// <summary>The service lives on for a time, with an act every day of the last days.</summary>
    public async Task LiveAsync(TimeSpan span)
    {
        const int LastDays = 11;
        Time.Advance(span - TimeSpan.FromDays(LastDays));
        for (var day = 0; day < LastDays; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            await Get<Functions.Operations.ClockWatch>().LookAsync(default);
            await Get<Functions.Records.Log.AuditIntake>().RecordAsync("system", "test.day", "day", default);
        }

        await Get<Functions.Records.Log.LogSealer>().SealAsync(default);
    }

    /// <summary>Two approvers ask for the erasure of a subject.</summary>
    public async Task<Functions.Records.Retention.ErasureRun> EraseAsync(string subjectId)
    {
        var keeping = Get<Functions.Records.Retention.RetentionService>();
        await keeping.EraseSubjectAsync(subjectId, "request 17", Approver("ben"), default);
        return (await keeping.EraseSubjectAsync(subjectId, "request 17", Approver("eve"), default)).Run!;
    }

    public static Officer Approver(string name) => new(OfficerId.Parse(name), OfficerRole.Approver);

    /// <summary>Claims the subject's alert, proposes a disposition of its first finding and has another person confirm it.</summary>
    public async Task<AlertId> DecideAsync(string subjectId, Disposition disposition, string reason, bool goodGuy = false)
    {
        var id = AlertId.FirstOfSubject(subjectId);
        var (ana, ben) =
            (new Officer(OfficerId.Parse("ana"), OfficerRole.Analyst), new Officer(OfficerId.Parse("ben"), OfficerRole.Approver));
        var alert = (await Get<AlertStore>().FindAsync(id, default))!.Alert;
        await DoneAsync(id, new AlertCommand.Claim(), ana);
        foreach (var finding in alert.Findings)
        {
            await DoneAsync(id,
                new AlertCommand.RecordDisposition([finding.Finding.Key], disposition, finding.Finding.IsHit ? reason
                : disposition == Disposition.TrueMatch ? "concern_confirmed" : "signal_wrong", "Compared by hand.",
                goodGuy && finding.Finding.IsHit ? Time.GetUtcNow().AddDays(90) : null), ana);
            if ((await Get<AlertStore>().FindAsync(id, default))!.Alert.Find(finding.Finding.Key)!.AwaitsApproval)
            {
                await DoneAsync(id, new AlertCommand.Approve([finding.Finding.Key], "Agreed."), ben);
            }
        }

        return id;
    }

    public void Dispose()
    {
        Services.Dispose();
        if (Directory.Exists(CheckpointFolder))
        {
            foreach (var file in Directory.EnumerateFiles(CheckpointFolder))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        _data.Dispose();
    }

    private async Task DoneAsync(AlertId id, AlertCommand command, Officer officer)
    {
        var seen = (await Get<AlertStore>().FindAsync(id, default))!.Alert.Version;
        Assert.IsType<AlertCommandResult.Done>(await Get<AlertService>().GiveAsync(id, command, officer, seen, default));
    }

    private void UseList()
    {
        var snapshot = InventedLists.Snapshot(Time.GetUtcNow());
        Get<SnapshotArchive>().KeepAsync(snapshot, new ListManifest { Version = snapshot.Version }, default).GetAwaiter().GetResult();
        Get<CorpusHost>().Swap(new LoadedCorpus(ScreeningCorpus.Build([snapshot]), []));
    }
}
