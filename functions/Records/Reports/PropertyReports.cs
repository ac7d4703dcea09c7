using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Reports;

/// <summary>
/// Reports of blocked property and rejected transactions: found in the alerts, assembled from evidence, with what officers stated. What
/// they state is kept as events in the table <c>propertyreports</c>, one partition per subject; every event is an act of the log.
/// </summary>
internal sealed class PropertyReports(IRecordStore records, AlertQueue queue, AlertStore alerts, ScreeningStore screenings,
    AuditIntake intake, TwoPersonActs approvals, ReviewPolicy policy, TimeProvider time)
{
    public const string Table = "propertyreports";
    public const string SubmitterPartition = "submitter";
    private const string SubmitterRow = "facts";
    private readonly PropertyIndex _book = new(records, queue);

    /// <summary>Every report that is or was due, what is due first at the top.</summary>
    public async Task<ImmutableArray<ReportPacket>> AllAsync(CancellationToken cancellation)
    {
        var submitter = await SubmitterAsync(cancellation);
        var found = ImmutableArray.CreateBuilder<ReportPacket>();
        foreach (var id in await _book.ReadAsync(time.GetUtcNow(), cancellation))
        {
            found.AddRange(await OfAlertAsync(id, submitter, cancellation));
        }

        return [.. found.OrderBy(packet => packet.State is ReportState.Filed or ReportState.NotNeeded).ThenBy(packet => packet.DueOn)
            .ThenBy(packet => packet.Occasion.Id, StringComparer.Ordinal)];
    }

    /// <summary>One report; null where there is none of that id.</summary>
    public async Task<ReportPacket?> FindAsync(string id, CancellationToken cancellation) =>
        AlertOf(id) is { } alert
        ? (await OfAlertAsync(alert, await SubmitterAsync(cancellation), cancellation)).FirstOrDefault(packet => packet.Occasion.Id
        == id) : null;

    /// <summary>The reports of a subject's alerts: what the keeping of its records depends on.</summary>
    public async Task<ImmutableArray<ReportPacket>> OfSubjectAsync(string subjectKey, int alertCount, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<ReportPacket>();
        for (var number = 1; number <= alertCount; number++)
        {
            found.AddRange(
                await OfAlertAsync(AlertId.Parse(string.Create(CultureInfo.InvariantCulture, $"{subjectKey}-{number}")),
                ImmutableDictionary<string, string>.Empty, cancellation));
        }

        return found.ToImmutable();
    }

    /// <summary>Records what an officer stated or did about a report. That no report is needed takes two people: the first asks, and it
    /// is recorded when another one says the same.</summary>
    public async Task<TwoPersonResult> RecordAsync(string id, PropertyEvent happened, Officer by, CancellationToken cancellation)
    {
        NotPermittedException.Unless(by, ReviewPermission.WorkReports);
        if (await FindAsync(id, cancellation) is not { } packet)
        {
            return new TwoPersonResult.Nothing();
        }

        if (happened is ReportNotNeeded notNeeded)
        {
            switch (await approvals.AskAsync("report.not_needed", id, notNeeded.Reason, by, ReviewPermission.WorkReports, cancellation))
            {
                case Agreement.Refused refused:
                    return new TwoPersonResult.Refused(refused.Refusal);
                case Agreement.Proposed proposed:
                    return new TwoPersonResult.Proposed(proposed.First);
                default:
                    break; // A second person agrees.
            }
        }

        var json = SaltedEvent.Wrap(happened.Write());
        await intake.RecordAsync(happened.By.Value, ActOf(happened), packet.Occasion.Alert.ToString(), cancellation,
            AuditRecord.HashOf(json), packet.Occasion.Alert.SubjectKey);
        for (var number = (await EventsAsync(packet.Occasion, cancellation)).Length + 1; ; number++)
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"{RowsOf(packet.Occasion)}{number:D4}");
            if ((await records.CommitAsync(Table, packet.Occasion.Alert.SubjectKey, [new RecordOperation.Insert(row, json)],
                cancellation)).Succeeded)
            {
                return new TwoPersonResult.Done();
            }
        }
    }

    /// <summary>Puts a mark in the place of everything that was stated of the reports of an erased alert.</summary>
    public async Task EraseAsync(AlertId alert, ErasedPayload mark, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(mark, StoredJson.Default.ErasedPayload);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{alert.Number:D6}-");
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, alert.SubjectKey).WithPrefix(prefix), cancellation))
        {
            await records.CommitAsync(Table, alert.SubjectKey, [new RecordOperation.Put(row.Row, json)], cancellation);
        }
    }

    /// <summary>Facts of the submitter, by code.</summary>
    public async Task<ImmutableDictionary<string, string>> SubmitterAsync(CancellationToken cancellation) =>
        await records.FindAsync(Table, SubmitterPartition, SubmitterRow, cancellation) is { } stored
            ? JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(stored.Json)!
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>Replaces the facts of the submitter.</summary>
    public async Task StateSubmitterAsync(ImmutableDictionary<string, string> facts, Officer by, CancellationToken cancellation)
    {
        NotPermittedException.Unless(by, ReviewPermission.WorkReports);
        var json = JsonSerializer.Serialize(facts.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary());
        await intake.RecordAsync(by.Id.Value, RecordActs.ReportFactsStated, SubmitterPartition, cancellation, AuditRecord.HashOf(json));
        await records.CommitAsync(Table, SubmitterPartition, [new RecordOperation.Put(SubmitterRow, json)], cancellation);
    }

    private async Task<ImmutableArray<ReportPacket>> OfAlertAsync(AlertId id, IReadOnlyDictionary<string, string> submitter,
        CancellationToken cancellation)
    {
        if (await alerts.FindAsync(id, cancellation) is not { } file)
        {
            return [];
        }

        var evidence = new Dictionary<string, ScreeningEvidence?>(StringComparer.Ordinal);
        foreach (var screening in PropertyOccasion.ScreeningsOf(file.Alert))
        {
            evidence[screening] = (await screenings.FindAsync(screening, cancellation))?.Evidence;
        }

        var packets = ImmutableArray.CreateBuilder<ReportPacket>();
        foreach (var occasion in PropertyOccasion.Of(file.Alert, screening => evidence[screening]))
        {
            packets.Add(
                ReportPacket.Assemble(occasion, evidence[occasion.ScreeningId]!, await EventsAsync(occasion, cancellation), submitter,
                policy.Calendar));
        }

        return packets.ToImmutable();
    }

    private async Task<ImmutableArray<PropertyEvent>> EventsAsync(PropertyOccasion occasion, CancellationToken cancellation)
    {
        var events = ImmutableArray.CreateBuilder<PropertyEvent>();
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(Table, occasion.Alert.SubjectKey).WithPrefix(RowsOf(occasion)), cancellation))
        {
            if (!ErasedPayload.Is(row.Json))
            {
                events.Add(PropertyEvent.Read(SaltedEvent.Unwrap(row.Json)));
            }
        }

        return events.ToImmutable();
    }

    private static string RowsOf(PropertyOccasion occasion)
        => string.Create(CultureInfo.InvariantCulture, $"{occasion.Alert.Number:D6}-{occasion.Id[^8..]}-e");

    private static AlertId? AlertOf(string id) => id.Length > 9 && id[^9] == '-' && AlertId.TryParse(id[..^9], out var alert) ? alert
        : null;

    private static string ActOf(PropertyEvent happened) => happened switch
    {
        FactsStated => RecordActs.ReportFactsStated,
        ReportFiled => RecordActs.ReportFiled,
        PropertyReleased => RecordActs.PropertyReleased,
        ReportNotNeeded => RecordActs.ReportNotNeeded,
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}

/// <summary>Adds the reports to a host.</summary>
internal static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<PropertyReports>()
        .AddSingleton<IDerivedRows, DerivedReports>();
}
