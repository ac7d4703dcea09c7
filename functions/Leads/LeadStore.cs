using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Leads;

/// <summary>
/// Leads in the table <c>leads</c>, one partition each: the lead as it stands (<c>head</c>, by compare-and-set), what people did
/// (<c>e…</c>), and each time it came (<c>x…</c>), so that the same delivery counts once. The partition <c>index</c> names every lead that
/// may be open; whoever reads it looks at the lead.
/// </summary>
internal sealed class LeadStore(IRecordStore records, AuditIntake intake, TimeProvider time)
{
    private const string Table = "leads";
    private const string Head = "head";
    private const string Index = "index";
    private const int MostRounds = 50;

    /// <summary>Receives a lead; what came before under this occurrence changes nothing. A lead that has ended and comes again opens the
    /// next of its kind.</summary>
    public async Task<Lead> ReceiveAsync(Lead first, string occurrence, CancellationToken cancellation)
    {
        for (var (round, number) = (0, 1); round < MostRounds; round++)
        {
            var id = number == 1 ? first.Id : string.Create(CultureInfo.InvariantCulture, $"{first.Id}-{number}");
            var (lead, etag) = await FindRowAsync(id, cancellation);
            var seen = "x" + CommandKey.Hash(occurrence)[..32];
            if (lead is not null && await records.FindAsync(Table, id, seen, cancellation) is not null)
            {
                return lead;
            }

            // One case of a provider is one lead, also where it is told of again after the lead ended; what is graver is looked into anew.
            if (lead?.Ended is not null && !(first.Source == LeadSource.Provider && first.Severity <= lead.Severity))
            {
                number++;
                continue;
            }

            var result = LeadDecider.Decide(lead, new LeadCommand.Receive(first with { Id = id }), Officer.Service, time.GetUtcNow(), null);
            var happened = ((CommandResult<LeadEvent>.Accepted)result).Events[0];
            var after = LeadDecider.Apply(lead, happened);
            if (lead is null)
            {
                await records.CommitAsync(Table, Index, [new RecordOperation.Put(id, "{}")], cancellation);
                await intake.RecordAsync("system", "lead.received", id, cancellation, AuditRecord.HashOf(Write(after)));
            }

            RecordOperation[] operations = [Replace(etag, after), new RecordOperation.Insert(seen, "{}")];
            if ((await records.CommitAsync(Table, id, operations, cancellation)).Succeeded)
            {
                return after;
            }
        }

        throw new TimeoutException($"A lead changed {MostRounds} times while it was received.");
    }

    /// <summary>Gives a command on a lead.</summary>
    public async Task<(Lead? Lead, Refusal? Refusal)> GiveAsync(string id, LeadCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (lead, etag) = await FindRowAsync(id, cancellation);
            var result = LeadDecider.Decide(lead, command, officer, time.GetUtcNow(), seen);
            if (result is CommandResult<LeadEvent>.Refused { Refusal: var refusal })
            {
                await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "lead.refused", id, cancellation) : Task.CompletedTask);
                return (lead, refusal);
            }

            var events = ((CommandResult<LeadEvent>.Accepted)result).Events;
            if (events.IsEmpty)
            {
                return (lead, null);
            }

            var after = events.Aggregate(lead, LeadDecider.Apply)!;
            var json = JsonSerializer.Serialize(events[0], EnforcementCodec.Options);
            await intake.RecordAsync(officer.Id.Value, "lead." + command.GetType().Name.ToLowerInvariant(), id, cancellation,
                AuditRecord.HashOf(json));
            RecordOperation[] operations =
                [Replace(etag, after), new RecordOperation.Insert(string.Create(CultureInfo.InvariantCulture, $"e{after.Version:D6}"),
                    json)];
            if ((await records.CommitAsync(Table, id, operations, cancellation)).Succeeded)
            {
                return (after, null);
            }
        }

        throw new TimeoutException($"A lead changed {MostRounds} times while one command was given.");
    }

    /// <summary>Says whom a lead is about that nobody was found for; null where somebody said so meanwhile.</summary>
    public async Task<Lead?> MatchAsync(string id, SubjectRef subject, CancellationToken cancellation)
    {
        var (lead, etag) = await FindRowAsync(id, cancellation);
        if (lead is null || lead.Subject is not null || lead.Ended is not null)
        {
            return null;
        }

        var after = LeadDecider.Apply(lead, new LeadMatched(OfficerId.System, time.GetUtcNow(), subject));
        await intake.RecordAsync("system", "lead.matched", id, cancellation, AuditRecord.HashOf(Write(after)));
        return (await records.CommitAsync(Table, id, [Replace(etag, after)], cancellation)).Succeeded ? after : null;
    }

    /// <summary>A lead; null where there is none.</summary>
    public async Task<Lead?> FindAsync(string id, CancellationToken cancellation) => IsId(id) ? (await FindRowAsync(id,
        cancellation)).Lead : null;

    /// <summary>Leads that have not ended, in the order in which they should be worked.</summary>
    public async Task<IReadOnlyList<Lead>> OpenAsync(int limit, CancellationToken cancellation)
    {
        var leads = new List<Lead>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Index), cancellation))
        {
            var (lead, _) = await FindRowAsync(row.Row, cancellation);
            if (lead?.Ended is not null)
            {
                await records.ForgetAsync(Table, Index, [row.Row], cancellation);
            }
            else if (lead is not null)
            {
                leads.Add(lead);
            }
        }

        return [.. LeadOrder.Of(leads).Take(limit)];
    }

    private static bool IsId(string id)
        => id.Length is >= 36 and <= 44 && id.StartsWith("led_", StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterOrDigit(c)
            || c is '_' or '-');

    private async Task<(Lead? Lead, string? ETag)> FindRowAsync(string id, CancellationToken cancellation)
        => await records.FindAsync(Table, id, Head, cancellation) is { } row
            ? (JsonSerializer.Deserialize<Lead>(row.Json, EnforcementCodec.Options), row.ETag) : (null, null);

    private static RecordOperation Replace(string? etag, Lead lead)
        => etag is null ? new RecordOperation.Insert(Head, Write(lead)) : new RecordOperation.Replace(Head, etag, Write(lead));

    private static string Write(Lead lead) => JsonSerializer.Serialize(lead, EnforcementCodec.Options);
}
