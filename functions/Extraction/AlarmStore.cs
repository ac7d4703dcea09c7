using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Extraction;

/// <summary>What the radar says: an alarm is a lead with its evidence, a signal in a group of its own, and a row of the page. It is never
/// an action.</summary>
internal sealed class AlarmStore(IRecordStore records, LeadStore leads, StreamCommands commands, StreamStore streams,
    NetworkGenerations networks, UsageReader usage, TimeProvider time)
{
    /// <summary>The signal of an account whose own prompts resemble a campaign.</summary>
    public const string OwnSignal = "extraction.campaign@1";

    /// <summary>The signal of an account that sent prompts within a cluster whose prompts together do.</summary>
    public const string ClusterSignal = "extraction.cluster@1";

    private const string Ground = "abuse.extraction";
    private const string Group = "extraction";
    private const int Severity = 3;
    private const int MostMembers = 500;

    /// <summary>Tells an alarm; told again, it is the same.</summary>
    public async Task TellAsync(StreamKey key, string account, string campaign, string name, string evidence, AlarmRow row,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var subject = SubjectRef.Account(account);
        var text = $"{Of(key.Kind)} resemble the campaign {name}: {evidence} Nearest ordinary traffic: {row.Nearest}. "
            + await usage.InWordsAsync(key, subject, cancellation)
            + " Whoever copies the template of an ordinary app cannot be told from it by content.";
        var lead = await leads.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Detector, $"radar\n{campaign}\n{key.Row}"), LeadSource.Detector,
            $"radar {campaign} {key.Key[..12]}", "api", subject, Ground, text, Severity, 70, 1, now, now, null), evidence, cancellation);
        await records.CommitAsync(RadarRows.Table, RadarRows.Alarms, [new RecordOperation.Put($"{campaign}-{key.Row}",
            JsonSerializer.Serialize(row with { Lead = lead.Id }, RadarRowJson.Default.AlarmRow))], cancellation);
        foreach (var member in key.Kind == StreamKind.Cluster ? await SendersAsync(subject, cancellation) : [subject])
        {
            await ObserveAsync(member, key.Kind == StreamKind.Cluster ? ClusterSignal : OwnSignal, campaign, row.Prompts, cancellation);
        }
    }

    /// <summary>Every alarm, the newest first.</summary>
    public async Task<IReadOnlyList<AlarmRow>> AllAsync(CancellationToken cancellation)
        => [.. (await RowsAsync(cancellation)).Select(one => one.Alarm).OrderByDescending(one => one.At)
            .ThenBy(one => one.Key, StringComparer.Ordinal)];

    /// <summary>Takes back what a campaign observed that was ended. Leads stay for people.</summary>
    public async Task RetractAsync(string campaign, CancellationToken cancellation)
    {
        foreach (var (_, alarm) in (await RowsAsync(cancellation)).Where(one => one.Alarm.Campaign == campaign))
        {
            var subject = SubjectRef.Account(alarm.Account);
            foreach (var member in alarm.Kind == nameof(StreamKind.Cluster) ? await SendersAsync(subject, cancellation) : [subject])
            {
                await commands.SignalAsync(member,
                    stream => [.. stream.Signals.Standing.Where(one => one.Id == Signal.IdOf(member, one.Type, campaign))
                        .Select(one => new SignalRetracted(OfficerId.System, time.GetUtcNow(), one.Id, "The campaign was ended."))],
                    cancellation);
            }
        }
    }

    /// <summary>Forgets alarms about streams.</summary>
    public async Task ForgetAsync(Func<AlarmRow, bool> which, CancellationToken cancellation)
    {
        var rows = (await RowsAsync(cancellation)).Where(one => which(one.Alarm)).Select(one => one.Row).ToList();
        await (rows.Count == 0 ? Task.CompletedTask : records.ForgetAsync(RadarRows.Table, RadarRows.Alarms, rows, cancellation));
    }

    private static string Of(StreamKind kind) => kind switch
    {
        StreamKind.Cluster => "The prompts of a cluster together",
        StreamKind.Other => "Prompts that an account sends through a cache or under its own key",
        _ => "The prompts of an account",
    };

    /// <summary>Members of an account's cluster that sent prompts.</summary>
    private async Task<IReadOnlyList<SubjectRef>> SendersAsync(SubjectRef first, CancellationToken cancellation)
    {
        var senders = new List<SubjectRef>();
        if (await networks.FindAsync(cancellation) is { } current && current.Find(first) is >= 0 and var number)
        {
            foreach (var member in current.MembersOf(current.Run.Clusters[number]).Take(MostMembers).Select(current.AccountOf))
            {
                if (await streams.FindAsync(new StreamKey(member.Key, StreamKind.Account), cancellation) is not null)
                {
                    senders.Add(member);
                }
            }
        }

        return senders;
    }

    private Task ObserveAsync(SubjectRef account, string type, string campaign, int prompts, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var signal = new Signal(Signal.IdOf(account, type, campaign), account, type, Group, prompts, type == OwnSignal ? 3000 : 1500,
            336, now, "radar", Severity, 70)
        {
            Ground = Ground,
            Text = string.Create(CultureInfo.InvariantCulture, $"{prompts} prompts resemble a campaign of extraction"),
        };
        return commands.SignalAsync(account, stream => stream.Subject.ErasedAt is not null || stream.Signals.All.ContainsKey(signal.Id) ? []
            : [new SignalObserved(OfficerId.System, now, signal)], cancellation);
    }

    private async Task<List<(string Row, AlarmRow Alarm)>> RowsAsync(CancellationToken cancellation)
    {
        var rows = new List<(string, AlarmRow)>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, RadarRows.Alarms), cancellation))
        {
            rows.Add((row.Row, JsonSerializer.Deserialize(row.Json, RadarRowJson.Default.AlarmRow)!));
        }

        return rows;
    }
}
